/** `npm run package`: makes undersong-<version>.vsix, which carries all that an editor needs to start alone. */
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { requirements, root } from "./lib/places.mjs";
import { step } from "./lib/progress.mjs";
import { asScript, run } from "./lib/run.mjs";
import { buildWheel } from "./lib/wheel.mjs";
import { setUp } from "./setup.mjs";

/** Where the extension looks for what it carries; client/environment.ts reads it. */
const carried = join(root, "dist", "engine");

/** Builds everything and packs it; returns the path of the .vsix. */
export async function packageExtension() {
  await setUp();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const vsix = join(root, `undersong-${version}.vsix`);
  await step(`Packaging ${basename(vsix)}`, async () => {
    rmSync(carried, { recursive: true, force: true });
    mkdirSync(carried, { recursive: true });
    const wheel = await buildWheel();
    for (const path of [wheel, requirements("app"), requirements("train")])
      copyFileSync(path, join(carried, basename(path)));
    // The bundle holds all code, so no npm package travels.
    await run("npx", [
      "--no-install",
      "vsce",
      "package",
      "--no-dependencies",
      "--skip-license",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--out",
      vsix,
    ]);
  });
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asScript(async () => console.log(await packageExtension()));
}
