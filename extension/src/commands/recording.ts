import * as vscode from "vscode";
import type { Command } from "./command";

/** Says yes to recording, for every window of this person. */
export const startRecording: Command = { id: "undersong.startRecording", run: () => answer(true) };

/** Says no to recording. What was recorded stays until it is deleted. */
export const stopRecording: Command = { id: "undersong.stopRecording", run: () => answer(false) };

async function answer(recording: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("undersong");
  await configuration.update("recording", recording, vscode.ConfigurationTarget.Global);
  if (recording && configuration.inspect<boolean>("recording")?.workspaceValue === false) {
    void vscode.window.showInformationMessage(
      "Undersong records elsewhere; this workspace has turned it off.",
    );
  }
}
