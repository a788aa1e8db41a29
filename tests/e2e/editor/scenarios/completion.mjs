/** Ghost text from where it comes: by word, whole, kept, snoozed, left out, and why. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { appEnvironment, inEnvironment } from "../../../../scripts/lib/places.mjs";
import { run } from "../../../../scripts/lib/run.mjs";
import { until } from "../until.mjs";

export const claim =
  "ghost text says where it comes from, is taken by word and whole, snoozed, and silent with a reason";
// Half a minute later is two seconds later.
export const stage = { speed: 15 };

export async function play(parts, tell) {
  const { workbench, workspace, text, shoot, code } = parts;
  workspace.write(".env.local", "TOKEN=\n");
  await workbench.open(code.url, workspace.folder);
  await workbench.waitForStatus(/Steady|Focused/);
  await workbench.openFile("larder/shopping.py");
  await text.press("Control+End");
  await text.type("\n\ndef spare_amount(need, stock):\n");
  await text.type("    return max(0, need_total(", 40);
  await text.waitForGhost();
  await shoot("shown");
  tell(`offered: ${await text.ghostText()}`);

  await takeInParts(parts, tell);
  await askWhence(parts, tell);
  await snooze(parts, tell);
  await leaveOut(parts, tell);
  await countOutcomes(parts, tell);
}

/** Takes a word with VS Code's own key, and the rest with Tab. */
async function takeInParts({ text, workspace }, tell) {
  await text.waitForGhost();
  const [before, offered] = [await text.text(), await text.ghostText()];
  await text.press("Control+ArrowRight");
  await until(
    "a word is taken",
    async () => (await text.text()) !== before || (await text.ghostText()) !== offered,
  );
  await text.waitForGhost();
  await text.press("Tab");
  await text.ghost.first().waitFor({ state: "detached" });
  await text.save();
  const last = () => workspace.read("larder/shopping.py").trimEnd().split("\n").at(-1);
  await until("the accepted code is saved", () => /^ {4}return max\(0, need_total\(need.+/.test(last()));
  tell(`a word and the rest were taken: ${last().trim()}`);
}

/** Asks at a new place, and where the answer comes from: the language model, where set-up could make one. */
async function askWhence(parts, tell) {
  const { workbench, text, shoot } = parts;
  await text.press("Control+End");
  // At once, so that no answer to a key before is gone on with.
  await text.insert("\n\ndef spare_total(needs, stock):\n    return ");
  await text.waitForGhost().catch(async (error) => {
    throw new Error(`${error.message} ${(await why(parts)).join(" | ")}`);
  });
  const rows = await why(parts);
  await shoot("why");
  await workbench.leave();
  const latest = rows.find((row) => /% sure/.test(row)) ?? rows.join();
  const source = isJoined() ? /language model|offered a moment ago/ : /this repository|the open file/;
  if (!source.test(latest)) throw new Error(`Ghost text should come from elsewhere than: ${latest}`);
  tell(latest);
}

/** Sends it away for five minutes, sees how long it lasts, and ends it by a click. */
async function snooze(parts, tell) {
  const { workbench, text, page, shoot } = parts;
  await workbench.commandThatAsks("Undersong: Snooze Ghost Text", "For 5 minutes");
  await workbench.choose("For 5", "For 5 minutes");
  const item = page.locator(".statusbar-item", { hasText: "Ghost text: " }).first();
  await item.waitFor();
  await workbench.openFile("larder/shopping.py");
  await text.press("Control+End");
  await text.type("\n\ndef spare_need(need, stock):\n    return max(0, need_total(", 40);
  const [reason] = await why(parts);
  if (!/Snoozed for/.test(reason)) throw new Error(`It should be snoozed: ${reason}`);
  await shoot("snoozed");
  await workbench.leave();
  await item.click();
  await item.waitFor({ state: "detached" });
  await workbench.openFile("larder/shopping.py");
  await text.waitForGhost();
  await text.press("Escape");
  await text.save();
  tell("snoozed, and back");
}

/** A file that holds secrets gets none, and says so. */
async function leaveOut(parts, tell) {
  const { workbench, text } = parts;
  await workbench.openFile(".env.local");
  await text.press("Control+End");
  await text.type("TOKEN=", 40);
  const [reason] = await why(parts);
  if (!/left out/.test(reason)) throw new Error(`It should be left out: ${reason}`);
  await workbench.leave();
  tell(reason);
}

/** What was stored of it: sizes, words and shares, with the look half a minute later. */
async function countOutcomes({ home, folder, clock }, tell) {
  const file = join(folder, "events.jsonl");
  const told = async () => {
    await run(inEnvironment(appEnvironment, "undersong"), ["export", "jsonl", file, "--overwrite"], {
      env: { UNDERSONG_HOME: home, XDG_RUNTIME_DIR: "", ...clock },
    });
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map(JSON.parse)
      .map(({ data }) => data);
  };
  const kept = (data) => data["suggestion.kept_after"] === "30s";
  await until("what was taken is looked at again", async () => (await told()).some(kept));
  const all = await told();
  const taken = all.filter((data) => /accepted/.test(data["suggestion.outcome"] ?? ""));
  if (!taken.some((data) => data["suggestion.accepted_by"] === "whole"))
    throw new Error(
      `Nothing was taken whole: ${JSON.stringify(all.filter((data) => data["suggestion.id"]))}`,
    );
  const shown = all.filter((data) => data["suggestion.source"]);
  tell(
    `${shown.length} shown, ${taken.length} taken, ${100 * all.find(kept)["suggestion.kept_share"]} % stand`,
  );
}

/** Opens the answer and returns its rows: the reason, then what is known of the latest. */
async function why({ workbench }) {
  await workbench.commandThatAsks("Undersong: Why Is There No Ghost Text?", "Where and when it comes");
  return workbench.rows.allTextContents();
}

/** Set-up could make the language model here. */
function isJoined() {
  const folder = join(appEnvironment, "share", "undersong", "completion");
  return (
    existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, "model.onnx")))
  );
}
