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
  eol: stand.EndOfLine;
  getText(range?: stand.Range): string;
  lineAt(at: number | { line: number }): { text: string };
  offsetAt(at: stand.Position): number;
  positionAt(offset: number): stand.Position;
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
    eol: stand.EndOfLine.LF,
    getText: (range) =>
      range
        ? document.text.slice(document.offsetAt(range.start), document.offsetAt(range.end))
        : document.text,
    lineAt: (at) => ({ text: document.text.split("\n")[typeof at === "number" ? at : at.line] ?? "" }),
    offsetAt: ({ line, character }) => linesBefore(document.text, line) + character,
    positionAt: (offset) => {
      const lines = document.text.slice(0, offset).split("\n");
      return new stand.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
    },
  };
  const editor = { document, selections: [select(0, 0)], options: { tabSize: 4 } };
  stand.workspace.textDocuments = [document];
  stand.window.activeTextEditor = editor;
  stand.window.visibleTextEditors = [editor];
  return document;
}

/** Characters before a line. */
function linesBefore(text: string, line: number): number {
  const lines = text.split("\n").slice(0, line);
  return lines.reduce((sum, each) => sum + each.length + 1, 0);
}

export function select(line: number, character: number, endLine = line): stand.Selection {
  return new stand.Selection(new stand.Position(line, character), new stand.Position(endLine, character));
}

export interface FakeChange {
  readonly text?: string;
  readonly removed?: number;
  readonly line?: number;
  readonly character?: number;
  readonly offset?: number;
  readonly endLine?: number;
}

/** Changes a document as VS Code tells it. */
export function edit(document: FakeDocument, changes: FakeChange[], reason?: number): void {
  document.version += 1;
  stand.fake.changed.fire({
    document,
    reason,
    contentChanges: changes.map(
      ({ text = "", removed = 0, line = 0, character = 0, offset = 0, endLine = line }) => ({
        text,
        rangeLength: removed,
        rangeOffset: offset,
        range: select(line, character, endLine),
      }),
    ),
  });
}

/** Replaces text in a document and tells of it, as VS Code does. */
export function replace(document: FakeDocument, offset: number, removed: number, text: string): void {
  const { line, character } = document.positionAt(offset);
  document.text = document.text.slice(0, offset) + text + document.text.slice(offset + removed);
  edit(document, [{ text, removed, line, character, offset }]);
}

/** Types a text key by key at the cursor. */
export function type(document: FakeDocument, text: string, line = 0): void {
  Array.from(text).forEach((key, offset) => edit(document, [{ text: key, line, offset }]));
}

export const asDocument = (document: FakeDocument): vscode.TextDocument => document as never;
