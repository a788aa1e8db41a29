import type * as vscode from "vscode";

/** Where ghost text stands: the line before it, and what of it is not inserted yet. */
export interface Place {
  readonly line: number;
  readonly prefix: string;
  readonly rest: string;
  /** What the editor closed by itself behind the cursor; the ghost text brings it too. */
  readonly closers: string;
}

/** One replacement in a document, with `\n` at line ends. */
export interface Edit {
  readonly line: number;
  readonly character: number;
  /** Characters that were replaced. */
  readonly removed: number;
  readonly text: string;
}

/** Returns one replacement as ghost text sees it; several at once are none. */
export function editOf([change, ...more]: readonly vscode.TextDocumentContentChangeEvent[]):
  Edit | undefined {
  if (!change || more.length > 0) {
    return undefined;
  }
  const { line, character } = change.range.start;
  return { line, character, removed: change.rangeLength, text: change.text.replaceAll("\r\n", "\n") };
}

/** So many characters of the ghost text stand now, and whose hand put them there. */
export interface Step {
  readonly chars: number;
  /** What the editor closed, and how many characters behind the cursor were replaced. */
  readonly closed: string;
  readonly over: number;
  readonly by: "hand" | "word" | "line";
}

/** What editors close by themselves behind a typed opening. */
const PAIRS: ReadonlySet<string> = new Set(["()", "[]", "{}", '""', "''", "``", "<>"]);

/**
 * Tells how far an edit went along ghost text; undefined when it left it.
 *
 * A key typed, a bracket that the editor closed, and an item of the suggest widget that replaces what was typed are the
 * person's hand; more than one character behind the cursor is our text, taken by word or by line.
 */
export function stepOf({ line, prefix, rest }: Place, edit: Edit, widget?: string): Step | undefined {
  const typed = edit.line === line ? prefix.length - edit.character : -1;
  if (typed < 0 || edit.removed < typed) {
    return undefined;
  }
  const whole = prefix.slice(edit.character) + rest;
  if (edit.text.length > typed && whole.startsWith(edit.text)) {
    const chars = edit.text.length - typed;
    // Enter brings its indentation along, and Tab several blanks.
    const isHand = typed > 0 || chars === 1 || edit.text.trim() === "" || edit.text === widget;
    const by = isHand ? "hand" : edit.text.includes("\n") ? "line" : "word";
    return { chars, by, closed: "", over: edit.removed - typed };
  }
  const isPair = typed === 0 && PAIRS.has(edit.text) && rest.startsWith(edit.text.charAt(0));
  return isPair ? { chars: 1, by: "hand", closed: edit.text.charAt(1), over: edit.removed } : undefined;
}

/** Returns the place after a step. */
export function goOn({ line, prefix, rest, closers }: Place, { chars, closed, over }: Step): Place {
  const lines = (prefix + rest.slice(0, chars)).split("\n");
  return {
    line: line + lines.length - 1,
    prefix: lines.at(-1) ?? "",
    rest: rest.slice(chars),
    closers: closed + closers.slice(over),
  };
}
