import * as vscode from "vscode";
import { subjectOf } from "../files";

/** What the editor asks: ghost text for a place. */
export interface Request {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly path: string;
  readonly language: string;
  /** The line before the cursor, and behind it. */
  readonly before: string;
  readonly behind: string;
  /** The person asked for it. */
  readonly isAsked: boolean;
  /** The item that is selected in the suggest widget: only what goes on from it can be shown. */
  readonly selected: vscode.SelectedCompletionInfo | undefined;
}

/** Returns a request with what is looked at often. */
export function requestOf(
  document: vscode.TextDocument,
  position: vscode.Position,
  context: vscode.InlineCompletionContext,
): Request {
  const line = document.lineAt(position.line).text;
  return {
    document,
    position,
    path: placeOf(document),
    language: subjectOf(document)?.language ?? document.languageId,
    before: line.slice(0, position.character),
    behind: line.slice(position.character),
    isAsked: context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke,
    selected: context.selectedCompletionInfo,
  };
}

/** Returns what names a document inside this window; one that has no file has its address. */
export function placeOf(document: vscode.TextDocument): string {
  return subjectOf(document)?.path ?? document.uri.toString();
}
