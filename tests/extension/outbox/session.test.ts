import assert from "node:assert/strict";
import { test } from "node:test";
import { Session, SESSION_GAP_MS } from "../../../extension/src/outbox/session";

const MINUTE = 60_000;

test("the first work begins a session, the next does not", () => {
  const session = new Session();
  assert.equal(session.touch(0), true);
  assert.equal(session.touch(MINUTE), false);
});

test("a session counts its events from nothing", () => {
  const session = new Session();
  session.touch(0);
  assert.deepEqual([session.next(), session.next()], [0, 1]);
});

test("a quarter of an hour without work is an absence", () => {
  const session = new Session();
  session.touch(0);
  assert.equal(session.isIdle(SESSION_GAP_MS - 1), false);
  assert.equal(session.isIdle(SESSION_GAP_MS), true);
});

test("a pause of more than two minutes is not active time", () => {
  const session = new Session();
  [0, MINUTE, 6 * MINUTE, 7 * MINUTE].forEach((time) => session.touch(time));
  assert.deepEqual(session.end(), { activeMs: 2 * MINUTE });
});

test("active time is never more than the time that passed", () => {
  const session = new Session();
  [0, MINUTE, 30_000, 90_000].forEach((time) => session.touch(time));
  assert.ok((session.end()?.activeMs ?? Infinity) <= 90_000);
});

test("work after an absence begins another session with a count of its own", () => {
  const session = new Session();
  session.touch(0);
  const first = session.id;
  session.next();
  session.end();
  assert.equal(session.touch(20 * MINUTE), true);
  assert.notEqual(session.id, first);
  assert.equal(session.next(), 0);
});

test("a session ends once", () => {
  const session = new Session();
  session.touch(0);
  session.end();
  assert.equal(session.end(), undefined);
  assert.equal(session.isIdle(SESSION_GAP_MS * 2), false);
});
