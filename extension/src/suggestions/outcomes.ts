import * as vscode from "vscode";
import type { Companion } from "../companion";
import { subjectOf } from "../files";
import { messageOf } from "../log";
import type { Offer } from "./offer";
import type { Standing } from "./standing";
import type { Became, Witness } from "./tracker";

/** Records what was shown, tells the daemon what became of it, and has what was taken followed. */
export class Outcomes implements Witness {
  constructor(
    private readonly companion: Companion,
    private readonly standing: Standing,
  ) {}

  shown(offer: Offer): void {
    this.companion.record(
      "suggestion_shown",
      {
        "suggestion.id": offer.id,
        "suggestion.kind": "completion",
        ...(offer.release === undefined ? {} : { "suggestion.release": offer.release }),
        ...(offer.source === undefined ? {} : { "suggestion.source": offer.source }),
        ...(offer.slice === undefined ? {} : { "suggestion.slice": offer.slice }),
        ...(offer.isExplored ? { "suggestion.explored": true } : {}),
        "suggestion.chars": offer.text.length,
        "suggestion.lines": offer.text.split("\n").length,
        "suggestion.latency_ms": offer.latencyMs ?? null,
        "suggestion.confidence": offer.confidence ?? null,
        "file.language": offer.language,
        ...offer.signals,
      },
      { path: offer.path },
    );
  }

  became(offer: Offer, { outcome, visibleMs, acceptedChars, by, text }: Became): void {
    const { client, log } = this.companion;
    const told = { suggestion: offer.id, kind: "completion" as const, outcome, visibleMs, acceptedChars };
    client
      .request("undersong/outcome", by === undefined ? told : { ...told, acceptedBy: by })
      .catch((error: unknown) => log.debug(`An outcome was not stored: ${messageOf(error)}`));
    const document = acceptedChars > 0 ? documentAt(offer.path) : undefined;
    if (document) {
      this.standing.follow(offer, document, text);
    }
  }
}

function documentAt(path: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => subjectOf(document)?.path === path);
}
