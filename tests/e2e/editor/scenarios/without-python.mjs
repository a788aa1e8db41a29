/** A machine without Python: a sentence, and an editor that works. */
import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../until.mjs";

export const claim = "without Python there is a sentence about it, and the editor works";

/** A PATH on which there is git and a shell, and no Python. */
function barePath() {
  const folder = mkdtempSync(join(tmpdir(), "bare-"));
  for (const program of ["git", "bash", "sh", "env", "cat", "ls"])
    symlinkSync(`/usr/bin/${program}`, join(folder, program));
  return folder;
}

export const stage = () => ({ settings: { "undersong.recording": true }, environment: { PATH: barePath() } });

export async function play({ workbench, workspace, text, page, shoot, code }, tell) {
  await workbench.open(code.url, workspace.folder);
  await workbench.status.and(page.locator(".statusbar-item")).locator(".codicon-warning").waitFor();
  await workbench.status.hover();
  await page.locator(".monaco-hover", { hasText: "Python 3.11 or later" }).first().waitFor();
  await shoot("sentence");
  tell("the status bar says what to install");
  await workbench.openFile("larder/units.py");
  await text.press("Control+End");
  await text.type("# typed without an engine", 5);
  await text.save();
  await until("the edit is saved", () => workspace.read("larder/units.py").includes("without an engine"));
}
