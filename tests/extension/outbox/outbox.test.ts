import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { beforeEach, test } from "node:test";
import type { Draft } from "../../../extension/src/outbox/envelope";
import { Journal, readEvents } from "../../../extension/src/outbox/journal";
import { type Deliver, Outbox } from "../../../extension/src/outbox/outbox";
import type { RecordResult } from "../../../extension/src/protocol";
import { hash, quietLog } from "../fakes/companion";

const draft = (seq: number): Draft => ({
  kind: "file_opened",
  time: 1_763_698_320_000 + seq,
  monotonic: seq,
  source: "editor/w1",
  session: "01KAJ9S3VKCNW62VBGDHJJTB9G",
  seq,
  path: "/desk/plan.py",
  data: { "file.language": "python" },
});
const stored = (events: unknown[]): RecordResult => ({ stored: events.length, duplicates: 0, refused: [] });
const NOBODY: Deliver = () => undefined;

let folder: string;
let journal: Journal;
let logged: string[];
let now: number;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "outbox-"));
  journal = new Journal(folder, "w1");
  logged = [];
  now = 0;
});

function outboxWith(deliver: Deliver, largestBytes?: number): Outbox {
  const clock = { speed: 1, now: () => now, monotonic: () => now };
  return new Outbox(journal, deliver, clock, quietLog(logged), largestBytes);
}

test("before the salt is known nothing touches the disk", async () => {
  const outbox = outboxWith(NOBODY);
  outbox.put(draft(1));
  await outbox.tick();
  assert.deepEqual(fs.readdirSync(folder), []);
  assert.equal(outbox.waiting, 1);
});

test("once the salt is known what waited is on disk at the next tick, hashed", async () => {
  const outbox = outboxWith(NOBODY);
  outbox.put(draft(1));
  outbox.unlock(hash);
  await outbox.tick();
  const text = fs.readFileSync(journal.file, "utf8");
  assert.ok(text.includes(hash("/desk/plan.py")) && !text.includes("plan.py"));
});

test("what is acknowledged is gone from memory and disk", async () => {
  const outbox = outboxWith((events) => Promise.resolve(stored(events)));
  outbox.unlock(hash);
  outbox.put(draft(1));
  await outbox.tick();
  assert.equal(outbox.waiting, 0);
  assert.equal(fs.existsSync(journal.file), false);
});

test("a batch holds what the second brought, in order", async () => {
  const batches: unknown[][] = [];
  const outbox = outboxWith((events) => {
    batches.push(events);
    return Promise.resolve(stored(events));
  });
  outbox.unlock(hash);
  [1, 2, 3].forEach((seq) => outbox.put(draft(seq)));
  await outbox.tick();
  assert.deepEqual(
    batches.map((batch) => batch.map((event) => (event as { seq: number }).seq)),
    [[1, 2, 3]],
  );
});

test("two ticks at once send one batch", async () => {
  let batches = 0;
  const outbox = outboxWith((events) => {
    batches += 1;
    return Promise.resolve(stored(events));
  });
  outbox.unlock(hash);
  outbox.put(draft(1));
  await Promise.all([outbox.tick(), outbox.tick()]);
  assert.equal(batches, 1);
});

test("an event that is refused is dropped, and the log says why", async () => {
  const refused = [{ index: 0, id: "01KA", reason: "edit.seconds is above 10" }];
  const outbox = outboxWith(() => Promise.resolve({ stored: 0, duplicates: 0, refused }));
  outbox.unlock(hash);
  outbox.put(draft(1));
  await outbox.tick();
  assert.equal(outbox.waiting, 0);
  assert.ok(logged.some((line) => line.includes("edit.seconds is above 10")));
});

test("a full disk at the daemon keeps the events and waits longer each time", async () => {
  let tries = 0;
  const outbox = outboxWith(() => {
    tries += 1;
    return Promise.reject(new Error("The disk is full."));
  });
  outbox.unlock(hash);
  outbox.put(draft(1));
  for (now = 0; now <= 7000; now += 1000) {
    await outbox.tick();
  }
  assert.equal(tries, 3); // at 0, 2 and 6 seconds
  assert.equal(outbox.waiting, 1);
  assert.equal((await readEvents(journal.file)).length, 1);
});

test("what a window that is gone left behind is sent by the next one", async () => {
  const before = outboxWith(NOBODY);
  before.unlock(hash);
  before.put(draft(1));
  before.close();
  fs.renameSync(journal.file, path.join(folder, `${2 ** 30}-w0.jsonl`));

  const sent: unknown[] = [];
  const outbox = outboxWith((events) => {
    sent.push(...events);
    return Promise.resolve(stored(events));
  });
  await outbox.adopt();
  await outbox.tick();
  assert.equal(sent.length, 1);
  assert.deepEqual(fs.readdirSync(folder), []);
});

test("closing saves at once what was not on disk", () => {
  const outbox = outboxWith(NOBODY);
  outbox.unlock(hash);
  outbox.put(draft(1));
  outbox.close();
  assert.equal(fs.readFileSync(journal.file, "utf8").trim().split("\n").length, 1);
});

test("a full outbox drops its oldest events and says so", async () => {
  const outbox = outboxWith(NOBODY, 2000);
  outbox.unlock(hash);
  for (let seq = 0; seq < 10; seq += 1) {
    outbox.put(draft(seq));
    await outbox.tick();
  }
  const kept = (await readEvents(journal.file)).map(({ line }) => (JSON.parse(line) as { seq: number }).seq);
  assert.equal(kept.at(-1), 9);
  assert.ok((kept[0] ?? 0) > 0);
  assert.ok(journal.bytes <= 2000 && logged.some((line) => line.includes("oldest")));
});

test("a disk that cannot be written costs no event while the window is open", async () => {
  fs.writeFileSync(path.join(folder, "blocked"), "");
  journal = new Journal(path.join(folder, "blocked"), "w1");
  let isThere = false;
  const outbox = outboxWith((events) => (isThere ? Promise.resolve(stored(events)) : undefined));
  outbox.unlock(hash);
  outbox.put(draft(1));
  await outbox.tick();
  assert.equal(outbox.waiting, 1);
  isThere = true;
  await outbox.tick();
  assert.equal(outbox.waiting, 0);
});

test("clearing forgets everything that waits", async () => {
  const outbox = outboxWith(NOBODY);
  outbox.put(draft(1));
  outbox.unlock(hash);
  await outbox.tick();
  outbox.put(draft(2));
  await outbox.clear();
  assert.equal(outbox.waiting, 0);
  assert.deepEqual(fs.readdirSync(folder), []);
});
