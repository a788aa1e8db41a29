import * as vscode from "vscode";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { Ask } from "../protocol";
import { confirmNoted, sayHowItGoes } from "../selfReport";
import { reviewDay } from "./day";

const LATER = "Later…";
const LOOK_BACK = "Look Back";

/** The setting behind each kind of question: "never" turns it off. */
const SETTING: Readonly<Record<Ask["kind"], string>> = { sample: "samplingPrompts", review: "review" };

type Put = "not_now" | "snooze_today" | "never";
const PUTS: readonly { label: string; description: string; put: Put }[] = [
  { label: "Not now", description: "", put: "not_now" },
  { label: "Not again today", description: "", put: "snooze_today" },
  { label: "Never ask", description: "can be turned on again in the settings", put: "never" },
];

/** Shows the daemon's questions, which come only where the person turned them on, and takes the answers back. */
export function answerAsks(companion: Companion): vscode.Disposable {
  const show = (ask: Ask): void => {
    (ask.kind === "sample" ? sample(companion, ask) : offer(companion, ask)).catch((error: unknown) =>
      companion.log.warn(`The answer to a question was lost: ${messageOf(error)}`),
    );
  };
  return vscode.Disposable.from(companion.client.on("undersong/ask", show));
}

/** One click is the whole answer; closing it says nothing. */
async function sample(companion: Companion, ask: Ask): Promise<void> {
  const titles = ask.choices.map(({ title }) => title);
  const said = await vscode.window.showInformationMessage(ask.text, ...titles, LATER);
  const choice = ask.choices.find(({ title }) => title === said);
  if (choice) {
    const { state, scale, title } = choice;
    const isKept = await sayHowItGoes(companion, { state, via: "prompt", scale });
    confirmNoted(isKept, title.toLowerCase());
  } else if (said === LATER) {
    await putOff(companion, ask);
  }
}

async function offer(companion: Companion, ask: Ask): Promise<void> {
  const said = await vscode.window.showInformationMessage(ask.text, LOOK_BACK, LATER);
  if (said === LOOK_BACK) {
    await reviewDay(companion);
  } else if (said === LATER) {
    await putOff(companion, ask);
  }
}

async function putOff(companion: Companion, { kind, text }: Ask): Promise<void> {
  const put = (await vscode.window.showQuickPick(PUTS, { title: text }))?.put;
  if (put === "never") {
    const configuration = vscode.workspace.getConfiguration("undersong");
    await configuration.update(SETTING[kind], false, vscode.ConfigurationTarget.Global);
  } else if (put) {
    await companion.client.request("undersong/askAnswer", { kind, answer: put });
  }
}
