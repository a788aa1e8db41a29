import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../../../extension/src/suggestions/stretch";

/** Puts `[` and `]` around the stretch in a text. */
const marked = (text: string, start: number, end: number): string =>
  `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;

/** Follows `total` in "x = total + 1" through one replacement. */
function follow(at: number, removed: number, text: string): string {
  const before = "x = total + 1";
  const { start, end } = moved({ start: 4, end: 9 }, at, removed, text.length);
  return marked(before.slice(0, at) + text + before.slice(at + removed), start, end);
}

test("edits before it move it, edits behind it do not", () => {
  assert.equal(follow(0, 1, "sum"), "sum = [total] + 1");
  assert.equal(follow(10, 3, ""), "x = [total] ");
});

test("what is typed right before or behind it does not belong to it", () => {
  assert.equal(follow(4, 0, "the_"), "x = the_[total] + 1");
  assert.equal(follow(9, 0, "_sum"), "x = [total]_sum + 1");
});

test("edits inside it stay inside", () => {
  assert.equal(follow(6, 2, "XYZ"), "x = [toXYZl] + 1");
});

test("what replaces its beginning, its end or all of it stands for it", () => {
  assert.equal(follow(2, 4, "+= "), "x [+= tal] + 1");
  assert.equal(follow(8, 3, "ly"), "x = [totaly] 1");
  assert.equal(follow(4, 5, ""), "x = [] + 1");
});
