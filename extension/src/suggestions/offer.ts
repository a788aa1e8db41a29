import type * as vscode from "vscode";
import type { SuggestionKind } from "../protocol";

/** Ghost text that was handed to the editor, and what the daemon says of it. */
export interface Offer {
  readonly id: string;
  readonly path: string;
  readonly language: string;
  readonly line: number;
  /** The line before the cursor; the ghost text follows it. */
  readonly prefix: string;
  readonly text: string;
  readonly release: string | undefined;
  readonly confidence: number | undefined;
  readonly latencyMs: number | undefined;
}

/** The argument of the command that comes with each item. */
export interface Facts {
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly release?: string;
  readonly confidence?: number;
  readonly latencyMs?: number;
}

/** Returns what the daemon says of an item; undefined for an item that is not its own. */
export function factsOf(item: vscode.InlineCompletionItem): Facts | undefined {
  const facts = item.command?.arguments?.[0] as Partial<Facts> | undefined;
  return typeof facts?.id === "string" ? (facts as Facts) : undefined;
}
