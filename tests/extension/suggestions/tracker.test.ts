import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Offer } from "../../../extension/src/suggestions/offer";
import { Tracker } from "../../../extension/src/suggestions/tracker";
import { holdTime } from "../fakes/companion";

const PATH = "/desk/a.py";
const offer = (id = "1", text = "total(invoice)"): Offer => ({
  id,
  path: PATH,
  language: "python",
  line: 3,
  prefix: "return ",
  text,
  release: "repository 1",
  confidence: 0.8,
  latencyMs: 12,
});

let said: string[];
let tracker: Tracker;
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  said = [];
  tracker = new Tracker(
    { speed: 1, now: Date.now, monotonic: Date.now },
    {
      shown: ({ id }) => said.push(`${id} shown`),
      became: ({ id }, outcome, ms, chars) => said.push(`${id} ${outcome} ${ms} ${chars}`),
    },
  );
});

afterEach(() => mock.timers.reset());

test("ghost text that stood 750 ms was shown", () => {
  tracker.offer(offer());
  time.tick(749);
  assert.deepEqual(said, []);
  time.tick(1);
  assert.deepEqual(said, ["1 shown"]);
});

test("ghost text that flew by has no outcome", () => {
  tracker.offer(offer());
  time.tick(300);
  tracker.inserted(PATH, "x");
  time.tick(2000);
  assert.deepEqual(said, []);
});

test("its command means accepted whole, however soon", () => {
  tracker.offer(offer());
  time.tick(200);
  tracker.inserted(PATH, "total(invoice)");
  tracker.accepted("1");
  time.tick(1000);
  assert.deepEqual(said, ["1 shown", "1 accepted 200 14"]);
});

test("words that were taken before something else was typed are a part", () => {
  tracker.offer(offer());
  time.tick(800);
  tracker.inserted(PATH, "total");
  tracker.inserted(PATH, "x");
  assert.deepEqual(said, ["1 shown", "1 partly_accepted 800 5"]);
});

test("the last word taken without the command is a part as well", () => {
  tracker.offer(offer());
  time.tick(800);
  tracker.inserted(PATH, "total(");
  tracker.inserted(PATH, "invoice)");
  time.tick(300);
  assert.equal(said.at(-1), "1 partly_accepted 1100 14");
});

test("typed to its end by hand is typed through", () => {
  tracker.offer(offer("1", "abc"));
  time.tick(800);
  Array.from("abc").forEach((key) => tracker.inserted(PATH, key));
  assert.deepEqual(said, ["1 shown", "1 typed_through 800 0"]);
});

test("each key through the ghost text begins the 750 ms anew", () => {
  tracker.offer(offer("1", "abc"));
  time.tick(500);
  tracker.inserted(PATH, "a");
  time.tick(500);
  assert.deepEqual(said, []);
  time.tick(250);
  assert.deepEqual(said, ["1 shown"]);
});

test("what is typed through needs no new request", () => {
  tracker.offer(offer("1", "abc"));
  tracker.inserted(PATH, "a");
  assert.equal(tracker.restAt(PATH, 3, "return a")?.rest, "bc");
  assert.equal(tracker.restAt(PATH, 3, "return x"), undefined);
  assert.equal(tracker.restAt(PATH, 4, "return a"), undefined);
  assert.equal(tracker.restAt("/desk/b.py", 3, "return a"), undefined);
});

test("sent away means dismissed, and what was sent away comes back for remembering", () => {
  tracker.offer(offer("1", "abc"));
  tracker.inserted(PATH, "a");
  assert.deepEqual(tracker.dismissed(), { offer: offer("1", "abc"), rest: "bc", prefix: "return a" });
  assert.deepEqual(said, ["1 shown", "1 dismissed 0 0"]);
});

test("something else after it was shown means ignored", () => {
  tracker.offer(offer());
  time.tick(900);
  tracker.inserted(PATH, "x");
  assert.deepEqual(said, ["1 shown", "1 ignored 900 0"]);
});

test("the next ghost text settles the one before", () => {
  tracker.offer(offer("1"));
  time.tick(900);
  tracker.offer(offer("2"));
  assert.deepEqual(said, ["1 shown", "1 ignored 900 0"]);
});

test("an edit of another file says nothing of it", () => {
  tracker.offer(offer());
  tracker.inserted("/desk/b.py", "x");
  assert.equal(tracker.rest(), "total(invoice)");
});

test("nothing to dismiss is no trouble", () => {
  assert.equal(tracker.dismissed(), undefined);
});
