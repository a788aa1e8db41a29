import * as vscode from "vscode";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { NudgeAction, NudgeAnswer, NudgeMessage } from "../protocol";

/** Commands that a nudge may run: our own, and the editor's for tests, debugging and windows. */
const ALLOWED = /^(undersong|testing|workbench\.action|workbench\.debug|editor\.action)\./;

/** What a person may say besides the nudge's own actions. */
export const ANSWERS: readonly (readonly [answer: NudgeAnswer, title: string, detail: string])[] = [
  ["not_now", "Not now", "this one goes away"],
  ["snooze_hour", "Snooze for an hour", ""],
  ["snooze_today", "Snooze for today", ""],
  ["wrong", "That is wrong", "it counts against the model that said so"],
  ["never", "Never this kind", "can be turned on again in the settings"],
];

/** Tells the daemon the answer; the nudge is gone from the window. */
export async function answerNudge(
  companion: Companion,
  nudge: NudgeMessage,
  answer: NudgeAnswer,
): Promise<void> {
  if (companion.state.value.nudge?.id === nudge.id) {
    companion.state.update({ nudge: undefined });
  }
  try {
    await companion.client.request("undersong/nudgeAnswer", { nudge: nudge.id, answer });
  } catch (error) {
    companion.log.warn(`The answer to a nudge was lost: ${messageOf(error)}`);
  }
}

/** Does what an action of the nudge says, which is an answer as well: it helped. */
export async function actOn(companion: Companion, nudge: NudgeMessage, action: NudgeAction): Promise<void> {
  await answerNudge(companion, nudge, "helpful");
  if (action.command && ALLOWED.test(action.command)) {
    await vscode.commands.executeCommand(action.command);
  }
}

/** Asks what to do with a nudge; no choice leaves it where it is. */
export async function chooseAnswer(companion: Companion, nudge: NudgeMessage): Promise<void> {
  const actions = nudge.actions.map((action) => ({
    label: action.title,
    run: () => actOn(companion, nudge, action),
  }));
  const answers = ANSWERS.map(([answer, label, description]) => ({
    label,
    description,
    run: () => answerNudge(companion, nudge, answer),
  }));
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator, run: () => Promise.resolve() };
  const chosen = await vscode.window.showQuickPick([...actions, separator, ...answers], {
    title: nudge.text,
    placeHolder: nudge.evidence.join(" · ") || "What do you say?",
  });
  await chosen?.run();
}
