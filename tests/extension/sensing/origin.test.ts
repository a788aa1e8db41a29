import assert from "node:assert/strict";
import { test } from "node:test";
import { originOf, type Signs } from "../../../extension/src/sensing/origin";

const signs = (changes: Partial<Signs> = {}): Signs => ({
  isUndo: false,
  isSaving: false,
  offered: undefined,
  inserted: "x",
  insertedChars: 1,
  deletedChars: 0,
  changes: 1,
  isAtCursor: true,
  sinceHandMs: 0,
  ...changes,
});

test("a key at the cursor is the person's", () => {
  assert.equal(originOf(signs()), "user");
});

test("undo and redo are undo, whatever they bring back", () => {
  assert.equal(originOf(signs({ isUndo: true, insertedChars: 900 })), "undo");
});

test("what changes while a file is being saved is formatting", () => {
  assert.equal(originOf(signs({ isSaving: true, changes: 12, isAtCursor: false })), "format");
});

test("our ghost text, whole or in part, is completion", () => {
  const offered = "total(invoice)";
  assert.equal(originOf(signs({ offered, inserted: "total(invoice)", insertedChars: 14 })), "completion");
  assert.equal(originOf(signs({ offered, inserted: "total", insertedChars: 5 })), "completion");
});

test("typing through ghost text is typing", () => {
  assert.equal(originOf(signs({ offered: "total", inserted: "t" })), "user");
});

test("many characters at once at the cursor are a paste", () => {
  assert.equal(originOf(signs({ insertedChars: 51 })), "paste");
  assert.equal(originOf(signs({ insertedChars: 50 })), "user");
});

test("a large edit away from every cursor with idle hands is an agent's", () => {
  assert.equal(originOf(signs({ isAtCursor: false, insertedChars: 400, sinceHandMs: 5000 })), "agent");
  assert.equal(originOf(signs({ isAtCursor: false, changes: 5, sinceHandMs: 5000 })), "agent");
});

test("a small edit away from the cursor, such as an import, belongs to the person's own", () => {
  assert.equal(originOf(signs({ isAtCursor: false, insertedChars: 12, sinceHandMs: 5000 })), "user");
});

test("a large edit right after a hand moved is the person's command", () => {
  assert.equal(originOf(signs({ isAtCursor: false, insertedChars: 400, sinceHandMs: 300 })), "user");
});
