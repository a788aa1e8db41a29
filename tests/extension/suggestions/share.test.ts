import assert from "node:assert/strict";
import { test } from "node:test";
import { keptShare } from "../../../extension/src/suggestions/share";

test("what was not touched stands whole, also with more around it", () => {
  assert.equal(keptShare("total(invoice)", "total(invoice)"), 1);
  assert.equal(keptShare("total(invoice)", "x = total(invoice) + 1"), 1);
});

test("what is gone does not stand", () => {
  assert.equal(keptShare("total(invoice)", ""), 0);
});

test("characters that were taken out count, characters that were put in do not", () => {
  assert.equal(keptShare("abcdefghij", "abcdefgh"), 0.8);
  assert.equal(keptShare("abcdefghij", "abcXXdefghij"), 1);
  assert.equal(keptShare("abcdefghij", "abXXXfghij"), 0.7);
});

test("order matters", () => {
  assert.equal(keptShare("ab", "ba"), 0.5);
});

test("very long texts are looked at within moments", () => {
  const began = performance.now();
  const share = keptShare("abcdefghi ".repeat(500), "bcadefhig ".repeat(500));
  assert.ok(share > 0.6 && share < 1, String(share));
  assert.ok(performance.now() - began < 500);
});
