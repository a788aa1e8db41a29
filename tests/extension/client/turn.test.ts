import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import { takeTurn } from "../../../extension/src/client/turn";

const lockIn = (folder: string): string => path.join(fs.mkdtempSync(path.join(os.tmpdir(), folder)), "lock");

test("a second one waits until the first is through", async () => {
  const file = lockIn("turn-");
  const first = await takeTurn(file);
  let isSecond = false;
  const second = takeTurn(file).then((turn) => ((isSecond = true), turn));

  assert.equal(isSecond, false);
  first.end();
  (await second).end();

  assert.equal(isSecond, true);
  assert.equal(fs.existsSync(file), false);
});

test("the lock of a process that is gone counts for nothing", async () => {
  const file = lockIn("turn-");
  fs.writeFileSync(file, "999999999");

  const turn = await takeTurn(file);

  assert.equal(fs.readFileSync(file, "utf8"), String(process.pid));
  turn.end();
});
