import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { type Attachment, Keeper, NeedsPerson } from "../../../extension/src/client/restart";
import { holdTime, quietLog, settle } from "../fakes/companion";

let time: { tick(ms: number): void };
let attempts: number;
let detached: number;
let close: () => void;
let outcome: () => Error | undefined;
let keeper: Keeper;

beforeEach(() => {
  time = holdTime();
  attempts = detached = 0;
  outcome = () => undefined;
  keeper = new Keeper(attach, { speed: 1, now: Date.now, monotonic: Date.now }, quietLog());
});

afterEach(() => mock.timers.reset());

function attach(): Promise<Attachment> {
  attempts += 1;
  const error = outcome();
  if (error) {
    return Promise.reject(error);
  }
  const closed = new Promise<void>((resolve) => (close = resolve));
  return Promise.resolve({ closed, detach: () => Promise.resolve(void (detached += 1)) });
}

test("an engine that answers is running", async () => {
  keeper.start();
  await settle();
  assert.deepEqual(keeper.phase.value, { name: "running" });
});

test("a lost engine is sought again at once, without alarm", async () => {
  keeper.start();
  await settle();
  const phases: string[] = [];
  keeper.phase.onChange(({ name }) => phases.push(name));
  close();
  await settle();
  time.tick(0);
  await settle();
  assert.equal(attempts, 2);
  assert.deepEqual(phases, ["starting", "running"]);
});

test("each failure waits longer, and the status tells what was found", async () => {
  outcome = () => new Error("no socket");
  keeper.start();
  const seen: number[] = [];
  for (let ms = 0; ms < 4000; ms += 50) {
    await settle();
    seen.push(attempts);
    time.tick(50);
  }
  assert.deepEqual(keeper.phase.value, { name: "stopped", problem: "no socket" });
  // At 0, 0, 0.25, 0.75, 1.75 and 3.75 seconds.
  assert.equal(seen.at(-1), 6);
});

test("what only the person can mend is not tried again until they ask", async () => {
  outcome = () => new NeedsPerson("Install Python.");
  keeper.start();
  await settle();
  time.tick(600_000);
  await settle();
  assert.equal(attempts, 1);
  outcome = () => undefined;
  keeper.restart();
  await settle();
  assert.deepEqual(keeper.phase.value, { name: "running" });
});

test("a restart detaches first and never overlaps", async () => {
  keeper.start();
  await settle();
  keeper.restart();
  keeper.restart();
  await settle();
  assert.deepEqual([attempts, detached], [2, 1]);
});

test("stopping detaches and tries no more", async () => {
  keeper.start();
  await settle();
  await keeper.stop();
  time.tick(60_000);
  await settle();
  assert.deepEqual([attempts, detached], [1, 1]);
});

test("an engine that keeps dying is left more and more time", async () => {
  keeper.start();
  await settle();
  for (let round = 0; round < 3; round += 1) {
    close();
    await settle();
    time.tick(0);
    await settle();
  }
  assert.ok(attempts < 4);
});
