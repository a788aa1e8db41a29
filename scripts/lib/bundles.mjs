/** What npm installs and what esbuild makes of the TypeScript. */
import { copyFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./places.mjs";
import { writeNotices } from "./notices.mjs";
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
  {
    source: "extension/src/reports/charts.ts",
    target: "dist/charts.js",
    // Licences travel in their own file; in the bundle they would be repeated in every report that someone keeps.
    options: { platform: "browser", format: "iife", target: "es2022", legalComments: "none" },
  },
];

/** What the editor's panel and the page that the command line writes share: made for one, copied to the other. */
const COPIES = [
  ["dist/charts.js", "server/undersong/reports/charts.js"],
  ["server/undersong/reports/page.css", "dist/report.css"],
  ["dist/NOTICES.txt", "server/undersong/reports/NOTICES.txt"],
];
const NOTICES = "dist/NOTICES.txt";

const npmStamp = join(root, "node_modules", ".undersong");
const npmPrint = () => fingerprint(join(root, "package-lock.json"));
const bundleStamp = join(root, "build", "bundles.stamp");
const bundlePrint = () =>
  fingerprint(
    join(root, "extension", "src"),
    join(root, "server/undersong/reports/page.css"),
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
  const targets = [...present.map(({ target }) => target), ...COPIES.map(([, target]) => target)];
  if (isStamped(bundleStamp, bundlePrint()) && targets.every((target) => existsSync(join(root, target))))
    return;
  const build = async () => {
    const built = await Promise.all(present.map(bundle));
    writeNotices(
      built.map(({ metafile }) => metafile),
      NOTICES,
    );
    for (const [from, to] of COPIES) copyFileSync(join(root, from), join(root, to));
  };
  await step("Extension and charts", () => stamped(bundleStamp, bundlePrint(), build));
}

function bundle({ source, target, options }) {
  const esbuild = createRequire(join(root, "package.json"))("esbuild");
  const places = { absWorkingDir: root, entryPoints: [source], outfile: target };
  return esbuild.build({
    ...places,
    bundle: true,
    minify: true,
    metafile: true,
    logLevel: "warning",
    ...options,
  });
}
