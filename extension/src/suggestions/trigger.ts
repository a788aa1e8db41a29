import { after, type Clock } from "../clock";

/** Behind the cursor, brackets, quotes and what ends a statement are no code to run into. */
const CLOSERS = /^[\s)\]}>"'`,;:]*$/;
/** No person reads a line this long; programs write such files. */
const LONGEST_LINE = 2000;
/** An engine slower than this is not waited for: the person would see old places answered. */
const MOST_MS = 400;
/** How much the latest answer weighs among those before it: about the last five count. */
const NEWEST = 0.2;

/** Returns why ghost text that nobody asked for would be in the way between these two halves of a line. */
export function inTheWay(before: string, behind: string): string | undefined {
  if (!CLOSERS.test(behind)) {
    return "there is code behind the cursor";
  }
  return before.length + behind.length > LONGEST_LINE ? "the line is very long" : undefined;
}

/**
 * Holds requests back while the engine is still busy with one: of those that wait, only the newest goes.
 *
 * VS Code cancels what a new key made stale, but an engine in the middle of a text ends it first. How long it takes is
 * learned from its answers, so one that answers within a key press is asked at each.
 */
export class Pace {
  private turns = 0;
  private usualMs = 0;
  private freeMs = 0;
  private release: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  /** Waits until the engine is free, unless a person asked; returns what tells whether this is still the newest. */
  async turn(isAsked: boolean): Promise<() => boolean> {
    this.turns += 1;
    const mine = this.turns;
    if (!isAsked) {
      await this.free();
    }
    return () => mine === this.turns;
  }

  /** Times one request; one that was cancelled says nothing of how long an answer takes. */
  async time<T>(isCancelled: () => boolean, ask: () => Promise<T>): Promise<T> {
    const began = this.clock.monotonic();
    this.freeMs = began + Math.min(this.usualMs, MOST_MS);
    try {
      return await ask();
    } finally {
      if (!isCancelled()) {
        this.usualMs += NEWEST * (this.clock.monotonic() - began - this.usualMs);
        this.freeMs = 0;
        this.release?.();
      }
    }
  }

  private async free(): Promise<void> {
    const waitMs = this.freeMs - this.clock.monotonic();
    if (waitMs > 0) {
      // The one that waited before goes on, finds that it is not the newest any more, and asks nothing.
      this.release?.();
      await new Promise<void>((resolve) => {
        const timer = after(this.clock, waitMs, resolve);
        this.release = () => {
          timer.dispose();
          resolve();
        };
      });
    }
  }
}
