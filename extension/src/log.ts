import * as vscode from "vscode";

/** What a part may say to the log. No text, name or path of a person's goes in. */
export type Log = Pick<vscode.LogOutputChannel, "trace" | "debug" | "info" | "warn" | "error">;

/** Opens the log that `Undersong: Show Log` shows. */
export function openLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Undersong", { log: true });
}

/** Returns what an unknown thing that was thrown says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
