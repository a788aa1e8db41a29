/** The two Python environments of a clone. */
import { existsSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { appEnvironment, inEnvironment, requirements, root, trainEnvironment } from "./places.mjs";
import { say, step } from "./progress.mjs";
import { answers, run } from "./run.mjs";
import { fingerprint, isStamped, stamped } from "./stamp.mjs";

/**
 * Makes what is missing of both environments, side by side.
 *
 * `withTests` adds the tools of checks and tests to both.
 */
export async function makeEnvironments(python, withTests) {
  const tools = withTests ? ["dev"] : [];
  await Promise.all([
    makeEnvironment(python, appEnvironment, ["app", ...tools]),
    makeEnvironment(python, trainEnvironment, ["train", ...tools]),
  ]);
}

/** Whether both environments are there and made from today's lists, so that no Python need be started to know. */
export function haveEnvironments(withTests) {
  const tools = withTests ? ["dev"] : [];
  return isComplete(appEnvironment, ["app", ...tools]) && isComplete(trainEnvironment, ["train", ...tools]);
}

const stampOf = (environment, layer) => join(environment, `.undersong-${layer}`);
const printOf = (layer) =>
  fingerprint(requirements(layer), requirements("build"), join(root, "pyproject.toml"));

function isComplete(environment, layers) {
  return (
    existsSync(inEnvironment(environment, "python")) &&
    layers.every((layer) => isStamped(stampOf(environment, layer), printOf(layer)))
  );
}

async function makeEnvironment(python, environment, layers) {
  if (isComplete(environment, layers)) return;
  await step(`Python packages in ${basename(environment)}`, async () => {
    // Environments cannot be renamed into place, so one without its first stamp was left half-made.
    if (!existsSync(stampOf(environment, layers[0]))) {
      rmSync(environment, { recursive: true, force: true });
      await run(python, ["-m", "venv", environment]);
    }
    for (const layer of layers) {
      if (isStamped(stampOf(environment, layer), printOf(layer))) continue;
      await stamped(stampOf(environment, layer), printOf(layer), () => install(environment, layer));
    }
  });
}

/** Installs a locked list; the product itself comes with the first one, as a link to this clone. */
async function install(environment, layer) {
  if (layer === "dev") return installPackages(environment, ["--require-hashes", "-r", requirements("dev")]);
  await installPackages(environment, [
    "--require-hashes",
    "-r",
    requirements(layer),
    "-r",
    requirements("build"),
  ]);
  await installPackages(environment, ["--no-deps", "--no-build-isolation", "-e", root]);
}

/** Installs by uv when it is there (some ten times as fast), else by the environment's own pip. */
async function installPackages(environment, args) {
  const python = inEnvironment(environment, "python");
  if (await answers("uv")) {
    const { code } = await run("uv", ["pip", "install", "--quiet", "--python", python, ...args], {
      allowFailure: true,
    });
    if (code === 0) return;
    say("uv could not install them; trying pip …");
  }
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...args]);
}
