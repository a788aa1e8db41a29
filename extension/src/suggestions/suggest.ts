import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { Completion } from "./completion";
import { keepSnooze } from "./snooze";
import { showCompletionStatus } from "./status";
import { showWhy } from "./why";

/** Follows ghost text through edits, cursor moves, commits and its two commands, and shows why there is none. */
export function suggest(companion: Companion, completion: Completion): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((change) => completion.edited(change)),
    vscode.workspace.onDidCloseTextDocument((document) => completion.standing.closed(document)),
    vscode.window.onDidChangeActiveTextEditor(() => completion.left()),
    vscode.window.onDidChangeTextEditorSelection(({ kind, textEditor }) => {
      // The same file beside it: there the cursor moves because lines were put in above.
      if (textEditor !== vscode.window.activeTextEditor) {
        return;
      }
      // Typing moves the cursor too; its edit was heard before, so that the ghost text is where the cursor is.
      if (kind === vscode.TextEditorSelectionChangeKind.Mouse) {
        completion.left();
      } else {
        completion.moved(textEditor);
      }
    }),
    vscode.commands.registerCommand("undersong.suggestionAccepted", (facts?: { id?: string }) =>
      completion.accepted(facts?.id ?? ""),
    ),
    vscode.commands.registerCommand("undersong.dismissSuggestion", () => completion.dismiss()),
    vscode.commands.registerCommand("undersong.whySilent", () =>
      showWhy(companion, completion.refusalHere()),
    ),
    vscode.languages.registerHoverProvider([{ scheme: "file" }, { scheme: "untitled" }], {
      provideHover: (document, position) => completion.hover(document, position),
    }),
    companion.client.on("undersong/notice", ({ code, text }) => {
      if (code === "completion_silent") {
        completion.hear(text);
      }
    }),
    companion.commits.onChange(() => completion.standing.committed()),
    completion.standing,
    keepSnooze(companion),
    showCompletionStatus(companion),
  );
}
