/** What must be on the machine before set-up: Python 3.11 with venv, Node 20 with npm, git. */
import { existsSync } from "node:fs";
import { isWindows } from "./places.mjs";
import { say } from "./progress.mjs";
import { answers, run } from "./run.mjs";

/** Something is missing that we do not install ourselves; the sentence names the command that does. */
export class Missing extends Error {
  status = 2;
}

export const isRootOnDebian = process.getuid?.() === 0 && existsSync("/etc/debian_version");

/** Installs Debian packages as root, asking nothing. */
export async function aptInstall(packages) {
  say(`Installing ${packages.join(", ")} with apt-get …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env, allowFailure: true });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
}

/** Checks all of them, installing what it may; returns the command that starts Python. */
export async function prerequisites() {
  checkNode(process.versions.node);
  const hasNpm = await answers("npm");
  if (!hasNpm) throw new Missing(`Undersong needs npm beside Node: ${howTo("npm", "https://nodejs.org")}`);
  if (!(await answers("git"))) await obtain("git", ["git"], () => answers("git"));
  return (
    (await findPython()) ??
    (await obtain("Python 3.11 or later with venv", ["python3", "python3-venv"], findPython))
  );
}

/** Refuses a Node that is too old, in a sentence. */
export function checkNode(version) {
  if (Number(version.split(".")[0]) >= 20) return;
  throw new Missing(
    `Undersong needs Node 20 or later and this is ${version}: run \`npm install --global n && n 20\`, or take it from https://nodejs.org.`,
  );
}

/** The commands under which a Python may be found, the person's usual one first. */
const PYTHONS = [
  "python3",
  "python3.13",
  "python3.12",
  "python3.11",
  "python",
  ...(isWindows ? ["py -3"] : []),
];

// Debian's python3 has the module venv without what it needs, hence ensurepip.
const PROBE = "import sys, venv, ensurepip; assert sys.version_info >= (3, 11); print(sys.executable)";

/** The path of the first Python that is new enough and can make environments, or nothing. */
export async function findPython(candidates = PYTHONS) {
  for (const candidate of candidates) {
    const [program, ...args] = candidate.split(" ");
    const { code, output } = await run(program, [...args, "-c", PROBE], { allowFailure: true });
    if (code === 0) return output.trim().split("\n").at(-1);
  }
  return undefined;
}

async function obtain(what, packages, look) {
  if (isRootOnDebian) {
    await aptInstall(packages);
    const found = await look();
    if (found) return found;
  }
  throw new Missing(`Undersong needs ${what}: ${howTo(packages.join(" "), "https://www.python.org")}`);
}

function howTo(packages, page) {
  if (existsSync("/etc/debian_version")) return `run \`sudo apt-get install ${packages}\`.`;
  if (process.platform === "darwin")
    return `run \`brew install ${packages.replace("python3 python3-venv", "python@3.13")}\`.`;
  if (isWindows)
    return `run \`winget install ${packages.includes("git") ? "Git.Git" : "Python.Python.3.13"}\`.`;
  return `install ${packages} with your package manager, or from ${page}.`;
}
