import assert from "node:assert/strict";
import { test } from "node:test";
import { FRESH_MS, FreshText } from "../../../extension/src/sensing/freshText";

test("deleting what was just typed undoes it, character by character", () => {
  const fresh = new FreshText();
  fresh.replace(10, 0, 5, 0);
  assert.equal(fresh.replace(12, 3, 0, 1000), 3);
});

test("deleting what was there before undoes nothing", () => {
  const fresh = new FreshText();
  fresh.replace(10, 0, 5, 0);
  assert.equal(fresh.replace(0, 10, 0, 1000), 0);
});

test("only the fresh part of a deletion counts", () => {
  const fresh = new FreshText();
  fresh.replace(10, 0, 5, 0);
  assert.equal(fresh.replace(8, 4, 0, 1000), 2);
});

test("text typed before it moves fresh text along", () => {
  const fresh = new FreshText();
  fresh.replace(100, 0, 5, 0);
  fresh.replace(0, 0, 50, 100);
  assert.equal(fresh.replace(150, 5, 0, 1000), 5);
});

test("what was undone cannot be undone again", () => {
  const fresh = new FreshText();
  fresh.replace(0, 0, 5, 0);
  fresh.replace(0, 5, 0, 100);
  assert.equal(fresh.replace(0, 5, 0, 200), 0);
});

test("after ten minutes text is no longer fresh", () => {
  const fresh = new FreshText();
  fresh.replace(0, 0, 5, 0);
  assert.equal(fresh.replace(0, 5, 0, FRESH_MS + 1), 0);
});

test("typing key by key is one stretch and stays cheap", () => {
  const fresh = new FreshText();
  for (let at = 0; at < 5000; at += 1) {
    fresh.replace(at, 0, 1, at);
  }
  assert.equal(fresh.replace(0, 5000, 0, 6000), 5000);
});

test("a cut through the middle leaves both ends fresh", () => {
  const fresh = new FreshText();
  fresh.replace(0, 0, 10, 0);
  fresh.replace(4, 2, 0, 100);
  assert.equal(fresh.replace(0, 8, 0, 200), 8);
});
