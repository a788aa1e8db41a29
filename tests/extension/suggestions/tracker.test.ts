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
  source: "repository",
  isExplored: false,
  signals: {},
  alternatives: [],
  widget: undefined,
});

let said: string[];
let column: number;
let tracker: Tracker;
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  said = [];
  tracker = new Tracker(
    { speed: 1, now: Date.now, monotonic: Date.now },
    {
      shown: ({ id }) => void said.push(`${id} shown`),
      became: ({ id }, { outcome, visibleMs, acceptedChars, by = "hand", text }) => {
        said.push(`${id} ${outcome} ${visibleMs} ${acceptedChars} ${by} ${text}`);
      },
    },
  );
  column = 7;
});

afterEach(() => mock.timers.reset());

/** Inserts a text at the cursor. */
function insert(text: string, path = PATH): void {
  tracker.edited(path, { line: 3, character: column, removed: 0, text });
  column += text.length;
}

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
  insert("x");
  time.tick(2000);
  assert.deepEqual(said, []);
});

test("its command means accepted whole, however soon", () => {
  tracker.offer(offer());
  time.tick(200);
  insert("total(invoice)");
  tracker.accepted("1");
  time.tick(1000);
  assert.deepEqual(said, ["1 shown", "1 accepted 200 14 whole total(invoice)"]);
});

test("words that were taken before something else was typed are a part", () => {
  tracker.offer(offer());
  time.tick(800);
  insert("total");
  insert("x");
  assert.deepEqual(said, ["1 shown", "1 partly_accepted 800 5 word total"]);
});

test("the last word taken without the command is a part as well", () => {
  tracker.offer(offer());
  time.tick(800);
  insert("total(");
  insert("invoice)");
  time.tick(300);
  assert.equal(said.at(-1), "1 partly_accepted 800 14 word total(invoice)");
});

test("typed to its end by hand is typed through", () => {
  tracker.offer(offer("1", "abc"));
  time.tick(800);
  Array.from("abc").forEach((key) => insert(key));
  time.tick(300);
  assert.deepEqual(said, ["1 shown", "1 typed_through 800 0 hand abc"]);
});

test("each key through the ghost text begins the 750 ms anew", () => {
  tracker.offer(offer("1", "abc"));
  time.tick(500);
  insert("a");
  time.tick(500);
  assert.deepEqual(said, []);
  time.tick(250);
  assert.deepEqual(said, ["1 shown"]);
});

test("what is typed through needs no new request", () => {
  tracker.offer(offer("1", "abc"));
  insert("a");
  assert.equal(tracker.restAt(PATH, 3, "return a")?.rest, "bc");
  assert.equal(tracker.restAt(PATH, 3, "return x"), undefined);
  assert.equal(tracker.restAt(PATH, 4, "return a"), undefined);
  assert.equal(tracker.restAt("/desk/b.py", 3, "return a"), undefined);
});

test("sent away means dismissed, and what was sent away comes back for remembering", () => {
  tracker.offer(offer("1", "abc"));
  insert("a");
  assert.deepEqual(tracker.dismissed(), { offer: offer("1", "abc"), rest: "bc", prefix: "return a" });
  assert.deepEqual(said, ["1 shown", "1 dismissed 0 0 hand a"]);
});

test("something else after it was shown means ignored", () => {
  tracker.offer(offer());
  time.tick(900);
  insert("x");
  assert.deepEqual(said, ["1 shown", "1 ignored 900 0 hand "]);
});

test("the next ghost text settles the one before", () => {
  tracker.offer(offer("1"));
  time.tick(900);
  tracker.offer(offer("2"));
  assert.deepEqual(said, ["1 shown", "1 ignored 900 0 hand "]);
});

test("an edit of another file says nothing of it", () => {
  tracker.offer(offer());
  insert("x", "/desk/b.py");
  assert.equal(tracker.rest(), "total(invoice)");
});

test("nothing to dismiss is no trouble", () => {
  assert.equal(tracker.dismissed(), undefined);
});

test("what was typed before a word was taken is not counted as taken", () => {
  tracker.offer(offer());
  time.tick(800);
  insert("t");
  insert("otal");
  insert("x");
  assert.equal(said.at(-1), "1 partly_accepted 800 4 word total");
});

test("what was typed and then taken whole replaces what was typed, and is accepted by its command", () => {
  tracker.offer(offer());
  insert("t");
  insert("otal");
  tracker.edited(PATH, { line: 3, character: 7, removed: 5, text: "total(invoice)" });
  tracker.accepted("1");
  time.tick(1000);
  assert.deepEqual(said, ["1 shown", "1 accepted 0 14 whole total(invoice)"]);
});

test("its last character taken with Tab is accepted too", () => {
  tracker.offer(offer("1", "ab"));
  insert("a");
  insert("b");
  tracker.accepted("1");
  assert.deepEqual(said, ["1 shown", "1 accepted 0 2 whole ab"]);
});

test("a line of several that was taken is told as a line, and the next one goes on", () => {
  tracker.offer(offer("1", "total(\n    invoice)"));
  insert("total(\n");
  assert.equal(tracker.restAt(PATH, 4, "")?.rest, "    invoice)");
  tracker.edited(PATH, { line: 4, character: 0, removed: 0, text: "x" });
  assert.deepEqual(said, ["1 shown", "1 partly_accepted 0 7 line total(\n"]);
});

test("an item of the suggest widget along the text is typing, not acceptance", () => {
  tracker.offer(offer());
  insert("t");
  insert("o");
  time.tick(800);
  tracker.edited(PATH, { line: 3, character: 7, removed: 2, text: "total(invoice)" });
  time.tick(300);
  assert.deepEqual(said, ["1 shown", "1 typed_through 800 0 hand total(invoice)"]);
});

test("a bracket that the editor closed is not the end of it, and is not offered twice", () => {
  tracker.offer(offer("1", "(invoice)"));
  tracker.edited(PATH, { line: 3, character: 7, removed: 0, text: "()" });
  const left = tracker.restAt(PATH, 3, "return (");
  assert.deepEqual([left?.rest, left?.closers], ["invoice)", ")"]);
});

test("several replacements at once put an end to it", () => {
  tracker.offer(offer());
  time.tick(800);
  tracker.edited(PATH, undefined);
  assert.equal(said.at(-1), "1 ignored 800 0 hand ");
});

test("who cycles to another one and takes it has left the first", () => {
  tracker.offer(offer("1", "total(invoice)"), [offer("2", "axes()"), offer("3", "pay()")]);
  time.tick(800);
  insert("pay()");
  tracker.accepted("3");
  assert.deepEqual(said, ["1 shown", "1 ignored 800 0 hand ", "3 shown", "3 accepted 800 5 whole pay()"]);
});

test("who types along another one goes on with it, as VS Code does", () => {
  tracker.offer(offer("1", "total(invoice)"), [offer("2", "axes()")]);
  insert("a");
  assert.equal(tracker.rest(), "xes()");
  assert.equal(tracker.restAt(PATH, 3, "return a")?.offer.id, "2");
});
