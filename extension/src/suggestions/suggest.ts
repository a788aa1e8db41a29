import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { Completion } from "./completion";

/** Follows ghost text through edits, cursor moves and its two commands, and shows why there is none. */
export function suggest(companion: Companion, completion: Completion): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((change) => completion.edited(change)),
    vscode.window.onDidChangeActiveTextEditor(() => completion.left()),
    vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      // Typing moves the cursor with the keyboard too, so only a mouse surely leaves the ghost text.
      if (kind === vscode.TextEditorSelectionChangeKind.Mouse) {
        completion.left();
      }
    }),
    vscode.commands.registerCommand("undersong.suggestionAccepted", (facts?: { id?: string }) =>
      completion.accepted(facts?.id ?? ""),
    ),
    vscode.commands.registerCommand("undersong.dismissSuggestion", () => completion.dismiss()),
    showSilence(companion),
  );
}

/** Says beside the language, in the `{}` menu, why there is no ghost text: silence is never a riddle. */
function showSilence(companion: Companion): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("undersong.completion", { scheme: "file" });
  item.name = "Undersong ghost text";
  item.command = {
    title: "Settings",
    command: "workbench.action.openSettings",
    arguments: ["undersong.completion"],
  };
  const draw = (): void => {
    const { silence } = companion.state.value;
    item.text = silence === undefined ? "Undersong: ghost text on" : "Undersong: no ghost text";
    item.detail = silence ?? "from this repository and the open file";
  };
  draw();
  const heard = companion.client.on("undersong/notice", ({ code, text }) => {
    if (code === "completion_silent") {
      companion.state.update({ silence: text || undefined });
    }
  });
  return vscode.Disposable.from(item, heard, companion.state.onChange(draw));
}
