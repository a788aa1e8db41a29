import assert from "node:assert/strict";
import { test } from "node:test";
import { branchesIn } from "../../../extension/src/sensing/branches";

const PYTHON = `
def choose(numbers):  # if and or
    """Return one if there is one, and for now the first."""
    for number in numbers:
        if number > 1 and number < 9:
            return number
        elif number == 'if or and':
            continue
    return [n for n in numbers if n] or None
`;
const TYPESCRIPT = `
// if (a && b)
export function pick(items: string[], fallback?: string): string {
  for (const item of items) {
    if (item === "a && b" || item === \`case \${item}\`) return item;
  }
  return items[0] ?? (fallback ? fallback : items.map((x) => x?.length).join());
}
`;

test("decisions and functions of Python count, words in comments and strings do not", () => {
  assert.equal(branchesIn(PYTHON, "python"), 8);
});

test("decisions and functions of TypeScript count, optional fields and chains do not", () => {
  assert.equal(branchesIn(TYPESCRIPT, "typescript"), 7);
});

test("a lifetime of Rust begins no string", () => {
  const text = "fn longest<'a>(x: &'a str) -> &'a str { match x { \"a\" => x, 'b' => x, _ => x } }";
  assert.equal(branchesIn(text, "rust"), 4);
});

test("a language that is not known has no number, and an empty file has none of them", () => {
  assert.equal(branchesIn("if and or", "plaintext"), undefined);
  assert.equal(branchesIn("", "python"), 0);
});

test("a file too long for a save is not counted, and one that is not takes milliseconds", () => {
  assert.equal(branchesIn("if x:\n".repeat(40_000), "python"), undefined);
  const begun = performance.now();
  for (const text of ['"'.repeat(199_000), "'".repeat(199_000), "/*".repeat(99_000), "`".repeat(199_000)]) {
    branchesIn(text, "python");
    branchesIn(text, "typescript");
    branchesIn(text, "rust");
  }
  assert.ok(performance.now() - begun < 3000);
});
