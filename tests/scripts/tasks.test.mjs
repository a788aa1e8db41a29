import assert from "node:assert/strict";
import { test } from "node:test";
import { runTasks, task } from "../../scripts/lib/tasks.mjs";

test("every task is run and each outcome is told", async () => {
  const tasks = [0, 2, 0].map((code, index) =>
    task(`task ${index}`, process.execPath, ["-e", `process.exit(${code})`]),
  );

  const results = await runTasks(tasks, 2);

  const codes = results.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ code }) => code);
  assert.deepEqual(codes, [0, 2, 0]);
});
