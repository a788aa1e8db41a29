import * as vscode from "vscode";
import type { Companion } from "../companion";
import { subjectOf } from "../files";

/** Reports when the window gains or loses the focus, and which editor or terminal becomes the active one. */
export function senseFocus(companion: Companion): vscode.Disposable {
  let isFocused = vscode.window.state.focused;
  return vscode.Disposable.from(
    vscode.window.onDidChangeWindowState(({ focused, active }) => {
      // `active` changes by itself after idle time; only the focus is told.
      if (focused !== isFocused) {
        isFocused = focused;
        companion.record("focus_changed", {
          "focus.target": "window",
          "focus.gained": focused,
          "focus.active": active,
        });
      }
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      const subject = editor && subjectOf(editor.document);
      if (subject) {
        const data = { "focus.target": "editor" as const, "focus.gained": true };
        companion.record("focus_changed", data, { path: subject.path });
      }
    }),
    vscode.window.onDidChangeActiveTerminal((terminal) => {
      companion.record("focus_changed", {
        "focus.target": "terminal",
        "focus.gained": terminal !== undefined,
      });
    }),
  );
}
