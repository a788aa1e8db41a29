import assert from "node:assert/strict";
import { test } from "node:test";
import { shape } from "../../../extension/src/suggestions/shape";

const at = (before: string, mayGoOn = true) => ({ before, tabSize: 4, mayGoOn });

test("what fits is shown as it is", () => {
  assert.deepEqual(shape("total(invoice)\n", at("return ")), { text: "total(invoice)\n" });
});

test("blanks alone are not shown: Tab would take them instead of indenting", () => {
  assert.deepEqual(shape("    ", at("")), { silence: "it would only add blanks" });
  assert.deepEqual(shape("\n  \n", at("x")), { silence: "it would only add blanks" });
});

test("at the beginning of a line less than a tab stop of blanks leaves Tab to the indentation", () => {
  assert.deepEqual(shape("  return x", at("")), { silence: "Tab indents here" });
  assert.deepEqual(shape("  return x", at("    ")), { silence: "Tab indents here" });
});

test("from a tab stop on VS Code itself indents with Tab, and the text stays", () => {
  assert.deepEqual(shape("    return x", at("")), { text: "    return x" });
  assert.deepEqual(shape("\treturn x", at("")), { text: "\treturn x" });
});

test("behind code a blank is part of the text", () => {
  assert.deepEqual(shape(" + tax", at("return total")), { text: " + tax" });
});

test("one line at most is one line", () => {
  assert.deepEqual(shape("total(\n    invoice)", at("return ", false)), { text: "total(" });
  assert.deepEqual(shape("\n    return x", at("def f():", false)), {
    silence: "it goes on only over the end of the line",
  });
});
