import * as vscode from "vscode";
import { after, every, type Stop } from "../clock";
import type { Companion } from "../companion";

const LENGTHS: readonly { label: string; minutes: number | null }[] = [
  { label: "For 5 minutes", minutes: 5 },
  { label: "For 15 minutes", minutes: 15 },
  { label: "For an hour", minutes: 60 },
  { label: "Until this window is reloaded", minutes: null },
];
const MINUTE_MS = 60_000;

/** Keeps ghost text away for so many minutes, or until the window is reloaded; asks for how long unless told. */
export async function snooze(companion: Companion, minutes?: number | null): Promise<void> {
  const given = minutes === undefined ? undefined : { minutes };
  const chosen = given ?? (await vscode.window.showQuickPick(LENGTHS, { title: "Snooze Ghost Text" }));
  if (chosen) {
    const untilMs = chosen.minutes === null ? null : companion.clock.now() + chosen.minutes * MINUTE_MS;
    companion.state.update({ snooze: { untilMs } });
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  }
}

/** Lets ghost text come again. */
export function endSnooze(companion: Companion): void {
  companion.state.update({ snooze: undefined });
}

/** Ends each snooze in time, and shows it in the status bar while it lasts; a click ends it. */
export function keepSnooze(companion: Companion): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("undersong.snooze", vscode.StatusBarAlignment.Right, 89);
  item.name = "Undersong ghost text, snoozed";
  item.command = "undersong.endSnooze";
  item.tooltip = "Undersong: ghost text is snoozed. Click to end it.";
  let timers: Stop[] = [];
  const follow = (): void => {
    timers.forEach((timer) => timer.dispose());
    const { snooze } = companion.state.value;
    timers = snooze
      ? [...untilEnd(companion), every(companion.clock, MINUTE_MS, () => draw(item, companion))]
      : [];
    draw(item, companion);
    void vscode.commands.executeCommand("setContext", "undersong.isSnoozed", snooze !== undefined);
  };
  const changed = companion.state.onChange((now, before) => {
    if (now.snooze !== before.snooze) {
      follow();
    }
  });
  return vscode.Disposable.from(item, changed, { dispose: () => timers.forEach((timer) => timer.dispose()) });
}

/** Returns a snooze in words, to go behind "ghost text is"; undefined where there is none. */
export function snoozed({ state, clock }: Companion): string | undefined {
  const { snooze } = state.value;
  if (!snooze || snooze.untilMs === null) {
    return snooze && "snoozed until this window is reloaded";
  }
  const minutes = Math.max(1, Math.ceil((snooze.untilMs - clock.now()) / MINUTE_MS));
  return `snoozed for ${minutes} more ${minutes === 1 ? "minute" : "minutes"}`;
}

function untilEnd(companion: Companion): Stop[] {
  const untilMs = companion.state.value.snooze?.untilMs;
  const leftMs = typeof untilMs === "number" ? untilMs - companion.clock.now() : undefined;
  return leftMs === undefined ? [] : [after(companion.clock, leftMs, () => endSnooze(companion))];
}

function draw(item: vscode.StatusBarItem, companion: Companion): void {
  const words = snoozed(companion);
  const minutes = /\d+/.exec(words ?? "")?.[0];
  item.text = minutes === undefined ? "$(bell-slash) Ghost text" : `$(bell-slash) Ghost text: ${minutes} min`;
  if (words === undefined) {
    item.hide();
  } else {
    item.show();
  }
}
