/** The engine dies and comes back; the editor goes on. */
import { until } from "../until.mjs";

export const claim = "a killed daemon comes back, and what was typed meanwhile is kept";
export const stage = {};

export async function play({ workbench, workspace, text, shoot, code, daemonPid }, tell) {
  await workbench.open(code.url, workspace.folder);
  await workbench.waitForStatus(/Steady|Focused/);
  const pid = daemonPid();
  await workbench.openFile("larder/units.py");
  process.kill(pid, "SIGKILL");
  const killed = Date.now();
  await text.press("Control+End");
  await text.type("\n# typed while the engine was gone\n", 5);
  await until("another daemon serves", () => daemonPid() && daemonPid() !== pid, 15_000);
  await workbench.waitForStatus(/Steady|Focused/);
  tell(`back after ${((Date.now() - killed) / 1000).toFixed(1)} s`);
  await text.save();
  await shoot("back");
  await until("the edit is saved", () => workspace.read("larder/units.py").includes("typed while"));
}
