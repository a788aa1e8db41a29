/** What a test runner's words say: counts, and the names of what failed. Names are hashed before they leave. */
export interface Counts {
  readonly passed: number | null;
  readonly failed: number | null;
  readonly errors: number | null;
  readonly failures: readonly string[];
  /** What each of the failures ended with, as its runner's line says; empty where it does not. Hashed as well. */
  readonly reasons?: readonly string[];
}

type Tally = Pick<Counts, "passed" | "failed" | "errors">;
type Summary = (text: string) => Tally | undefined;

/** How to read one runner: a summary line with its counts, and a line for each failure. */
interface Reader {
  readonly summary: Summary;
  /** For runs that are told to say less. */
  readonly fallback?: Summary;
  /** Its first group is the name, a second what the failure ended with. */
  readonly failure: RegExp;
}

// `ESC [ … m` and the sequences of shell integration, which arrive with the output.
/* eslint-disable no-control-regex */
const CONTROL =
  /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[\u0000-\u0008\u000b-\u001f]/g;

const READERS: Readonly<Record<string, Reader>> = {
  pytest: {
    summary: lastLine(/^=*\s*(?=.*\d+ (?:passed|failed|error))(.+?) in [\d.]+s/gm, (line) => ({
      passed: count(line, /(\d+) passed/),
      failed: count(line, /(\d+) failed/),
      errors: count(line, /(\d+) errors?/),
    })),
    fallback: pytestDots,
    failure: /^(?:FAILED|ERROR) (\S+)(?: - (.+))?/gm,
  },
  unittest: {
    summary: (text) => {
      const ran = count(text, /^Ran (\d+) tests?/m, null);
      const failed = count(text, /failures=(\d+)/);
      const errors = count(text, /errors=(\d+)/);
      return ran === null ? undefined : { passed: Math.max(0, ran - failed - errors), failed, errors };
    },
    failure: /^(?:FAIL|ERROR): (\S+(?: \(\S+\))?)/gm,
  },
  jest: {
    summary: lastLine(/^\s*Tests:?\s+(.*\d+ (?:passed|failed).*)$/gm, (line) => ({
      passed: count(line, /(\d+) passed/),
      failed: count(line, /(\d+) failed/),
      errors: 0,
    })),
    failure: /^\s*(?:●|×|FAIL|✕)\s+(\S.*?)(?:\s+\(?\d+ ?ms\)?)?$/gm,
  },
  mocha: {
    summary: (text) => {
      const passed = count(text, /(\d+) passing/, null);
      return passed === null ? undefined : { passed, failed: count(text, /(\d+) failing/), errors: 0 };
    },
    failure: /^\s+\d+\) (\S.*?):?$/gm,
  },
  node: {
    summary: (text) => {
      const passed = count(text, /^(?:ℹ|#) pass (\d+)/m, null);
      return passed === null ? undefined : { passed, failed: count(text, /^(?:ℹ|#) fail (\d+)/m), errors: 0 };
    },
    failure: /^\s*(?:✖|not ok \d+ -) (\S.*?)(?: \([\d.]+ms\))?$/gm,
  },
  go: {
    summary: (text) => {
      const passed = (text.match(/^\s*--- PASS: /gm) ?? []).length;
      const failed = (text.match(/^\s*--- FAIL: /gm) ?? []).length;
      // Without `-v` go does not name what passed.
      return passed + failed === 0 ? undefined : { passed: passed || null, failed, errors: 0 };
    },
    failure: /^\s*--- FAIL: (\S+)/gm,
  },
  cargo: {
    summary: (text) => {
      const lines = [...text.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)];
      const sum = (group: number): number => lines.reduce((total, line) => total + Number(line[group]), 0);
      return lines.length === 0 ? undefined : { passed: sum(1), failed: sum(2), errors: 0 };
    },
    failure: /^test (\S+) \.\.\. FAILED/gm,
  },
  dotnet: {
    summary: (text) => {
      const failed = count(text, /Failed:\s+(\d+)/, null);
      return failed === null ? undefined : { passed: count(text, /Passed:\s+(\d+)/), failed, errors: 0 };
    },
    failure: /^\s*Failed (\S+)/gm,
  },
};
/** Runners that speak like another. */
const LIKE: Readonly<Record<string, string>> = { vitest: "jest" };

/** Reads what a runner printed; undefined where its words are not known. A script's runner is told by its words. */
export function readTestOutput(
  runner: string,
  output: string,
): (Counts & { readonly runner: string }) | undefined {
  const text = output.replace(CONTROL, "");
  const known = READERS[LIKE[runner] ?? runner];
  const candidates = known ? [[runner, known] as const] : Object.entries(READERS);
  for (const [name, reader] of candidates) {
    const counts = reader.summary(text) ?? (known ? reader.fallback?.(text) : undefined);
    if (counts) {
      return { ...counts, ...failuresIn(text, reader.failure), runner: name };
    }
  }
  return undefined;
}

/** Returns each failure once, and what it ended with where any line says so. */
function failuresIn(text: string, failure: RegExp): Pick<Counts, "failures" | "reasons"> {
  const found = new Map<string, string>();
  for (const [, name = "", reason = ""] of text.matchAll(failure)) {
    found.set(name, found.get(name) || reason);
  }
  const reasons = [...found.values()];
  return { failures: [...found.keys()], ...(reasons.some(Boolean) ? { reasons } : {}) };
}

/** `pytest -qq` prints its dots alone: a letter a test. */
function pytestDots(text: string): Tally | undefined {
  const lines = Array.from(text.matchAll(/^([.FEsxX]+)(?: *\[ *\d+%\])?$/gm), (match) => match[1] ?? "");
  const letters = lines.join("");
  // Tests that cannot be collected have no letter, only their line in the summary.
  const broken = (text.match(/^ERROR \S+/gm) ?? []).length;
  if (letters === "" && broken === 0) {
    return undefined;
  }
  const of = (letter: string): number => letters.split(letter).length - 1;
  return { passed: of("."), failed: of("F"), errors: Math.max(of("E"), broken) };
}

function lastLine<T>(pattern: RegExp, read: (line: string) => T): (text: string) => T | undefined {
  return (text) => {
    const line = [...text.matchAll(pattern)].at(-1)?.[1];
    return line === undefined ? undefined : read(line);
  };
}

function count(text: string, pattern: RegExp): number;
function count(text: string, pattern: RegExp, missing: null): number | null;
function count(text: string, pattern: RegExp, missing: null | 0 = 0): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? missing : Number(found);
}
