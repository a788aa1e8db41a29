import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { beforeEach, test } from "node:test";
import { Journal, readEvents } from "../../../extension/src/outbox/journal";
import { adoptOrphans } from "../../../extension/src/outbox/orphans";

const event = (id: string) => ({ id, line: JSON.stringify({ id }) });
// No system gives a process this number.
const GONE = 2 ** 30;
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "orphans-"));
});

test("the events of a window whose process is gone are taken over", async () => {
  await new Journal(folder, "w0", GONE).append([event("a"), event("b")]);
  const own = new Journal(folder, "w1");
  assert.deepEqual(await adoptOrphans(own), [event("a"), event("b")]);
  assert.deepEqual(fs.readdirSync(folder), [path.basename(own.file)]);
  assert.deepEqual(await readEvents(own.file), [event("a"), event("b")]);
});

test("a living window keeps its events", async () => {
  await new Journal(folder, "w0", process.ppid).append([event("a")]);
  assert.deepEqual(await adoptOrphans(new Journal(folder, "w1")), []);
});

test("a file that nobody touched for long has no owner, whoever has its number now", async () => {
  await new Journal(folder, "w0", process.ppid).append([event("a")]);
  const later = Date.now() + 3_600_000;
  assert.equal((await adoptOrphans(new Journal(folder, "w1"), later)).length, 1);
});

test("of two windows one takes an orphan over", async () => {
  await new Journal(folder, "w0", GONE).append([event("a")]);
  const both = await Promise.all(["w1", "w2"].map((window) => adoptOrphans(new Journal(folder, window))));
  assert.equal(both.flat().length, 1);
});

test("other files in the folder are left alone", async () => {
  fs.writeFileSync(path.join(folder, "notes.txt"), "mine");
  assert.deepEqual(await adoptOrphans(new Journal(folder, "w1")), []);
  assert.ok(fs.existsSync(path.join(folder, "notes.txt")));
});

test("no folder means no orphans", async () => {
  assert.deepEqual(await adoptOrphans(new Journal(path.join(folder, "none"), "w1")), []);
});
