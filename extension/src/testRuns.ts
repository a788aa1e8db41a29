import type * as vscode from "vscode";

/** Once a run ended, its traces on disk may be seen for so long; machine time, it is another program's. */
const TRACES_MS = 8000;
/** A terminal that is closed never tells the end of what ran in it. */
const LONGEST_RUN_MS = 60 * 60_000;

/** Names of failing tests that this window keeps in mind, so that a nudge can lead to one. */
const MOST_NAMES = 200;

/** A test that failed: its name, which stays in this window, and what leaves it. */
export interface Failure {
  readonly name: string;
  readonly signature: string;
  /** The class of what it ended with, and a hash of the words; both empty-handed where the runner does not say. */
  readonly error: string;
  readonly reason: string;
}

/** Where a test run was started, and by which words; both stay in this window. */
export interface Shell {
  readonly terminal: vscode.Terminal;
  readonly commandLine: string;
}

/** The test runs that a terminal or task shows, so that what they write to disk is not told as another run. */
export class TestRuns {
  private readonly running = new Map<object, number>();
  private readonly names = new Map<string, string>();
  /** The latest run of a terminal. */
  shell: Shell | undefined;
  private lastEndMs = Number.NEGATIVE_INFINITY;

  /** Keeps the names of failing tests in memory. */
  remember(failures: readonly Failure[]): void {
    for (const { name, signature } of failures) {
      this.names.delete(signature);
      this.names.set(signature, name);
    }
    for (const oldest of [...this.names.keys()].slice(0, Math.max(0, this.names.size - MOST_NAMES))) {
      this.names.delete(oldest);
    }
  }

  /** Returns the name of a test by its signature; undefined when it did not fail in this window. */
  nameOf(signature: string): string | undefined {
    return this.names.get(signature);
  }

  /** Notes that a run began; `run` is whatever stands for it. */
  begin(run: object, nowMs: number): void {
    this.running.set(run, nowMs);
  }

  /** Notes that a run ended; one whose beginning nobody saw counts as well. */
  end(run: object, nowMs: number): void {
    this.running.delete(run);
    this.lastEndMs = nowMs;
  }

  /** A run is under way, or ended a moment ago. */
  isShown(nowMs: number, speed: number): boolean {
    const isRunning = [...this.running.values()].some((since) => nowMs - since < LONGEST_RUN_MS);
    return isRunning || nowMs - this.lastEndMs < TRACES_MS * speed;
  }
}
