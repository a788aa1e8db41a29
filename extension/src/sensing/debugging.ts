import * as vscode from "vscode";
import type { Companion } from "../companion";
import { word } from "../files";

/** Reports debugging sessions; one that was begun by another (a child process) belongs to its parent. */
export function senseDebugging(companion: Companion): vscode.Disposable {
  const begun = new Map<string, number>();
  return vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession((session) => {
      if (!session.parentSession) {
        begun.set(session.id, companion.clock.now());
        const breakpoints = vscode.debug.breakpoints.filter((breakpoint) => breakpoint.enabled).length;
        companion.record("debug_started", {
          "debug.type": word(session.type),
          "debug.breakpoints": breakpoints,
        });
      }
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      const since = begun.get(session.id);
      if (since !== undefined) {
        begun.delete(session.id);
        const duration = companion.clock.now() - since;
        companion.record("debug_ended", { "debug.type": word(session.type), "debug.duration_ms": duration });
      }
    }),
  );
}
