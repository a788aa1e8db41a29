import * as vscode from "vscode";
import { after, type Stop } from "../clock";
import type { Companion } from "../companion";
import type { NudgeMessage } from "../protocol";
import { actOn, answerNudge, chooseAnswer } from "./answers";

/** A quiet nudge that nobody answers leaves the status bar again. */
const STAYS_MS = 10 * 60_000;
const NOT_NOW = "Not now";
const MORE = "Snooze…";

/** Shows each nudge as loudly as the daemon says, and takes the answer back to it. */
export function showNudges(companion: Companion): vscode.Disposable {
  let timer: Stop | undefined;
  const show = (nudge: NudgeMessage): void => {
    timer?.dispose();
    if (nudge.level === "toast") {
      companion.state.update({ nudge: undefined });
      void showToast(companion, nudge);
      return;
    }
    companion.state.update({ nudge });
    timer = after(companion.clock, STAYS_MS, () => {
      if (companion.state.value.nudge?.id === nudge.id) {
        companion.state.update({ nudge: undefined });
      }
    });
  };
  return vscode.Disposable.from(
    companion.client.on("undersong/nudge", show),
    vscode.commands.registerCommand("undersong.answerNudge", async () => {
      const { nudge } = companion.state.value;
      await (nudge && chooseAnswer(companion, nudge));
    }),
    { dispose: () => timer?.dispose() },
  );
}

/** A toast that is closed without a word means "not now". */
async function showToast(companion: Companion, nudge: NudgeMessage): Promise<void> {
  const actions = nudge.actions.slice(0, 3);
  const text = [nudge.text, ...nudge.evidence.slice(0, 1).map(sentence)].join(" ");
  const said = await vscode.window.showInformationMessage(
    text,
    ...actions.map(({ title }) => title),
    NOT_NOW,
    MORE,
  );
  const action = actions.find(({ title }) => title === said);
  if (action) {
    await actOn(companion, nudge, action);
  } else if (said === MORE) {
    await chooseAnswer(companion, nudge);
  } else {
    await answerNudge(companion, nudge, "not_now");
  }
}

/** "the same result came back" → "The same result came back." */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
