import type { Companion } from "../companion";
import type { Hash } from "../outbox/hash";
import type { Via } from "../protocol";
import type { Counts } from "./testOutput";

/** As many signatures as the schema takes. */
const MOST_SIGNATURES = 7;

/** A test run that ended. */
export interface TestRun {
  readonly runner: string;
  readonly via: Via;
  readonly exitCode: number | null;
  readonly durationMs: number | null;
  readonly counts: Counts | undefined;
}

/** Reports a test run: counts and salted signatures, never a name. */
export function recordTestRun(companion: Companion, run: TestRun): void {
  const { counts } = run;
  companion.record("test_run", (hash) => ({
    "test.runner": run.runner,
    "test.outcome": outcomeOf(run),
    "test.exit_code": run.exitCode,
    "test.duration_ms": run.durationMs,
    "test.passed": counts?.passed ?? null,
    "test.failed": counts?.failed ?? null,
    "test.errors": counts?.errors ?? null,
    "test.signatures": signatures(counts?.failures ?? [], hash),
    "test.via": run.via,
  }));
}

/** Returns the signatures of failing tests: eight hex characters each, sorted, so that order shows nothing. */
export function signatures(names: readonly string[], hash: Hash): string {
  const hashes = names.map((name) => hash(name, 8)).sort();
  return [...new Set(hashes)].slice(0, MOST_SIGNATURES).join(" ");
}

function outcomeOf({ counts, exitCode }: TestRun): "passed" | "failed" | "unknown" {
  if (counts && (counts.failed ?? 0) + (counts.errors ?? 0) > 0) {
    return "failed";
  }
  if (exitCode !== null) {
    return exitCode === 0 ? "passed" : "failed";
  }
  return counts?.passed ? "passed" : "unknown";
}
