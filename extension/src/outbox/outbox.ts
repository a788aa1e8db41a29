import type { Clock } from "../clock";
import { messageOf, type Log } from "../log";
import type { RecordResult } from "../protocol";
import { type Draft, seal, type Sealed } from "./envelope";
import type { Hash } from "./hash";
import type { Journal } from "./journal";
import { adoptOrphans } from "./orphans";

/** Hands a batch to the daemon; undefined while there is none. Fails when the daemon could not store it. */
export type Deliver = (events: unknown[]) => Promise<RecordResult> | undefined;

/** The most that the protocol lets one batch hold. */
const BATCH = 5000;
/** Drafts that may wait for the salt: hours of work, a few megabytes. */
const LONGEST_WAIT = 20_000;
/** What may lie on disk while there is no daemon: about a month of work. */
export const LARGEST_BYTES = 50 * 1024 * 1024;
/** After a refusal as a whole (a full disk) the next try waits; doubled up to a minute. */
const FIRST_DELAY_MS = 2000;
const LONGEST_DELAY_MS = 60_000;

/** Keeps events until the daemon has acknowledged them: in memory, within a second on disk, across restarts. */
export class Outbox {
  private drafts: Draft[] = [];
  private fresh: Sealed[] = [];
  private kept: Sealed[] = [];
  private hash: Hash | undefined;
  private ticking: Promise<void> | undefined;
  private queue: Promise<void> = Promise.resolve();
  private isBehind = false;
  private delayMs = 0;
  private notBefore = 0;

  constructor(
    private readonly journal: Journal,
    private readonly deliver: Deliver,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly largestBytes: number = LARGEST_BYTES,
  ) {}

  /** How many events wait. */
  get waiting(): number {
    return this.drafts.length + this.fresh.length + this.kept.length;
  }

  /** Takes an event in. Until the salt is known it stays in memory, for it still holds plain names. */
  put(draft: Draft): void {
    if (this.hash) {
      this.fresh.push(seal(draft, this.hash));
      return;
    }
    this.drafts.push(draft);
    if (this.drafts.length > LONGEST_WAIT) {
      this.drafts.splice(0, LONGEST_WAIT / 10);
      this.log.warn("Too many events wait for the engine; the oldest were dropped.");
    }
  }

  /** Seals what waited: the salt is known. */
  unlock(hash: Hash): void {
    this.hash = hash;
    this.fresh.push(...this.drafts.map((draft) => seal(draft, hash)));
    this.drafts = [];
  }

  /** Writes what is new to disk and hands over one batch. A call during another waits for that one. */
  tick(): Promise<void> {
    this.ticking ??= this.alone(async () => {
      await this.save();
      await this.send();
    }).finally(() => (this.ticking = undefined));
    return this.ticking;
  }

  /** Takes over what windows that are gone left behind. */
  adopt(): Promise<void> {
    return this.alone(async () => {
      await this.journal.touch();
      const events = await adoptOrphans(this.journal);
      this.kept.push(...events);
      if (events.length > 0) {
        this.log.info(`Took over ${events.length} events of a window that is gone.`);
      }
    });
  }

  /** Forgets everything that waits, on disk too. */
  clear(): Promise<void> {
    return this.alone(async () => {
      this.drafts = [];
      this.fresh = [];
      this.kept = [];
      await this.journal.replace([]);
    });
  }

  /** Saves at once what is not on disk yet; the window closes. */
  close(): void {
    if (this.fresh.length > 0) {
      this.journal.appendNow(this.fresh);
      this.kept.push(...this.fresh.splice(0));
    }
  }

  /** Runs one thing at a time: the file has one writer. */
  private alone(run: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(run).catch((error: unknown) => {
      this.log.warn(`The outbox could not be kept: ${messageOf(error)}`);
    });
    return this.queue;
  }

  private async save(): Promise<void> {
    const events = this.fresh.splice(0);
    // First kept, then written: a full disk costs no event while the window is open.
    this.kept.push(...events);
    try {
      if (this.isBehind) {
        await this.journal.replace(this.kept);
      } else if (events.length > 0) {
        await this.journal.append(events);
      }
      this.isBehind = false;
      await this.stayWithin();
    } catch (error) {
      this.isBehind = true;
      this.log.warn(`The outbox could not be written: ${messageOf(error)}`);
    }
  }

  /** Holds the file to its limit: first without what was acknowledged, then without the oldest. */
  private async stayWithin(): Promise<void> {
    if (this.journal.bytes <= this.largestBytes) {
      return;
    }
    await this.journal.replace(this.kept);
    if (this.journal.bytes > this.largestBytes) {
      const lost = this.kept.splice(0, Math.ceil(this.kept.length / 10)).length;
      await this.journal.replace(this.kept);
      this.log.warn(`The outbox is full; its ${lost} oldest events were dropped.`);
    }
  }

  private async send(): Promise<void> {
    if (this.kept.length === 0 || this.clock.monotonic() < this.notBefore) {
      return;
    }
    const batch = this.kept.slice(0, BATCH);
    const answer = this.deliver(batch.map((event) => JSON.parse(event.line) as unknown));
    if (!answer) {
      return;
    }
    try {
      await this.acknowledge(batch, await answer);
    } catch (error) {
      this.delay(error);
    }
  }

  private async acknowledge(batch: readonly Sealed[], result: RecordResult): Promise<void> {
    for (const refusal of result.refused) {
      this.log.warn(`The engine refused event ${refusal.id ?? refusal.index}: ${refusal.reason}`);
    }
    this.delayMs = 0;
    this.kept.splice(0, batch.length);
    // What is still kept stays in the file with what was acknowledged: sending twice is harmless, rewriting is slow.
    if (this.kept.length === 0) {
      await this.journal.replace([]);
    }
  }

  private delay(error: unknown): void {
    this.delayMs = Math.min(LONGEST_DELAY_MS, Math.max(FIRST_DELAY_MS, this.delayMs * 2));
    this.notBefore = this.clock.monotonic() + this.delayMs;
    this.log.warn(`Events wait ${this.delayMs / 1000} s: ${messageOf(error)}`);
  }
}
