import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, CommandFailed, run } from "../../scripts/lib/run.mjs";

const node = (code) => [process.execPath, ["-e", code]];

test("a program's output and status come back", async () => {
  const result = await run(...node("console.log('said'); process.exit(3)"), { allowFailure: true });

  assert.deepEqual([result.code, result.output.trim()], [3, "said"]);
});

test("a failure carries the last lines that were said", async () => {
  await assert.rejects(
    run(...node("console.error('because'); process.exit(1)")),
    (error) => error instanceof CommandFailed && error.message.includes("because"),
  );
});

test("a program that is not there does not answer", async () => {
  assert.equal(await answers("no-such-program"), false);
});
