import type * as vscode from "vscode";
import type { SuggestionKind, SuggestionSlice, SuggestionSource } from "../protocol";

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
  /** The kind of work that its file is part of, as the daemon sees it. */
  readonly slice?: SuggestionSlice;
  /** How the text came about, for whoever learns what is taken. */
  readonly signals: Signals;
  /** Other texts for the same place, for whoever wants to know. */
  readonly alternatives: readonly string[];
  /** The suggest widget's item that it extends; taking that is no acceptance of ours. */
  readonly widget: string | undefined;
}

const SIGNALS = [
  "mean_logprob",
  "least_logprob",
  "first_margin",
  "entropy_slope",
  "agreement",
  "tokens",
  "longest_match",
] as const;

/** The numbers that an event has of how a text came about. */
export type Signals = Readonly<Partial<Record<`suggestion.${(typeof SIGNALS)[number]}`, number>>>;

/** The argument of the command that comes with each item. */
export interface Facts {
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly release?: string;
  readonly source?: SuggestionSource;
  readonly confidence?: number | null;
  readonly latencyMs?: number;
  readonly explored?: boolean;
  readonly slice?: SuggestionSlice;
  readonly signals?: Readonly<Record<string, unknown>>;
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
  const {
    id,
    release,
    source,
    confidence,
    latencyMs,
    explored = false,
    slice,
    alternatives = [],
    signals = {},
  } = facts;
  return {
    ...spot,
    ...{ id, text, release, source, latencyMs, alternatives },
    confidence: confidence ?? undefined,
    isExplored: explored,
    ...(slice === undefined ? {} : { slice }),
    signals: signalsOf(signals),
  };
}

/** Keeps the numbers that the schema knows; four digits tell all that a model sees. */
function signalsOf(given: Readonly<Record<string, unknown>>): Signals {
  const known = SIGNALS.map((name) => [`suggestion.${name}`, given[name]] as const);
  const numbers = known.filter((entry): entry is [(typeof entry)[0], number] => Number.isFinite(entry[1]));
  return Object.fromEntries(numbers.map(([name, value]) => [name, Math.round(1e4 * value) / 1e4]));
}
