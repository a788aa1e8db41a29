/**
 * Makes everything that a bare clone lacks: both Python environments, the completion model, npm's packages, the bundles.
 *
 *     node scripts/setup.mjs [--tests]
 *
 * It can be run at any time: what is there and made from today's lists stays, which takes no second.
 */
import { pathToFileURL } from "node:url";
import { buildBundles, installNodePackages } from "./lib/bundles.mjs";
import { joinCompletion } from "./lib/completion.mjs";
import { haveEnvironments, makeEnvironments } from "./lib/environments.mjs";
import { prerequisites } from "./lib/prerequisites.mjs";
import { say } from "./lib/progress.mjs";
import { asScript } from "./lib/run.mjs";

/** Sets up; `withTests` adds what the checks and the tests need, `insists` tries anew what could lately not be had. */
export async function setUp({ withTests = false, insists = false } = {}) {
  const environments = async () => {
    if (!haveEnvironments(withTests)) await makeEnvironments(await prerequisites(), withTests);
    await joinCompletion(insists);
  };
  const bundles = async () => {
    await installNodePackages();
    await buildBundles();
  };
  await Promise.all([environments(), bundles()]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asScript(async (args) => {
    await setUp({ withTests: args.includes("--tests"), insists: true });
    say("Set up.");
  });
}
