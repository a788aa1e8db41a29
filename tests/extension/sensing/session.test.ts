import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { senseDebugging } from "../../../extension/src/sensing/debugging";
import { senseSession } from "../../../extension/src/sensing/session";
import { holdTime, Stage } from "../fakes/companion";
import { fake } from "../fakes/vscode";

const MINUTE = 60_000;
let stage: Stage;
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  stage = new Stage();
});

afterEach(() => mock.timers.reset());

const work = (): void => stage.companion.record("command_executed", { "command.class": "run" });
const pass = (ms: number): void => {
  for (let left = ms; left > 0; left -= 10_000) {
    time.tick(10_000);
  }
};

test("the first work begins a session that says who records", () => {
  work();
  assert.deepEqual(stage.data("session_started"), [
    {
      "session.reason": "opened",
      "client.name": "vscode",
      "client.version": "1.93.0",
      "workspace.folders": 1,
    },
  ]);
  assert.equal(stage.events("command_executed")[0]?.seq, 1);
});

test("a quarter of an hour of absence ends the session, work begins another", () => {
  const sense = senseSession(stage.companion);
  work();
  pass(16 * MINUTE);
  assert.equal(stage.data("session_ended")[0]?.["session.reason"], "idle");
  work();
  assert.equal(stage.data("session_started")[1]?.["session.reason"], "resumed");
  sense.dispose();
});

test("a machine that slept ends the session", () => {
  const sense = senseSession(stage.companion);
  work();
  mock.timers.setTime(Date.now() + 10 * MINUTE);
  pass(10_000);
  assert.equal(stage.data("session_ended")[0]?.["session.reason"], "suspended");
  sense.dispose();
});

test("closing the window ends the session", () => {
  const sense = senseSession(stage.companion);
  work();
  sense.dispose();
  assert.equal(stage.data("session_ended")[0]?.["session.reason"], "closed");
});

test("errors that appear by themselves begin no session", () => {
  const data = { "error.class": "E1", "error.signature": "0".repeat(16), "error.state": "appeared" as const };
  stage.companion.record("error_occurred", data);
  assert.equal(stage.drafts.length, 0);
});

test("events count up by one within their session", () => {
  work();
  work();
  assert.deepEqual(
    stage.drafts.map(({ seq }) => seq),
    [0, 1, 2],
  );
  assert.equal(new Set(stage.drafts.map(({ session }) => session)).size, 1);
});

test("nothing is recorded while paused", () => {
  stage.companion.state.update({ isPaused: true });
  work();
  assert.equal(stage.drafts.length, 0);
});

test("a debugging session is told with its length, its children are not", () => {
  const sense = senseDebugging(stage.companion);
  const session = { id: "1", type: "debugpy" };
  fake.debugStarted.fire(session);
  fake.debugStarted.fire({ id: "2", type: "debugpy", parentSession: session });
  time.tick(61_000);
  fake.debugEnded.fire({ id: "2", type: "debugpy", parentSession: session });
  fake.debugEnded.fire(session);
  assert.deepEqual(stage.data("debug_started"), [{ "debug.type": "debugpy", "debug.breakpoints": 1 }]);
  assert.deepEqual(stage.data("debug_ended"), [{ "debug.type": "debugpy", "debug.duration_ms": 61_000 }]);
  sense.dispose();
});
