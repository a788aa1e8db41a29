import type * as vscode from "vscode";
import * as stand from "./vscode";

/** A document of the stand-in. */
export interface FakeDocument {
  uri: stand.Uri;
  languageId: string;
  lineCount: number;
  version: number;
  isDirty: boolean;
  text: string;
  getText(): string;
  lineAt(at: { line: number }): { text: string };
}

/** Opens a document in the active editor, its cursor at the beginning. */
export function openDocument(path: string, text = "", scheme = "file"): FakeDocument {
  const document: FakeDocument = {
    uri: stand.Uri.parse(`${scheme}:${path}`),
    languageId: "python",
    lineCount: text.split("\n").length,
    version: 1,
    isDirty: true,
    text,
    getText: () => document.text,
    lineAt: ({ line }) => ({ text: document.text.split("\n")[line] ?? "" }),
  };
  const editor = { document, selections: [select(0, 0)] };
  stand.window.activeTextEditor = editor;
  stand.window.visibleTextEditors = [editor];
  return document;
}

export function select(line: number, character: number, endLine = line): stand.Selection {
  return new stand.Selection(new stand.Position(line, character), new stand.Position(endLine, character));
}

export interface FakeChange {
  readonly text?: string;
  readonly removed?: number;
  readonly line?: number;
  readonly offset?: number;
  readonly endLine?: number;
}

/** Changes a document as VS Code tells it. */
export function edit(document: FakeDocument, changes: FakeChange[], reason?: number): void {
  document.version += 1;
  stand.fake.changed.fire({
    document,
    reason,
    contentChanges: changes.map(({ text = "", removed = 0, line = 0, offset = 0, endLine = line }) => ({
      text,
      rangeLength: removed,
      rangeOffset: offset,
      range: select(line, 0, endLine),
    })),
  });
}

/** Types a text key by key at the cursor. */
export function type(document: FakeDocument, text: string, line = 0): void {
  Array.from(text).forEach((key, offset) => edit(document, [{ text: key, line, offset }]));
}

export const asDocument = (document: FakeDocument): vscode.TextDocument => document as never;
