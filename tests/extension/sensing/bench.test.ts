import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { mock, test } from "node:test";
import { measured } from "../../../extension/src/sensing/bench";

test("outside of the bench a listener stays as it is", () => {
  const listener = (): void => undefined;
  assert.equal(measured(listener, undefined), listener);
});

test("in the bench a listener's calls and their time are written every five seconds", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "bench-")), "bench.json");
  const listener = measured(() => undefined, file);
  listener({});
  listener({});
  mock.timers.tick(5000);
  const figures = JSON.parse(fs.readFileSync(file, "utf8")) as { edits: number; milliseconds: number };
  assert.equal(figures.edits, 2);
  assert.ok(figures.milliseconds >= 0);
  mock.timers.reset();
});
