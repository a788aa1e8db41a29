import assert from "node:assert/strict";
import { test } from "node:test";
import { type Scope, scopeOf } from "../../../extension/src/suggestions/scope";

const CASES: readonly [language: string, before: string, scope: Scope][] = [
  ["python", "x = 1", "code"],
  ["python", "x = 1  # sum of ", "comment"],
  ["python", "# done\nx = ", "code"],
  ["python", 'name = "# no comment ', "string"],
  ["python", 'name = "done" + ', "code"],
  ["python", 'name = "an \\" escaped ', "string"],
  ["python", 'name = "never closed\nx = ', "code"],
  ["python", 'def f():\n    """Return\n    what ', "string"],
  ["python", 'def f():\n    """Return."""\n    x = ', "code"],
  ["python", "'it''s' # and '", "comment"],
  ["typescript", "const a = `one\ntwo ", "string"],
  ["typescript", "f(); /* and\nthen ", "comment"],
  ["typescript", "f(); /* and */ g(", "code"],
  ["typescript", "f(); // http://", "comment"],
  ["typescript", 'const url = "http://', "string"],
  ["rust", "fn f<'a>(x: &'a str) { ", "code"],
  ["sql", "select 1 -- why ", "comment"],
  ["html", "<p><!-- later ", "comment"],
  ["html", "<p>don't ", "code"],
  ["brainfuck", "# anything ", "code"],
];

for (const [language, before, scope] of CASES) {
  test(`${language}: behind ${JSON.stringify(before)} is ${scope}`, () =>
    assert.equal(scopeOf(before, language), scope));
}

test("a file of 100,000 characters is looked through within a key press", () => {
  const text = 'def total(x):  # sum\n    """Return it."""\n    return "a" + x\n'.repeat(1600);
  const began = performance.now();
  assert.equal(scopeOf(`${text}# `, "python"), "comment");
  assert.ok(performance.now() - began < 100);
});
