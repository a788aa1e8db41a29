/** Once a run ended, its traces on disk may be seen for so long; machine time, it is another program's. */
const TRACES_MS = 8000;
/** A terminal that is closed never tells the end of what ran in it. */
const LONGEST_RUN_MS = 60 * 60_000;

/** The test runs that a terminal or task shows, so that what they write to disk is not told as another run. */
export class TestRuns {
  private readonly running = new Map<object, number>();
  private lastEndMs = Number.NEGATIVE_INFINITY;

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
