import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { fingerprint, isStamped, stamped } from "../../scripts/lib/stamp.mjs";

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamp-"));
});

test("a fingerprint follows every file under a folder", () => {
  mkdirSync(join(folder, "inner"));
  writeFileSync(join(folder, "inner", "file"), "one");
  const before = fingerprint(folder);

  writeFileSync(join(folder, "inner", "file"), "two");

  assert.notEqual(fingerprint(folder), before);
});

test("what Python leaves behind does not change a fingerprint", () => {
  const before = fingerprint(folder);

  mkdirSync(join(folder, "__pycache__"));
  writeFileSync(join(folder, "__pycache__", "module.pyc"), "");

  assert.equal(fingerprint(folder), before);
});

test("a file that is not there has a fingerprint too", () => {
  assert.equal(fingerprint(join(folder, "none")), fingerprint(join(folder, "none")));
});

test("a stamp stands only after the making", async () => {
  const stamp = join(folder, "stamp");

  await stamped(stamp, "print", async () => assert.equal(existsSync(stamp), false));

  assert.equal(isStamped(stamp, "print"), true);
  assert.equal(isStamped(stamp, "another print"), false);
});

test("a making that fails takes the old stamp away", async () => {
  const stamp = join(folder, "stamp");
  writeFileSync(stamp, "print");

  await assert.rejects(stamped(stamp, "print", () => Promise.reject(new Error("no"))));

  assert.equal(existsSync(stamp), false);
});
