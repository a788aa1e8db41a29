/** Running several checks at once and telling how each went. */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root } from "./places.mjs";
import { say } from "./progress.mjs";
import { run } from "./run.mjs";

/** A check: its name, the program and its arguments, and optionally its environment. */
export const task = (name, program, args, env = {}) => ({ name, program, args, env });

/** The tests of these scripts; newer Nodes take no folder, so each file is named. */
export function scriptTests() {
  const folder = join(root, "tests", "scripts");
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.mjs"));
  return task("scripts", process.execPath, ["--test", ...files.map((name) => join(folder, name))]);
}

/** Runs tasks in the order given, as many at once as the machine has cores; returns each with its outcome. */
export async function runTasks(tasks, lanes = availableParallelism()) {
  const waiting = [...tasks];
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await runTask(next));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function runTask({ name, program, args, env }) {
  const began = Date.now();
  const { code, output } = await run(program, args, { env, allowFailure: true });
  const seconds = (Date.now() - began) / 1000;
  say(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) console.log(output);
  return { name, code, output, seconds };
}
