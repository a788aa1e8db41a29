import * as vscode from "vscode";
import { every } from "../clock";
import type { Companion } from "../companion";

/** How often absence is looked for. */
const LOOK_MS = 10_000;
/** The timer this late means that the machine slept; a busy extension host is late by seconds. */
const SLEPT_MS = 2 * 60_000;

/** Ends the session after a quarter of an hour without work, when the machine slept, and when the window closes. */
export function senseSession(companion: Companion): vscode.Disposable {
  const { recorder, clock } = companion.parts;
  let lastWall = clock.now();
  const timer = every(clock, LOOK_MS, () => {
    const now = clock.now();
    // The wall clock goes on in sleep; the timer, and on most systems the monotonic clock, do not.
    if (now - lastWall > LOOK_MS + SLEPT_MS) {
      recorder.endSession("suspended");
    } else if (recorder.session.isIdle(now)) {
      recorder.endSession("idle");
    }
    lastWall = now;
  });
  return vscode.Disposable.from(timer, { dispose: () => recorder.endSession("closed") });
}
