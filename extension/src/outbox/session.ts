import { newUlid } from "./ulid";

/** Absence that ends a session. */
export const SESSION_GAP_MS = 15 * 60_000;
/** A pause longer than this is not counted as active time (product law: idle is 120 s). */
const IDLE_MS = 120_000;

/** What is told when a session ends. */
export interface Ended {
  readonly activeMs: number;
}

/** A stretch of work between two absences: its id, its count of events, its active time. */
export class Session {
  id = "";
  private seq = 0;
  private lastMs = 0;
  private activeMs = 0;
  private isOn = false;

  get isRunning(): boolean {
    return this.isOn;
  }

  /** Returns the next event's number. */
  next(): number {
    const seq = this.seq;
    this.seq += 1;
    return seq;
  }

  /** Notes work at this time; true when it begins a session. */
  touch(nowMs: number): boolean {
    if (this.isOn) {
      const gap = nowMs - this.lastMs;
      this.activeMs += gap > 0 && gap <= IDLE_MS ? gap : 0;
      this.lastMs = Math.max(this.lastMs, nowMs);
      return false;
    }
    this.id = newUlid(nowMs);
    this.seq = 0;
    this.activeMs = 0;
    this.lastMs = nowMs;
    this.isOn = true;
    return true;
  }

  /** The last work is a session gap ago. */
  isIdle(nowMs: number): boolean {
    return this.isOn && nowMs - this.lastMs >= SESSION_GAP_MS;
  }

  /** Ends the session. Its id stays, so that what happens in an absence still belongs somewhere. */
  end(): Ended | undefined {
    if (!this.isOn) {
      return undefined;
    }
    this.isOn = false;
    return { activeMs: this.activeMs };
  }
}
