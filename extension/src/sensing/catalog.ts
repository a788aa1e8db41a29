import type * as vscode from "vscode";
import type { Companion } from "../companion";
import { senseCommits } from "./commits";
import { senseCursor } from "./cursor";
import { senseDebugging } from "./debugging";
import { senseDiagnostics } from "./diagnostics";
import { senseEdits } from "./edits";
import { senseFocus } from "./focus";
import { senseOpens } from "./opens";
import { senseSaves } from "./saves";
import { senseSession } from "./session";
import { senseTasks } from "./tasks";
import { senseTerminal } from "./terminal";
import { senseTests } from "./tests";

/** Every sense of a window. The session comes last: on closing, the others still tell it what they hold. */
export const SENSES: readonly ((companion: Companion) => vscode.Disposable)[] = [
  senseOpens,
  senseEdits,
  senseSaves,
  senseCursor,
  senseFocus,
  senseDiagnostics,
  senseTerminal,
  senseTasks,
  senseTests,
  senseDebugging,
  senseCommits,
  senseSession,
];
