/** Code is offered and taken, and a name that stands out is brought in line. */
import { until } from "../until.mjs";

export const claim = "a ghost text is seen and accepted, and the repository's naming is applied";
export const stage = {};

export async function play({ workbench, workspace, text, page, shoot, code }, tell) {
  await workbench.open(code.url, workspace.folder);
  await workbench.waitForStatus(/Steady|Focused/);
  tell("attached");

  await workbench.openFile("larder/shopping.py");
  await text.press("Control+End");
  await text.type("\n\ndef spare_amount(need, stock):\n");
  await text.type("    return max(0, need_total(", 40);
  await text.waitForGhost();
  await shoot("ghost-text");
  await text.press("Tab");
  await text.ghost.first().waitFor({ state: "detached" });
  await text.save();
  const last = () => workspace.read("larder/shopping.py").trimEnd().split("\n").at(-1);
  await until("the accepted code is saved", () => /^ {4}return max\(0, need_total\(need.+/.test(last()));
  tell(`ghost text accepted with Tab: ${last().trim()}`);

  await workbench.openFile("larder/expiry.py");
  await text.waitForHint();
  await text.goToLine(6);
  await text.press("Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  await text.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: "days_left" }).first();
  await fix.waitFor();
  await shoot("naming");
  await fix.click();
  await text.waitForText("def days_left(item, today)");
  await text.waitForText("days_left(item, today)");
  await shoot("renamed");
  tell("name brought in line");
}
