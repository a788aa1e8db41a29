/** Runs the scenarios one after the other, each on a fresh stage, and counts. */
import { readdirSync } from "node:fs";
import { say } from "../../../scripts/lib/progress.mjs";
import { setStage } from "./stage.mjs";

/** Runs every scenario whose name holds one of the words; all without words. */
export async function runScenarios({ editor, vsix, words = [] }) {
  const result = { passed: 0, failed: 0 };
  for (const scenario of await readScenarios()) {
    if (words.length && !words.some((word) => scenario.name.includes(word))) continue;
    result[(await runScenario(scenario, { editor, vsix })) ? "passed" : "failed"] += 1;
  }
  return result;
}

async function readScenarios() {
  const folder = new URL("scenarios/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  return Promise.all(
    files.sort().map(async (file) => ({ name: file.slice(0, -4), ...(await import(new URL(file, folder))) })),
  );
}

/** Runs one; a scenario is `claim`, the options of its `stage`, and `play(stage, tell)`. */
async function runScenario({ name, claim, stage: options, play }, parts) {
  const began = Date.now();
  say(`${name}: ${claim} …`);
  let stage;
  try {
    stage = await setStage(parts, name, typeof options === "function" ? await options() : options);
    await play(stage, (step) => say(`  ${step}`));
    say(`ok     ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    say(`FAILED ${name}: ${error.stack}`);
    await stage?.shoot("failed").catch(() => undefined);
    if (stage) for (const line of stage.logs()) console.log(line);
    return false;
  } finally {
    await stage?.strike();
    await stage?.sweep();
  }
}
