import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { SuggestionSource } from "../protocol";
import type { Offer } from "./offer";

const SOURCES: Readonly<Record<SuggestionSource, string>> = {
  model: "the language model",
  repository: "this repository",
  file: "the open file",
  both: "the language model and this repository",
  cache: "what was offered a moment ago",
};

/** Returns why there is no ghost text just now, as the window knows it; undefined when there may be. */
export function silenceOf({ state }: Companion, refusal?: string): string | undefined {
  const { phase, silence } = state.value;
  return phase.name === "stopped" && phase.problem !== undefined ? phase.problem : (refusal ?? silence);
}

/** Returns where a suggestion comes from, how sure it is, how long it took and who made it, in words. */
export function factsInWords({ source, confidence, latencyMs, release, isExplored }: Offer): string {
  const words = [
    source && `from ${SOURCES[source]}`,
    confidence === undefined ? undefined : `${Math.round(100 * confidence)} % sure`,
    latencyMs === undefined ? undefined : `after ${latencyMs} ms`,
    release === undefined || release === "" ? undefined : `by ${release}`,
    isExplored ? "shown to learn whether it helps" : undefined,
  ];
  return words.filter((word) => word !== undefined).join(", ");
}

/** Returns all that is known of a suggestion, for whoever points at it. */
export function hoverText(offer: Offer): vscode.MarkdownString {
  const others = alternativesInWords(offer);
  const text = new vscode.MarkdownString(`**Undersong** offers this ${factsInWords(offer)}.`);
  if (others.length > 0) {
    text.appendMarkdown("\n\nOther ways to go on:");
    others.forEach((other) => text.appendCodeblock(other, offer.language));
  }
  return text;
}

/** Returns the other texts for the same place, each on one line. */
export function alternativesInWords({ alternatives }: Pick<Offer, "alternatives">): string[] {
  return alternatives.map((text) => text.trim().split("\n")[0] ?? "").filter((text) => text !== "");
}
