import * as vscode from "vscode";
import { after, type Stop } from "../clock";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { NudgeMessage } from "../protocol";
import { actOn, answerNudge, chooseAnswer } from "./answers";
import { know, type Known } from "./offers";

/** A quiet nudge that nobody answers leaves the status bar again. */
const STAYS_MS = 10 * 60_000;
const NOT_NOW = "Not now";
const MORE = "More…";
/** A toast has room for two actions beside the answers; the others are behind `MORE`. */
const FIRST = 2;

/** Shows each nudge as loudly as the daemon says, and takes the answer back to it. */
export function showNudges(companion: Companion): vscode.Disposable {
  let timer: Stop | undefined;
  let waiting: Known | undefined;
  const show = async (told: NudgeMessage): Promise<void> => {
    timer?.dispose();
    const known = await inNames(companion, told);
    if (told.level === "toast") {
      companion.state.update({ nudge: undefined });
      await showToast(companion, known);
      return;
    }
    waiting = known;
    companion.state.update({ nudge: known.nudge });
    timer = after(companion.clock, STAYS_MS, () => {
      if (companion.state.value.nudge?.id === told.id) {
        companion.state.update({ nudge: undefined });
      }
    });
  };
  return vscode.Disposable.from(
    companion.client.on("undersong/nudge", (nudge) => void show(nudge)),
    vscode.commands.registerCommand("undersong.answerNudge", async () => {
      const { nudge } = companion.state.value;
      await (nudge && waiting?.nudge.id === nudge.id && chooseAnswer(companion, waiting));
    }),
    { dispose: () => timer?.dispose() },
  );
}

/** A nudge whose names cannot be found is shown without them. */
async function inNames(companion: Companion, nudge: NudgeMessage): Promise<Known> {
  try {
    return await know(companion, nudge);
  } catch (error) {
    companion.log.debug(`A nudge was not named: ${messageOf(error)}`);
    return { nudge, offers: [] };
  }
}

/** A toast that is closed without a word means "not now". */
async function showToast(companion: Companion, known: Known): Promise<void> {
  const { nudge, offers } = known;
  const text = [nudge.text, ...nudge.evidence.slice(0, 1).map(sentence)].join(" ");
  const titles = offers.slice(0, FIRST).map(({ title }) => title);
  const said = await vscode.window.showInformationMessage(text, ...titles, NOT_NOW, MORE);
  const offer = offers.find(({ title }) => title === said);
  if (offer) {
    await actOn(companion, nudge, offer);
  } else if (said === MORE) {
    await chooseAnswer(companion, known);
  } else {
    await answerNudge(companion, nudge, "not_now");
  }
}

/** "the same result came back" → "The same result came back." */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
