import * as fs from "node:fs";
import * as vscode from "vscode";
import type { Command } from "./command";

/** Shows the folder that holds everything Undersong knows. */
export const openData: Command = {
  id: "undersong.openData",
  run: async (companion) => {
    const home = companion.parts.home();
    if (!fs.existsSync(home)) {
      void vscode.window.showInformationMessage("Undersong has no data yet.");
      return;
    }
    const uri = vscode.Uri.file(home);
    // On a remote machine there is no file manager to open; a window of the editor shows the folder as well.
    const isRemote = vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
    await vscode.commands.executeCommand(isRemote ? "vscode.openFolder" : "revealFileInOS", uri, {
      forceNewWindow: true,
    });
  },
};
