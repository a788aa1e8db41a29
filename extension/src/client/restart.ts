import { after, type Clock } from "../clock";
import { messageOf, type Log } from "../log";
import { Signal } from "../signal";

/** Trying again would not help until the person has done something; the sentence says what. */
export class NeedsPerson extends Error {}

/** One attachment to the daemon. */
export interface Attachment {
  /** Ends when the daemon is gone. */
  readonly closed: Promise<void>;
  detach(): Promise<void>;
}

/** How the engine is: on its way, there, or gone with what was found. */
export interface Phase {
  readonly name: "starting" | "running" | "stopped";
  readonly problem?: string;
}

/** Waits between attempts in milliseconds: at once after a loss, then ever longer, a minute at most. */
export const DELAYS = [0, 250, 500, 1000, 2000, 5000, 15_000, 30_000, 60_000] as const;
/** An attachment that held this long was sound; what follows is a new trouble. */
const SOUND_MS = 30_000;

/** Keeps one attachment: never two attempts at once, each failure waits longer, a restart is queued. */
export class Keeper {
  readonly phase = new Signal<Phase>({ name: "starting" });
  private failures = 0;
  private isStopped = false;
  private wake: (() => void) | undefined;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly attach: () => Promise<Attachment>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Begins to keep the attachment. */
  start(): void {
    this.loop ??= this.keep();
  }

  /** Attaches anew: now when idle, else after what is going on. */
  restart(): void {
    this.failures = 0;
    this.wake?.();
  }

  /** Detaches for good. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake?.();
    await this.loop;
  }

  private async keep(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.holdOnce();
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private async holdOnce(): Promise<void> {
    const attachment = await this.attach();
    this.phase.set({ name: "running" });
    const since = this.clock.monotonic();
    const isWoken = await this.either(attachment.closed);
    if (isWoken) {
      await attachment.detach();
      this.phase.set({ name: "starting" });
      return;
    }
    if (this.clock.monotonic() - since > SOUND_MS) {
      this.failures = 0;
    }
    throw new Error("The engine went away.");
  }

  /** Says what was found, then waits: for the next try, or for the person where only they can help. */
  private async recover(error: unknown): Promise<void> {
    const problem = messageOf(error);
    if (error instanceof NeedsPerson) {
      this.log.warn(problem);
      this.phase.set({ name: "stopped", problem });
      await this.either(new Promise(() => undefined));
      return;
    }
    const delay = DELAYS[Math.min(this.failures, DELAYS.length - 1)] ?? 0;
    this.failures += 1;
    this.log.warn(`${problem} Next try in ${delay} ms.`);
    // The first try after a loss comes at once and mostly succeeds: no need to alarm anybody before it.
    this.phase.set(delay === 0 ? { name: "starting" } : { name: "stopped", problem });
    await this.either(new Promise((resolve) => after(this.clock, delay, resolve)));
  }

  /** Waits for a promise or to be woken; true when woken. */
  private async either(promise: Promise<void>): Promise<boolean> {
    if (this.isStopped) {
      return true;
    }
    const woken = new Promise<boolean>((resolve) => (this.wake = () => resolve(true)));
    const isWoken = await Promise.race([woken, promise.then(() => false)]);
    this.wake = undefined;
    return isWoken;
  }
}
