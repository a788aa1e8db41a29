/** An error must stand this long, or through a save, to count: what is half typed is no error. */
export const STANDS_MS = 10_000;

/** An error or warning that an analyser shows in a file. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly class: string;
  readonly source: string;
  /** The message without its numbers: what is hashed. */
  readonly text: string;
  readonly line: number;
}

/** A set of like findings of one file appeared or cleared. */
export interface Turn {
  readonly path: string;
  readonly state: "appeared" | "cleared";
  readonly finding: Finding;
  /** Errors alive in all files after this. */
  readonly alive: number;
}

interface Entry {
  readonly finding: Finding;
  readonly since: number;
  isTold: boolean;
}

/** Follows the errors of all files and tells when a set of like ones appeared for good, or cleared. */
export class ErrorBook {
  private readonly files = new Map<string, Map<string, Entry>>();

  constructor(private readonly tell: (turn: Turn) => void) {}

  /** Something waits to have stood long enough. */
  get isWaiting(): boolean {
    return [...this.files.values()].some((entries) => [...entries.values()].some((entry) => !entry.isTold));
  }

  /** Takes what a file shows now. */
  see(path: string, findings: readonly Finding[], nowMs: number): void {
    const before = this.files.get(path) ?? new Map<string, Entry>();
    const now = new Map<string, Entry>();
    for (const finding of findings) {
      const key = keyOf(finding);
      now.set(key, before.get(key) ?? now.get(key) ?? { finding, since: nowMs, isTold: false });
    }
    this.files.set(path, now);
    for (const [key, entry] of before) {
      if (!now.has(key) && entry.isTold) {
        this.turn(path, "cleared", entry.finding);
      }
    }
    if (now.size === 0) {
      this.files.delete(path);
    }
  }

  /** Tells what has stood long enough. */
  sweep(nowMs: number): void {
    for (const path of this.files.keys()) {
      this.settle(path, (entry) => nowMs - entry.since >= STANDS_MS);
    }
  }

  /** Tells what stands in a file that is saved: a person who saves means it. */
  saved(path: string): void {
    this.settle(path, () => true);
  }

  private settle(path: string, isDue: (entry: Entry) => boolean): void {
    for (const entry of this.files.get(path)?.values() ?? []) {
      if (!entry.isTold && isDue(entry)) {
        entry.isTold = true;
        this.turn(path, "appeared", entry.finding);
      }
    }
  }

  private turn(path: string, state: Turn["state"], finding: Finding): void {
    const told = [...this.files.values()]
      .flatMap((entries) => [...entries.values()])
      .filter((entry) => entry.isTold);
    const alive = told.filter((entry) => entry.finding.severity === "error").length;
    this.tell({ path, state, finding, alive });
  }
}

/** Like findings: the same class and message. Lines shift with each edit, so they do not count. */
function keyOf({ severity, class: name, text }: Finding): string {
  return `${severity}\n${name}\n${text}`;
}
