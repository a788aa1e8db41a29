import type { Companion } from "../companion";
import type { Hash } from "../outbox/hash";
import type { Via } from "../protocol";
import type { Failure } from "../testRuns";
import { errorClass } from "./errorClass";
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
  companion.record("test_run", (hash) => {
    const failures = hashed(counts, hash);
    companion.testRuns.remember(failures);
    return { ...told(run), ...marks(failures) };
  });
}

function told(run: TestRun) {
  const { counts } = run;
  return {
    "test.runner": run.runner,
    "test.outcome": outcomeOf(run),
    "test.exit_code": run.exitCode,
    "test.duration_ms": run.durationMs,
    "test.passed": counts?.passed ?? null,
    "test.failed": counts?.failed ?? null,
    "test.errors": counts?.errors ?? null,
    "test.via": run.via,
  };
}

/** Returns the failures with their hashes, sorted by these, so that order shows nothing. */
export function hashed(counts: Counts | undefined, hash: Hash): Failure[] {
  const failures = (counts?.failures ?? []).map((name, place) => {
    const reason = counts?.reasons?.[place] ?? "";
    const error = errorClass(reason);
    return {
      name,
      signature: hash(name, 8),
      error,
      reason: reason && hash(`${error}\n${withoutNumbers(reason)}`, 8),
    };
  });
  const bySignature = new Map(failures.map((failure) => [failure.signature, failure]));
  const sorted = [...bySignature.values()].sort((one, other) => (one.signature < other.signature ? -1 : 1));
  return sorted.slice(0, MOST_SIGNATURES);
}

/** Returns what an event says of failures; what they ended with only where the runner said it of each. */
function marks(failures: readonly Failure[]) {
  const all = (word: (failure: Failure) => string): string => failures.map(word).join(" ");
  const signatures = { "test.signatures": all(({ signature }) => signature) };
  if (failures.length === 0 || failures.some(({ reason }) => !reason)) {
    return signatures;
  }
  const [error, ...others] = new Set(failures.map((failure) => failure.error));
  const shared = error !== undefined && others.length === 0 ? { "test.error_class": error } : {};
  return { ...signatures, "test.reasons": all(({ reason }) => reason), ...shared };
}

/** "expected 2 arguments" and "expected 3 arguments" are the same trouble. */
function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, "#").replace(/\s+/g, " ");
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
