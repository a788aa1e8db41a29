import type * as vscode from "vscode";
import type { SuggestionKind, SuggestionSource } from "../protocol";

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
  readonly source: SuggestionSource | undefined;
  readonly confidence: number | undefined;
  readonly latencyMs: number | undefined;
  readonly isExplored: boolean;
  /** Other texts for the same place, for whoever wants to know. */
  readonly alternatives: readonly string[];
  /** The suggest widget's item that it extends; taking that is no acceptance of ours. */
  readonly widget: string | undefined;
}

/** The argument of the command that comes with each item. */
export interface Facts {
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly release?: string;
  readonly source?: SuggestionSource;
  readonly confidence?: number | null;
  readonly latencyMs?: number;
  readonly explored?: boolean;
  readonly alternatives?: readonly string[];
}

/** Where an offer stands. */
export type Spot = Pick<Offer, "path" | "language" | "line" | "prefix" | "widget">;

/** Returns what the daemon says of an item; undefined for an item that is not its own. */
export function factsOf(item: vscode.InlineCompletionItem): Facts | undefined {
  const facts = item.command?.arguments?.[0] as Partial<Facts> | undefined;
  return typeof facts?.id === "string" ? (facts as Facts) : undefined;
}

/** Returns a text at its place with what the daemon says of it. */
export function offerOf(facts: Facts, text: string, spot: Spot): Offer {
  const { id, release, source, confidence, latencyMs, explored = false, alternatives = [] } = facts;
  return {
    ...spot,
    ...{ id, text, release, source, latencyMs, alternatives },
    confidence: confidence ?? undefined,
    isExplored: explored,
  };
}
