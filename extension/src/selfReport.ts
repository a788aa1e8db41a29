import * as vscode from "vscode";
import type { Companion } from "./companion";
import type { SelfReport, SelfReportState } from "./protocol";

/** The three words that a person says of the work, as they are shown. */
export const WORDS: readonly { label: string; description: string; state: SelfReportState }[] = [
  { label: "$(question) Stuck", description: "it does not go on", state: "stuck" },
  { label: "$(pulse) Fine", description: "it goes on", state: "fine" },
  { label: "$(eye) Focused", description: "please do not disturb", state: "focused" },
];

/** How long a confirmation stays in the status bar. */
const STAYS_MS = 4000;

/** Hands a person's word to the daemon, which writes the event; returns whether it was kept. */
export async function sayHowItGoes(companion: Companion, report: SelfReport): Promise<boolean> {
  const { event } = await companion.client.request("undersong/selfReport", report);
  return event !== null;
}

/** Confirms in the status bar, without a toast, what was noted. */
export function confirmNoted(isKept: boolean, what: string): void {
  const said = isKept
    ? `Undersong: noted, ${what}.`
    : "Undersong: nothing is recorded just now, so this was not kept.";
  vscode.window.setStatusBarMessage(said, STAYS_MS);
}
