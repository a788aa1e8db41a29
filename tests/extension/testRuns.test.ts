import assert from "node:assert/strict";
import { test } from "node:test";
import { TestRuns } from "../../extension/src/testRuns";

test("a run is shown while it is under way and a moment after", () => {
  const runs = new TestRuns();
  const run = {};
  assert.equal(runs.isShown(0, 1), false);
  runs.begin(run, 0);
  assert.equal(runs.isShown(60_000, 1), true);
  runs.end(run, 60_000);
  assert.equal(runs.isShown(67_000, 1), true);
  assert.equal(runs.isShown(69_000, 1), false);
});

test("a terminal that was closed does not hide runs for ever", () => {
  const runs = new TestRuns();
  runs.begin({}, 0);
  assert.equal(runs.isShown(2 * 3_600_000, 1), false);
});

test("under a fast clock the moment after is as long for the person", () => {
  const runs = new TestRuns();
  runs.end({}, 0);
  assert.equal(runs.isShown(400_000, 60), true);
});
