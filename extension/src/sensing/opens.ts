import * as vscode from "vscode";
import type { Companion } from "../companion";
import { subjectOf } from "../files";

/** Reports a file when it first comes on screen. VS Code also opens documents that nobody sees; those do not count. */
export function senseOpens(companion: Companion): vscode.Disposable {
  const seen = new WeakSet<vscode.TextDocument>();
  const look = (editors: readonly vscode.TextEditor[]): void => {
    for (const { document } of editors) {
      const subject = subjectOf(document);
      if (!subject || seen.has(document) || !companion.mayRecord) {
        continue;
      }
      seen.add(document);
      const { path, language, lines, isNotebook } = subject;
      companion.record(
        "file_opened",
        { "file.language": language, "file.lines": lines, "file.notebook": isNotebook },
        { path },
      );
    }
  };
  look(vscode.window.visibleTextEditors);
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(look),
    // Recording may begin, or a pause end, with files already on screen.
    companion.settings.onChange(() => look(vscode.window.visibleTextEditors)),
    companion.state.onChange(() => look(vscode.window.visibleTextEditors)),
    vscode.workspace.onDidCloseTextDocument((document) => seen.delete(document)),
  );
}
