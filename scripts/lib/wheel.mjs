/** Our own wheel: pure Python, with the models, the schemas and the charts in it. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { appEnvironment, buildFolder, inEnvironment, root } from "./places.mjs";
import { run } from "./run.mjs";

/** Builds the wheel into build/wheel, alone there, and returns its path. */
export async function buildWheel() {
  const folder = join(buildFolder, "wheel");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const args = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, root];
  await run(inEnvironment(appEnvironment, "python"), ["-m", "pip", ...args]);
  return join(folder, readdirSync(folder)[0]);
}
