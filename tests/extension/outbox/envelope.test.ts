import assert from "node:assert/strict";
import { test } from "node:test";
import { type Draft, seal, wireEvent } from "../../../extension/src/outbox/envelope";
import { timeOfUlid } from "../../../extension/src/outbox/ulid";
import { hash } from "../fakes/companion";

const draft = (changes: Partial<Draft> = {}): Draft => ({
  kind: "debug_started",
  time: Date.UTC(2025, 10, 21, 4, 12, 0, 123),
  monotonic: 5000,
  source: "editor/w1",
  session: "01KAJ9S3VKCNW62VBGDHJJTB9G",
  seq: 3,
  data: { "debug.type": "debugpy" },
  ...changes,
});

test("an event carries the envelope of CloudEvents and its place in the session", () => {
  const event = wireEvent(draft(), hash);
  assert.equal(event.specversion, "1.0");
  assert.equal(event.type, "dev.undersong.editor.debug_started.v1");
  assert.equal(event.time, "2025-11-21T04:12:00.123Z");
  assert.equal(event.seq, 3);
});

test("an event's id and its time are the same moment", () => {
  const event = wireEvent(draft(), hash);
  assert.equal(timeOfUlid(event.id), Date.parse(event.time));
});

test("a path becomes a hash, and nothing of it stays", () => {
  const sealed = seal(draft({ path: "/desk/secret_plan.py" }), hash);
  assert.ok(!sealed.line.includes("secret_plan"));
  assert.equal((JSON.parse(sealed.line) as { subject: string }).subject, hash("/desk/secret_plan.py"));
});

test("data that must be hashed is made when the salt is known", () => {
  const late = draft({
    kind: "commit_created",
    data: (key) => ({ "commit.kind": "commit", "commit.id": key("abc") }),
  });
  assert.deepEqual(wireEvent(late, hash).data, { "commit.kind": "commit", "commit.id": hash("abc") });
});

test("an event without a file or an origin has neither field", () => {
  const event = wireEvent(draft(), hash);
  assert.ok(!("subject" in event) && !("origin" in event));
});
