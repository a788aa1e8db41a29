import * as vscode from "vscode";
import { after, type Stop } from "../clock";
import type { Companion } from "../companion";
import { subjectOf } from "../files";
import type { EventData } from "../protocol";

/** At most one event in this time; the moves between are counted. */
const INTERVAL_MS = 1000;

interface Move {
  readonly path: string;
  data: EventData["cursor_moved"];
}

/** Reports where the cursor went without an edit, at most once a second. */
export function senseCursor(companion: Companion): vscode.Disposable {
  const versions = new WeakMap<vscode.TextDocument, number>();
  let waiting: Move | undefined;
  let timer: Stop | undefined;
  const flush = (): void => {
    if (waiting) {
      companion.record("cursor_moved", waiting.data, { path: waiting.path });
    }
    waiting = timer = undefined;
  };
  const listener = vscode.window.onDidChangeTextEditorSelection((event) => {
    const { document } = event.textEditor;
    const isEdit = versions.get(document) !== document.version && versions.has(document);
    versions.set(document, document.version);
    const path = subjectOf(document)?.path;
    // Typing moves the cursor too; that is an edit.
    if (isEdit || path === undefined || !companion.mayRecord) {
      return;
    }
    if (waiting && waiting.path !== path) {
      flush();
    }
    waiting = { path, data: moveOf(event, (waiting?.data["cursor.moves"] ?? 0) + 1) };
    timer ??= after(companion.clock, INTERVAL_MS, flush);
  });
  return vscode.Disposable.from(listener, { dispose: () => timer?.dispose() });
}

function moveOf(event: vscode.TextEditorSelectionChangeEvent, moves: number): EventData["cursor_moved"] {
  const selection = event.selections[0];
  return {
    "cursor.line": selection?.active.line ?? 0,
    "cursor.moves": moves,
    "cursor.cause": causeOf(event.kind),
    "cursor.selected_lines":
      selection && !selection.isEmpty ? selection.end.line - selection.start.line + 1 : 0,
  };
}

function causeOf(
  kind: vscode.TextEditorSelectionChangeKind | undefined,
): "keyboard" | "mouse" | "command" | "unknown" {
  switch (kind) {
    case vscode.TextEditorSelectionChangeKind.Keyboard:
      return "keyboard";
    case vscode.TextEditorSelectionChangeKind.Mouse:
      return "mouse";
    case vscode.TextEditorSelectionChangeKind.Command:
      return "command";
    default:
      return "unknown";
  }
}
