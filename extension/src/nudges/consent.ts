import * as vscode from "vscode";
import type { Companion } from "../companion";

const ASKED = "undersong.askedToRecord";
const QUESTION =
  "May Undersong record how you work here? It keeps sizes, places and salted hashes, never text or plain paths, and only on this machine.";
const YES = "Record";
const NO = "Don't Record";
const MORE = "What Is Recorded";

/** Asks once whether to record. Without an answer nothing is; the status bar and the walkthrough offer it again. */
export async function askToRecord(companion: Companion): Promise<void> {
  const { globalState } = companion.parts.context;
  if (companion.settings.value.recording !== undefined || globalState.get<boolean>(ASKED) === true) {
    return;
  }
  await globalState.update(ASKED, true);
  switch (await vscode.window.showInformationMessage(QUESTION, YES, NO, MORE)) {
    case YES:
      await setRecording(true);
      break;
    case NO:
      await setRecording(false);
      break;
    case MORE:
      await vscode.commands.executeCommand("undersong.openWalkthrough");
      break;
    default: // closed: unanswered, so nothing is recorded
  }
}

async function setRecording(answer: boolean): Promise<void> {
  await vscode.workspace
    .getConfiguration("undersong")
    .update("recording", answer, vscode.ConfigurationTarget.Global);
}
