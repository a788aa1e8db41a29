import assert from "node:assert/strict";
import { test } from "node:test";
import { newUlid, timeOfUlid } from "../../../extension/src/outbox/ulid";

const TIME = Date.UTC(2025, 10, 21, 4, 12, 0, 123);

test("a ULID has the letters that the schema asks for", () => {
  assert.match(newUlid(TIME), /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
});

test("a ULID holds its time to the millisecond", () => {
  assert.equal(timeOfUlid(newUlid(TIME)), TIME);
  assert.equal(newUlid(TIME).slice(0, 10), "01KAJ9S8QV");
});

test("two ULIDs of one millisecond differ", () => {
  assert.notEqual(newUlid(TIME), newUlid(TIME));
});

test("ULIDs sort by their time", () => {
  const ids = [TIME + 2, TIME, TIME + 1].map((time) => newUlid(time)).sort();
  assert.deepEqual(ids.map(timeOfUlid), [TIME, TIME + 1, TIME + 2]);
});

test("a time before the epoch is the first of all", () => {
  assert.equal(timeOfUlid(newUlid(-5)), 0);
});
