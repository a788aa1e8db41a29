/** Records a session in a real VS Code: a long green stretch, then the hunt for a bug that was there all along. */
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appEnvironment, inEnvironment, root } from "../../../scripts/lib/places.mjs";
import { say } from "../../../scripts/lib/progress.mjs";
import { run } from "../../../scripts/lib/run.mjs";
import { Developer } from "./developer.mjs";
import { hunt, workInPeace } from "./session.mjs";
import { setStage, USUAL } from "./stage.mjs";
import { until } from "./until.mjs";

/** Fast enough for five minutes, slow enough that starting pytest takes less than a minute of the clock. */
const SPEED = 12;
export const RECORDING = join(root, "recordings", "bug-hunt.jsonl");
/** What the hashes stand for: the package is ours, and whoever plays the recording has no editor that could tell. */
const NAMES = join(root, "recordings", "bug-hunt.names.json");

/** Plays the session and writes its events. */
export async function record(parts) {
  // Nudges would be answered by nobody; whoever plays the recording makes them anew.
  const settings = { ...USUAL, "undersong.nudges.enabled": false };
  const stage = await setStage(parts, "record", { settings, speed: SPEED });
  try {
    await stage.workbench.open(stage.code.url, stage.workspace.folder);
    await stage.workbench.waitForStatus(/Steady|Focused/);
    const developer = new Developer(stage, SPEED);
    await workInPeace(developer, say);
    await hunt(developer, say);
    await until("both commits are recorded", async () => commits(await exportEvents(stage)) === 2, 60_000);
    await stage.shoot("end");
    await stage.page.close();
    await until("the end is recorded", async () => (await exportEvents(stage)).includes("session_ended"));
  } catch (error) {
    await stage.shoot("failed");
    throw error;
  } finally {
    await stage.strike();
  }
  const events = await exportEvents(stage);
  writeFileSync(NAMES, `${JSON.stringify(namesOf(stage, events), null, 2)}\n`);
  await stage.sweep();
  say(`${RECORDING}: ${events.trim().split("\n").length} events, ${Math.round(events.length / 1024)} kB`);
}

/** Writes all events of the stage's home into the recording, and returns its text. */
async function exportEvents({ home }) {
  const undersong = inEnvironment(appEnvironment, "undersong");
  await run(undersong, ["export", "jsonl", RECORDING, "--overwrite"], { env: { UNDERSONG_HOME: home } });
  return readFileSync(RECORDING, "utf8");
}

/** Returns hash → name for the files and tests of the workspace that the events speak of. */
function namesOf({ home, workspace }, events) {
  const key = Buffer.from(readFileSync(join(home, "salt"), "utf8").trim(), "hex");
  const hash = (text, length) => createHmac("sha256", key).update(text).digest("hex").slice(0, length);
  const files = readdirSync(workspace.folder, { recursive: true }).filter((name) =>
    /\.(py|md|toml)$/.test(name),
  );
  const tests = files.flatMap((file) =>
    Array.from(workspace.read(file).matchAll(/^def (test_\w+)/gm), ([, name]) => `${file}::${name}`),
  );
  const names = [
    ...files.map((file) => [hash(join(workspace.folder, file), 16), file]),
    ...tests.map((test) => [hash(test, 8), test]),
  ];
  return Object.fromEntries(names.filter(([hashed]) => events.includes(hashed)).sort());
}

const commits = (events) => events.split("commit_created").length - 1;
