import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { NeedsPerson } from "./restart";

/** Names interpreters that the person may mean, likeliest first. */
export interface PythonSource {
  candidates(): Promise<readonly Candidate[]>;
}

/** A program and what it is given before the rest, as in `py -3`. */
export type Candidate = readonly [program: string, ...args: string[]];

/** Returns the path an interpreter gives for itself, or undefined where it is missing, too old or lacks venv. */
export type Probe = (candidate: Candidate) => Promise<string | undefined>;

/** Returns the first Python that can make the engine's environment, or says in a sentence what to do. */
export async function findPython(
  sources: readonly PythonSource[],
  probe: Probe = probePython,
): Promise<string> {
  for (const source of sources) {
    for (const candidate of await source.candidates()) {
      const found = await probe(candidate);
      if (found !== undefined) {
        return found;
      }
    }
  }
  throw new NeedsPerson(NO_PYTHON);
}

/** What a person without Python reads. */
export const NO_PYTHON =
  "Undersong's engine needs Python 3.11 or later with venv, and none was found. Install it (Debian: `sudo apt install python3-venv`), or name one in `undersong.interpreter`.";

/** What `PATH` finds. */
export const pythonsOnPath: PythonSource = {
  candidates: () =>
    Promise.resolve([
      ["python3.13"],
      ["python3.12"],
      ["python3.11"],
      ["python3"],
      ["python"],
      // Windows has no python3; its launcher knows what is installed.
      ...(process.platform === "win32" ? [["py", "-3"] as const] : []),
    ]),
};

/** The interpreter that Microsoft's Python extension uses, where it is installed. */
export const pythonOfExtension: PythonSource = {
  candidates: async () => {
    const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
    const api = extension && (await extension.activate());
    const path = api?.environments?.getActiveEnvironmentPath().path;
    return path ? [[path]] : [];
  },
};

/** The part of that extension's interface that counts here. */
interface PythonExtension {
  readonly environments?: { getActiveEnvironmentPath(): { readonly path: string } };
}

// Debian's Python has the module venv without ensurepip, which it needs.
const QUESTION = "import sys, venv, ensurepip; assert sys.version_info >= (3, 11); print(sys.executable)";

/** Asks an interpreter. */
export function probePython([program, ...args]: Candidate): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: 20_000, windowsHide: true };
    execFile(program, [...args, "-I", "-c", QUESTION], options, (error, stdout) => {
      resolve(error ? undefined : stdout.trim());
    });
  });
}
