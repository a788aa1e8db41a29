import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { keepPauses, pause, resume } from "../../extension/src/pause";
import { holdTime, settle, Stage, STATE } from "./fakes/companion";

const WORK = { state: "steady", why: [], isExperimental: false, isRecording: true };
let stage: Stage;
let kept: { dispose(): void };

beforeEach(() => {
  holdTime();
  stage = new Stage();
  stage.answers["undersong/pause"] = ({ paused }: { paused: boolean }) => ({ isPaused: paused, until: null });
  kept = keepPauses(stage.companion);
});

afterEach(() => {
  kept.dispose();
  mock.timers.reset();
});

test("a pause holds here at once and goes to the daemon", async () => {
  const pausing = pause(stage.companion, 60);
  assert.equal(stage.companion.mayRecord, false);
  await pausing;
  assert.deepEqual(stage.asked, [["undersong/pause", { paused: true, minutes: 60 }]]);
});

test("resuming records again", async () => {
  await pause(stage.companion, null);
  await resume(stage.companion);
  assert.equal(stage.companion.mayRecord, true);
  assert.deepEqual(stage.asked.at(-1), ["undersong/pause", { paused: false, minutes: null }]);
});

test("a pause in another window holds here", () => {
  stage.tell("undersong/state", { ...WORK, isPaused: true });
  assert.equal(stage.companion.mayRecord, false);
  stage.tell("undersong/state", { ...WORK, isPaused: false });
  assert.equal(stage.companion.mayRecord, true);
});

test("a pause without an engine holds, and the engine hears of it when it is back", async () => {
  stage.isAttached = false;
  stage.companion.state.update({ phase: { name: "stopped" } });
  await pause(stage.companion, null);
  assert.deepEqual(stage.asked, []);
  stage.isAttached = true;
  stage.companion.state.update({ phase: { name: "running" } });
  stage.tell("undersong/state", { ...WORK, isPaused: false });
  assert.equal(stage.companion.mayRecord, false);
  await settle();
  assert.deepEqual(stage.asked, [["undersong/pause", { paused: true, minutes: null }]]);
});

test("a wish outlives the window, and ends when its time is over", () => {
  kept.dispose();
  stage.memory.set("undersong.pause", { isPaused: true, untilMs: Date.now() + 1000 });
  stage.companion.state.set(STATE);
  kept = keepPauses(stage.companion);
  assert.equal(stage.companion.mayRecord, false);
  kept.dispose();
  stage.memory.set("undersong.pause", { isPaused: true, untilMs: Date.now() - 1000 });
  kept = keepPauses(stage.companion);
  assert.equal(stage.companion.mayRecord, true);
});
