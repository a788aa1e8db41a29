import * as vscode from "vscode";

/** A file that events may speak of: its path names it inside this window, its hash outside. */
export interface Subject {
  readonly path: string;
  readonly language: string;
  readonly lines: number;
  readonly isNotebook: boolean;
}

/** Returns what a document is an event's subject of; undefined for output, git's own and remote files, and what nobody sees. */
export function subjectOf(document: vscode.TextDocument): Subject | undefined {
  const isNotebook = document.uri.scheme === "vscode-notebook-cell";
  if (!isNotebook && (document.uri.scheme !== "file" || isGits(document.uri.path) || !isSeen(document))) {
    return undefined;
  }
  return {
    // A cell's address is its notebook's with a fragment; the path is the notebook's.
    path: pathOf(document.uri),
    language: word(document.languageId),
    lines: document.lineCount,
    isNotebook,
  };
}

/** Returns the path that is hashed: the file system's, with `/`, a drive letter in lower case. */
export function pathOf(uri: vscode.Uri): string {
  return uri.fsPath.replaceAll("\\", "/");
}

/** Returns a word in the letters that the schema allows, 64 at most. */
export function word(text: string): string {
  return text.replace(/[^A-Za-z0-9_.:+#/ -]/g, "").slice(0, 64);
}

/** Git's commit messages and rebase lists are opened in editors too. */
function isGits(path: string): boolean {
  return path.includes("/.git/");
}

/** Extensions write settings and files of their own behind the scenes; those are not the person's work. */
function isSeen(document: vscode.TextDocument): boolean {
  const isOnScreen = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  return isOnScreen || vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
}
