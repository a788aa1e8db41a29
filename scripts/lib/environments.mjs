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
 * `withTests` adds the tools of checks and tests to both, and torch to the trainer's.
 */
export async function makeEnvironments(python, withTests) {
  await Promise.all([
    makeEnvironment(python, appEnvironment, layersOfApp(withTests)),
    makeEnvironment(python, trainEnvironment, layersOfTraining(withTests)),
  ]);
}

/** Whether both environments are there and made from today's lists, so that no Python need be started to know. */
export function haveEnvironments(withTests) {
  return (
    isComplete(appEnvironment, layersOfApp(withTests)) &&
    isComplete(trainEnvironment, layersOfTraining(withTests))
  );
}

const layersOfApp = (withTests) => (withTests ? ["app", "dev"] : ["app"]);
const layersOfTraining = (withTests) => (withTests ? ["train", "dev", "neural"] : ["train"]);

const stampOf = (environment, layer) => join(environment, `.undersong-${layer}`);
const printOf = (layer) =>
  layer === "neural"
    ? fingerprint(requirements("constraints"))
    : fingerprint(requirements(layer), requirements("build"), join(root, "pyproject.toml"));

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
  if (layer === "neural") return installTorch(environment);
  if (layer === "dev") return installPackages(environment, [...LOCKED, "-r", requirements("dev")]);
  await installPackages(environment, [...LOCKED, "-r", requirements(layer), "-r", requirements("build")]);
  await installPackages(environment, ["--no-deps", "--no-build-isolation", "-e", root]);
}

/** A locked list holds all that is wanted; what it lacks was left out on purpose (requirements/excludes.txt). */
const LOCKED = ["--no-deps", "--require-hashes"];

/**
 * Installs torch by its version alone: its builds for the processor bear other hashes than those for graphics cards,
 * and which of them pip finds is up to how it is set up. uv can be told.
 */
async function installTorch(environment) {
  const args = ["-c", requirements("constraints"), "torch"];
  await installPackages(environment, args, { forUv: ["--torch-backend", "cpu"] });
}

/**
 * Installs by uv when it is there (some ten times as fast), else by the environment's own pip.
 *
 * `forUv` and `forPip` are told to one of them alone.
 */
export async function installPackages(environment, args, { forUv = [], forPip = [] } = {}) {
  const python = inEnvironment(environment, "python");
  if (await answers("uv")) {
    const { code } = await run("uv", ["pip", "install", "--quiet", "--python", python, ...forUv, ...args], {
      allowFailure: true,
    });
    if (code === 0) return;
    say("uv could not install them; trying pip …");
  }
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...forPip, ...args]);
}
