import assert from "node:assert/strict";
import { test } from "node:test";
import { type Edit, goOn, type Place, stepOf } from "../../../extension/src/suggestions/step";

const PLACE: Place = { line: 3, prefix: "return to", rest: "tal(invoice)", closers: "" };
const edit = (text: string, character = 9, removed = 0): Edit => ({ line: 3, character, removed, text });

test("a key along the text is a hand's", () => {
  assert.deepEqual(stepOf(PLACE, edit("t")), { chars: 1, by: "hand", closed: "", over: 0 });
});

test("several characters at once were taken by word, over a line's end by line", () => {
  assert.equal(stepOf(PLACE, edit("tal"))?.by, "word");
  const lines = { ...PLACE, rest: "tal(\n    invoice)" };
  assert.equal(stepOf(lines, edit("tal(\n"))?.by, "line");
});

test("Enter with its indentation and a Tab of blanks are a hand's", () => {
  assert.equal(stepOf({ ...PLACE, rest: "\n    x" }, edit("\n    "))?.by, "hand");
  assert.equal(stepOf({ ...PLACE, rest: "    x" }, edit("    "))?.by, "hand");
});

test("an item of the suggest widget replaces what was typed and is no word of ours", () => {
  assert.deepEqual(stepOf(PLACE, edit("total", 7, 2)), { chars: 3, by: "hand", closed: "", over: 0 });
  assert.equal(stepOf({ ...PLACE, rest: "items" }, edit("items"), "items")?.by, "hand");
});

test("what replaces other text, or stands elsewhere, left the ghost text", () => {
  assert.equal(stepOf(PLACE, edit("x")), undefined);
  assert.equal(stepOf(PLACE, edit("", 8, 1)), undefined);
  assert.equal(stepOf(PLACE, edit("t", 12)), undefined);
  assert.equal(stepOf(PLACE, { ...edit("t"), line: 4 }), undefined);
});

test("a bracket that the editor closes is one step, and the closer is waited for", () => {
  const open = { ...PLACE, rest: "(invoice)" };
  const step = stepOf(open, edit("()"));
  assert.deepEqual(step, { chars: 1, by: "hand", closed: ")", over: 0 });
  const inside = goOn(open, step);
  assert.deepEqual(inside, { line: 3, prefix: "return to(", rest: "invoice)", closers: ")" });
  const over = stepOf({ ...inside, prefix: "return to(invoice", rest: ")" }, edit(")", 17, 1));
  assert.deepEqual(over, { chars: 1, by: "hand", closed: "", over: 1 });
  assert.equal(goOn({ ...inside, prefix: "return to(invoice", rest: ")" }, over).closers, "");
});

test("a step over a line's end goes on in the next line", () => {
  const place = { ...PLACE, rest: "tal(\n    invoice)" };
  const step = stepOf(place, edit("tal(\n    "));
  assert.deepEqual(goOn(place, step!), { line: 4, prefix: "    ", rest: "invoice)", closers: "" });
});
