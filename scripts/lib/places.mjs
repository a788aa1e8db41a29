/** Where the scripts find things; the one file that knows how platforms differ in it. */
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const isWindows = process.platform === "win32";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The environment of daemon, worker and command line; and the trainer's, which the worker must not see. */
export const appEnvironment = join(root, ".venv");
export const trainEnvironment = join(root, ".venv-train");

/** A program of an environment. */
export function inEnvironment(environment, program) {
  return isWindows ? join(environment, "Scripts", `${program}.exe`) : join(environment, "bin", program);
}

/** A locked list of Python packages. */
export const requirements = (name) => join(root, "requirements", `${name}.txt`);

/** VS Code, its Node and the browser driver for the editor tests: large, and the same for every clone. */
export const editorCache =
  process.env.UNDERSONG_EDITOR_CACHE ?? join(homedir(), ".cache", "undersong", "editor");

/** What the builds and the test runs leave behind; git ignores it. */
export const buildFolder = join(root, "build");
