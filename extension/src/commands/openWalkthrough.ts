import * as vscode from "vscode";
import type { Command } from "./command";

/** Opens the walkthrough. */
export const openWalkthrough: Command = {
  id: "undersong.openWalkthrough",
  run: async () => {
    await vscode.commands.executeCommand(
      "workbench.action.openWalkthrough",
      "undersong.undersong#undersong.begin",
    );
  },
};
