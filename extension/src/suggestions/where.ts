import * as vscode from "vscode";
import type { CompletionSettings } from "../completionSettings";
import { scopeOf } from "./scope";

/** Returns why a document gets no ghost text, whoever asks; undefined where it may. */
export function closedTo(document: vscode.TextDocument, settings: CompletionSettings): string | undefined {
  const { languages, exclude } = settings;
  if (!(languages[document.languageId] ?? languages["*"] ?? true)) {
    return `turned off for ${document.languageId}`;
  }
  const globs = Object.entries(exclude).filter(([, isOut]) => isOut);
  const pattern = globs.find(([glob]) => vscode.languages.match({ pattern: glob }, document) > 0)?.[0];
  return pattern === undefined ? undefined : `files like ${pattern} are left out`;
}

/** Returns why this place gets no ghost text that nobody asked for; looks at the text only where a setting wants it. */
export function closedAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  { inComments, inStrings }: CompletionSettings,
): string | undefined {
  if (inComments && inStrings) {
    return undefined;
  }
  const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
  const scope = scopeOf(before, document.languageId);
  if (scope === "comment" && !inComments) {
    return "turned off in comments";
  }
  return scope === "string" && !inStrings ? "turned off in strings" : undefined;
}
