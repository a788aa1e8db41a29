import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { explain, failedLately } from "../../scripts/lib/completion.mjs";
import { requirements, root } from "../../scripts/lib/places.mjs";
import { CommandFailed } from "../../scripts/lib/run.mjs";

const HOUR = 3600 * 1000;

function markOf(age) {
  const mark = join(mkdtempSync(join(tmpdir(), "completion-")), "mark");
  writeFileSync(mark, "");
  utimesSync(mark, new Date(Date.now() - age), new Date(Date.now() - age));
  return mark;
}

test("a base that could not be had is not asked for again within a day", () => {
  assert.equal(failedLately(markOf(HOUR), Date.now()), true);
  assert.equal(failedLately(markOf(25 * HOUR), Date.now()), false);
  assert.equal(failedLately(join(tmpdir(), "no such mark"), Date.now()), false);
});

test("what is missing is told in one line with its reason and the next step", () => {
  const line = explain(new CommandFailed("pip install", 1, "Looking around\nNo matching distribution"));

  assert.equal(line.split("\n").length, 1);
  assert.match(line, /your own files alone.*\(No matching distribution\).*setup\.mjs/);
});

test("the adapter and the lock name the same version of the base's package", () => {
  const path = join(root, "models", "completion", "manifest.json");
  const { base } = JSON.parse(readFileSync(path, "utf8")).dataset;

  assert.ok(readFileSync(requirements("base"), "utf8").startsWith(`${base.package}==${base.version} `));
});
