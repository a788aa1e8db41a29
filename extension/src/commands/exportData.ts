import * as vscode from "vscode";
import type { Command } from "./command";

/** Writes all events to a file of JSON Lines, without loss; the command line knows more formats. */
export const exportData: Command = {
  id: "undersong.exportData",
  run: async (companion) => {
    const target = await vscode.window.showSaveDialog({
      title: "Export My Data",
      saveLabel: "Export",
      filters: { "JSON Lines": ["jsonl"] },
    });
    if (!target) {
      return;
    }
    const options = { location: vscode.ProgressLocation.Window, title: "Undersong: exporting" };
    await vscode.window.withProgress(options, () => companion.parts.run(["export", "jsonl", target.fsPath]));
    void vscode.window.showInformationMessage("Undersong: your data were exported.");
  },
};
