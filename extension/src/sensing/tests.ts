import * as vscode from "vscode";
import { after, type Stop } from "../clock";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import { recordTestRun } from "./testRun";

/** pytest writes its two cache files one after the other; a terminal may tell its end a second later. Machine time. */
const SETTLE_MS = 3000;

/** Reports pytest runs that no terminal or task shows, such as the Test Explorer's, by the cache that each run writes. */
export function senseTests(companion: Companion): vscode.Disposable {
  const timers = new Map<string, Stop>();
  const watcher = vscode.workspace.createFileSystemWatcher("**/.pytest_cache/v/cache/{nodeids,lastfailed}");
  const settle = (uri: vscode.Uri): void => {
    const folder = vscode.Uri.joinPath(uri, "..");
    timers.get(folder.path)?.dispose();
    timers.set(
      folder.path,
      after(companion.clock, SETTLE_MS * companion.clock.speed, () => {
        timers.delete(folder.path);
        void report(companion, folder);
      }),
    );
  };
  return vscode.Disposable.from(watcher, watcher.onDidChange(settle), watcher.onDidCreate(settle), {
    dispose: () => timers.forEach((timer) => timer.dispose()),
  });
}

async function report(companion: Companion, folder: vscode.Uri): Promise<void> {
  if (companion.testRuns.isShown(companion.clock.now(), companion.clock.speed) || !companion.mayRecord) {
    return;
  }
  const failures = await lastFailed(companion, folder);
  // The cache remembers failures of tests that this run left out, so what passed is not known.
  const counts = { passed: null, failed: failures.length, errors: null, failures };
  const exitCode = failures.length > 0 ? 1 : 0;
  recordTestRun(companion, { runner: "pytest", via: "cache", exitCode, durationMs: null, counts });
}

/** Returns the names of the tests that failed last; no file means that none did. */
async function lastFailed(companion: Companion, folder: vscode.Uri): Promise<string[]> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "lastfailed"));
    const found: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof found === "object" && found !== null ? Object.keys(found) : [];
  } catch (error) {
    companion.log.trace(`No failures in the test cache: ${messageOf(error).length} characters of reason.`);
    return [];
  }
}
