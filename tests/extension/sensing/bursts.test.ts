import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Burst, Bursts, type Change } from "../../../extension/src/sensing/bursts";

let closed: Burst[];
let bursts: Bursts;

const change = (changes: Partial<Change> = {}): Change => ({
  path: "/desk/a.py",
  origin: "user",
  language: "python",
  lines: 100,
  isNotebook: false,
  inserted: 1,
  deleted: 0,
  insertedLines: 0,
  deletedLines: 0,
  undone: 0,
  firstLine: 10,
  lastLine: 10,
  ...changes,
});

beforeEach(() => {
  closed = [];
  bursts = new Bursts((burst) => closed.push(burst));
});

test("a pause of two seconds closes a burst", () => {
  bursts.add(change(), 0);
  bursts.sweep(1999);
  assert.equal(closed.length, 0);
  bursts.sweep(2000);
  assert.equal(closed.length, 1);
});

test("typing without a pause is told after ten seconds", () => {
  for (let now = 0; now < 25_000; now += 1000) {
    bursts.add(change(), now);
    bursts.sweep(now);
  }
  bursts.endAll();
  assert.equal(
    closed.reduce((sum, { data }) => sum + data["edit.changes"], 0),
    25,
  );
  assert.ok(closed.every(({ data }) => data["edit.seconds"] <= 10));
  assert.equal(closed.length, 3);
});

test("a burst sums sizes and spans its places", () => {
  bursts.add(change({ inserted: 4, firstLine: 20, lastLine: 21, insertedLines: 1 }), 0);
  bursts.add(change({ inserted: 0, deleted: 3, undone: 2, firstLine: 8, lastLine: 8 }), 1500);
  bursts.endAll();
  const [burst] = closed;
  assert.equal(burst?.time, 1500);
  assert.deepEqual(burst.data, {
    "file.language": "python",
    "file.lines": 100,
    "file.notebook": false,
    "edit.inserted_chars": 4,
    "edit.deleted_chars": 3,
    "edit.inserted_lines": 1,
    "edit.deleted_lines": 0,
    "edit.changes": 2,
    "edit.first_line": 8,
    "edit.last_line": 21,
    "edit.seconds": 1,
    "edit.undone_chars": 2,
  });
});

test("an edit of another origin begins another burst, and the order stays", () => {
  bursts.add(change(), 0);
  bursts.add(change({ origin: "paste" }), 100);
  bursts.add(change(), 200);
  bursts.endAll();
  assert.deepEqual(
    closed.map(({ origin }) => origin),
    ["user", "paste", "user"],
  );
});

test("two files have bursts of their own", () => {
  bursts.add(change(), 0);
  bursts.add(change({ path: "/desk/b.py" }), 100);
  bursts.end("/desk/a.py");
  assert.deepEqual(
    closed.map(({ path }) => path),
    ["/desk/a.py"],
  );
});

test("a burst may turn out to be somebody else's", () => {
  bursts.add(change(), 0);
  bursts.relabel("/desk/a.py", "agent");
  bursts.endAll();
  assert.equal(closed[0]?.origin, "agent");
});
