/** Builds the extension's bundle and the charts', when their sources changed. */
import { buildBundles } from "./lib/bundles.mjs";
import { asScript } from "./lib/run.mjs";

await asScript(buildBundles);
