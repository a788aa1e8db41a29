/** `npm run package`: makes undersong-<version>.vsix, which carries all that an editor needs to start alone. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildFolder, requirements, root } from "./lib/places.mjs";
import { step } from "./lib/progress.mjs";
import { asScript, run } from "./lib/run.mjs";
import { fingerprint, isStamped, stamped } from "./lib/stamp.mjs";
import { buildWheel } from "./lib/wheel.mjs";
import { setUp } from "./setup.mjs";

/** Where the extension looks for what it carries; client/environment.ts reads it. */
const carried = join(root, "dist", "engine");

// The bundle holds all code, so no npm package travels.
const OPTIONS = [
  "--no-dependencies",
  "--skip-license",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
];

/** All that goes into the package, so that an unchanged one is not packed again. */
const SOURCES = [
  ...["server", "models", "telemetry_schema", "recordings", "requirements", "extension", "pyproject.toml"],
  ...["package.json", ".vscodeignore", "README.md", "CHANGELOG.md", "LICENSE", "telemetry.json", "scripts"],
].map((name) => join(root, name));

/** Builds everything and packs it; returns the path of the .vsix. */
export async function packageExtension() {
  await setUp();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const vsix = join(root, `undersong-${version}.vsix`);
  const stamp = join(buildFolder, "package.stamp");
  const print = fingerprint(...SOURCES);
  if (!existsSync(vsix) || !isStamped(stamp, print))
    await step(`Packaging ${basename(vsix)}`, () => stamped(stamp, print, () => pack(vsix)));
  return vsix;
}

async function pack(vsix) {
  rmSync(carried, { recursive: true, force: true });
  mkdirSync(carried, { recursive: true });
  const wheel = await buildWheel();
  for (const path of [wheel, ...["app", "train", "base"].map(requirements)])
    copyFileSync(path, join(carried, basename(path)));
  await run("npx", ["--no-install", "vsce", "package", ...OPTIONS, "--out", vsix]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asScript(async () => console.log(await packageExtension()));
}
