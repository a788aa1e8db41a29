import * as vscode from "vscode";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { NudgeAnswer, NudgeMessage } from "../protocol";
import type { Known, Offer } from "./offers";

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

/** Does what is offered, which is an answer as well: it helped. */
export async function actOn(companion: Companion, nudge: NudgeMessage, offer: Offer): Promise<void> {
  await answerNudge(companion, nudge, "helpful");
  await offer.run();
}

/** Asks what to do with a nudge; no choice leaves it where it is. */
export async function chooseAnswer(companion: Companion, { nudge, offers }: Known): Promise<void> {
  const actions = offers.map((offer) => ({
    label: offer.title,
    run: () => actOn(companion, nudge, offer),
  }));
  const answers = ANSWERS.map(([answer, label, description]) => ({
    label,
    description,
    run: () => answerNudge(companion, nudge, answer),
  }));
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator, run: () => Promise.resolve() };
  const why = { label: "Why am I seeing this?", run: () => explain(nudge) };
  const chosen = await vscode.window.showQuickPick([...actions, why, separator, ...answers], {
    title: nudge.text,
    placeHolder: nudge.evidence.join(" · ") || "What do you say?",
  });
  await chosen?.run();
}

/** Shows the evidence, and the features that weighed most beside what they usually are. */
async function explain({ text, evidence, why = [], isExperimental }: NudgeMessage): Promise<void> {
  const features = why.map(({ text, feature }) => ({ label: text, description: feature }));
  const separator = { label: "what weighed most", kind: vscode.QuickPickItemKind.Separator };
  const told = evidence.map((line) => ({ label: line }));
  await vscode.window.showQuickPick(features.length > 0 ? [...told, separator, ...features] : told, {
    title: text,
    placeHolder: `From ${isExperimental ? "an experimental model and " : ""}what was recorded on this machine`,
  });
}
