import type { Origin } from "../protocol";

/** An insertion longer than this in one change is not typing. */
export const PASTE_CHARS = 50;
/** Away from the cursor, less than this is an editor's own hand: a closed bracket, a renumbered list, an import. */
const AGENT_CHARS = 200;

/** What an editor tells of one change event; `Origin` is guessed from no more than this. */
export interface Signs {
  readonly isUndo: boolean;
  /** Between the moment before a save and the save. */
  readonly isSaving: boolean;
  /** What our ghost text offered in this file, if it may be on screen. */
  readonly offered: string | undefined;
  /** The text of the longest insertion; looked at here, kept nowhere. */
  readonly inserted: string;
  readonly insertedChars: number;
  readonly deletedChars: number;
  readonly changes: number;
  /** Some change touches a cursor of this file's active editor. */
  readonly isAtCursor: boolean;
  /** Milliseconds since the person last moved a cursor or typed. */
  readonly sinceHandMs: number;
}

/**
 * Tells who made an edit.
 *
 * VS Code does not say, so this is a guess: certain for undo, saving and our own ghost text. Another extension's ghost
 * text or a long snippet looks like a paste; replacing in many files or a rename looks like an agent. The clipboard is
 * not read. Only `user` feeds the typing features, so a doubtful edit is better not called that.
 */
export function originOf(signs: Signs): Origin {
  if (signs.isUndo) {
    return "undo";
  }
  if (signs.isSaving) {
    return "format";
  }
  if (isOffered(signs)) {
    return "completion";
  }
  if (signs.isAtCursor) {
    return signs.changes === 1 && signs.insertedChars > PASTE_CHARS ? "paste" : "user";
  }
  return isHandless(signs) ? "agent" : "user";
}

/** More than one character of our ghost text at once: accepted whole, by word or by line. */
function isOffered({ offered, inserted, changes }: Signs): boolean {
  return offered !== undefined && changes === 1 && inserted.length > 1 && offered.startsWith(inserted);
}

/** Large, away from every cursor, and no hand moved for a second: a tool or an agent wrote it. */
function isHandless({ insertedChars, deletedChars, changes, sinceHandMs }: Signs): boolean {
  const isLarge = insertedChars + deletedChars >= AGENT_CHARS || changes > 2 || insertedChars > PASTE_CHARS;
  return isLarge && sinceHandMs > 1000;
}
