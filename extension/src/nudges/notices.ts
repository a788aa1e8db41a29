import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { Notice } from "../protocol";

/** Shows what a person needs to know, each thing once a session; the rest of the times it goes to the log. */
export function showNotices(companion: Companion): vscode.Disposable {
  const told = new Set<string>();
  const show = (notice: Notice): void => {
    companion.log.info(`Notice ${notice.code}: ${notice.text}`);
    // Why there is no ghost text is said beside the language, never in a toast.
    if (notice.code === "completion_silent" || told.has(notice.code)) {
      return;
    }
    told.add(notice.code);
    void toast(notice);
  };
  return vscode.Disposable.from(companion.client.on("undersong/notice", show));
}

async function toast({ level, text }: Notice): Promise<void> {
  const show = {
    info: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[level];
  if ((await show(`Undersong: ${text}`, "Show Log")) === "Show Log") {
    await vscode.commands.executeCommand("undersong.showLog");
  }
}
