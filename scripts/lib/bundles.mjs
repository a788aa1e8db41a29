/** What npm installs and what esbuild makes of the TypeScript. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./places.mjs";
import { step } from "./progress.mjs";
import { run } from "./run.mjs";
import { fingerprint, isStamped, stamped } from "./stamp.mjs";

/** Source, target and esbuild's options; a bundle whose source is not there is left out. */
export const BUNDLES = [
  {
    source: "extension/src/main.ts",
    target: "dist/main.js",
    options: { platform: "node", format: "cjs", target: "node20", external: ["vscode"], sourcemap: true },
  },
];

const npmStamp = join(root, "node_modules", ".undersong");
const npmPrint = () => fingerprint(join(root, "package-lock.json"));
const bundleStamp = join(root, "build", "bundles.stamp");
const bundlePrint = () =>
  fingerprint(
    join(root, "extension", "src"),
    join(root, "package-lock.json"),
    fileURLToPath(import.meta.url),
  );

/** Installs the locked npm packages when the lock changed. */
export async function installNodePackages() {
  if (isStamped(npmStamp, npmPrint())) return;
  // None of them needs its install script; some of those would download.
  const install = () => run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  await step("npm packages", () => stamped(npmStamp, npmPrint(), install));
}

/** Builds the bundles when their sources changed. */
export async function buildBundles() {
  const present = BUNDLES.filter(({ source }) => existsSync(join(root, source)));
  if (isStamped(bundleStamp, bundlePrint()) && present.every(({ target }) => existsSync(join(root, target))))
    return;
  const esbuild = createRequire(join(root, "package.json"))("esbuild");
  const build = ({ source, target, options }) =>
    esbuild.build({
      absWorkingDir: root,
      entryPoints: [source],
      outfile: target,
      bundle: true,
      minify: true,
      logLevel: "warning",
      ...options,
    });
  await step("Extension and charts", () =>
    stamped(bundleStamp, bundlePrint(), () => Promise.all(present.map(build))),
  );
}
