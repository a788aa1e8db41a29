import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { beforeEach, test } from "node:test";
import { Journal, readEvents } from "../../../extension/src/outbox/journal";

const event = (id: string) => ({ id, line: JSON.stringify({ id }) });
let folder: string;

beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "journal-")), "outbox");
});

test("what is appended can be read again, in order", async () => {
  const journal = new Journal(folder, "w1");
  await journal.append([event("a")]);
  await journal.append([event("b"), event("c")]);
  assert.deepEqual(await readEvents(journal.file), [event("a"), event("b"), event("c")]);
});

test(
  "the file and its folder are for this person alone",
  { skip: process.platform === "win32" },
  async () => {
    const journal = new Journal(folder, "w1");
    await journal.append([event("a")]);
    assert.equal(fs.statSync(journal.file).mode & 0o777, 0o600);
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
  },
);

test("replacing by nothing removes the file", async () => {
  const journal = new Journal(folder, "w1");
  await journal.append([event("a")]);
  await journal.replace([]);
  assert.equal(fs.existsSync(journal.file), false);
  assert.equal(journal.bytes, 0);
});

test("replacing keeps what is given alone", async () => {
  const journal = new Journal(folder, "w1");
  await journal.append([event("a"), event("b")]);
  await journal.replace([event("b")]);
  assert.deepEqual(await readEvents(journal.file), [event("b")]);
  assert.equal(journal.bytes, fs.statSync(journal.file).size);
});

test("a line that was cut short is left out", async () => {
  const journal = new Journal(folder, "w1");
  journal.appendNow([event("a")]);
  fs.appendFileSync(journal.file, '{"id": "b", "ti');
  assert.deepEqual(await readEvents(journal.file), [event("a")]);
});
