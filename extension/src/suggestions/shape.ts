/** Ghost text before it is shown: the text behind the cursor, or why it is better not shown. */
export type Shaped = { readonly text: string } | { readonly silence: string };

/** Where ghost text would stand. */
export interface Surroundings {
  /** The line before the cursor. */
  readonly before: string;
  readonly tabSize: number;
  readonly mayGoOn: boolean;
}

/**
 * Fits a text to its place.
 *
 * Tab belongs to the indentation wherever the text begins with less than a stop of it: VS Code would take the whole
 * text there. From a full stop on it indents by itself and leaves the rest on screen.
 */
export function shape(text: string, { before, tabSize, mayGoOn }: Surroundings): Shaped {
  const shown = mayGoOn ? text : (text.split("\n")[0] ?? "");
  if (shown === "" && text !== "") {
    return { silence: "it goes on only over the end of the line" };
  }
  if (shown.trim() === "") {
    return { silence: "it would only add blanks" };
  }
  const blanks = /^[ \t]*/.exec(shown)?.[0] ?? "";
  const isAtLineStart = before.trim() === "";
  if (isAtLineStart && blanks !== "" && widthOf(blanks, tabSize) < tabSize) {
    return { silence: "Tab indents here" };
  }
  return { text: shown };
}

function widthOf(blanks: string, tabSize: number): number {
  return Array.from(blanks).reduce((width, blank) => width + (blank === "\t" ? tabSize : 1), 0);
}
