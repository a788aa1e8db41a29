import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import type { Companion } from "../companion";
import { subjectOf } from "../files";
import { messageOf } from "../log";
import { type Facts, factsOf, type Offer } from "./offer";
import { yieldsToOthers } from "./others";
import { Silences } from "./silences";
import { Tracker } from "./tracker";

type Items = vscode.InlineCompletionItem[];
type Ask = Parameters<NonNullable<Middleware["provideInlineCompletionItems"]>>;

/** Stands between the editor and the daemon's ghost text: asks less, hides what was sent away, follows the rest. */
export class Completion {
  private readonly silences = new Silences();
  private readonly tracker: Tracker;
  private latest = 0;

  constructor(private readonly companion: Companion) {
    this.tracker = new Tracker(companion.clock, {
      shown: (offer) => this.shown(offer),
      became: (offer, outcome, visibleMs, acceptedChars) => {
        const told = { suggestion: offer.id, kind: "completion" as const, outcome, visibleMs, acceptedChars };
        companion.client.request("undersong/outcome", told).catch((error: unknown) => {
          companion.log.debug(`An outcome was not stored: ${messageOf(error)}`);
        });
      },
    });
  }

  /** Answers the editor; nothing rather than something stale, dismissed or unwanted. */
  async provide(...request: Ask): Promise<Items> {
    const [document, position, context] = request;
    const path = subjectOf(document)?.path ?? document.uri.toString();
    const prefix = document.lineAt(position).text.slice(0, position.character);
    const silence = this.silence(context, path, prefix);
    if (silence !== undefined) {
      this.companion.state.update({ silence });
      return this.offered(undefined);
    }
    const kept = context.selectedCompletionInfo
      ? undefined
      : this.tracker.restAt(path, position.line, prefix);
    if (kept) {
      return this.offered(path, [itemOf(kept.rest, kept.offer, position)]);
    }
    return this.take(await this.ask(request), document, position, path, prefix);
  }

  /** Asks the daemon; what comes after the next request, or for a text that has moved on, is dropped. */
  private async ask([document, position, context, token, next]: Ask): Promise<Items> {
    this.latest += 1;
    const mine = this.latest;
    const version = document.version;
    const answer = await next(document, position, context, token);
    const isStale = token.isCancellationRequested || mine !== this.latest || document.version !== version;
    return isStale || !answer ? [] : Array.isArray(answer) ? answer : answer.items;
  }

  private take(
    items: Items,
    document: vscode.TextDocument,
    at: vscode.Position,
    path: string,
    prefix: string,
  ): Items {
    const [item] = items.filter(({ insertText }) => !this.silences.holds(path, prefix, textOf(insertText)));
    const facts = item && factsOf(item);
    if (!item || !facts) {
      return this.offered(undefined);
    }
    this.companion.state.update({ silence: undefined });
    this.tracker.offer(offerOf(facts, textOf(item.insertText), document, at, path, prefix));
    return this.offered(path, [item]);
  }

  /** Follows edits: what is typed or taken of the ghost text, and what puts an end to it. */
  edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const [change] = contentChanges;
    if (change && this.tracker.rest() !== undefined) {
      const path = subjectOf(document)?.path ?? document.uri.toString();
      this.tracker.inserted(path, contentChanges.length === 1 && change.rangeLength === 0 ? change.text : "");
      this.offered(this.tracker.rest() === undefined ? undefined : path);
    }
  }

  /** The cursor went to another line or file: the ghost text is gone. */
  left(): void {
    this.tracker.settle();
    this.offered(undefined);
  }

  accepted(id: string): void {
    this.tracker.accepted(id);
    this.offered(undefined);
  }

  /** Hides the ghost text and keeps it away from this place. */
  async dismiss(): Promise<void> {
    const gone = this.tracker.dismissed();
    if (gone) {
      this.silences.add(gone.offer.path, gone.prefix, gone.rest);
    }
    this.offered(undefined);
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  }

  private silence(context: vscode.InlineCompletionContext, path: string, prefix: string): string | undefined {
    const { completion, besideOthers } = this.companion.settings.value;
    const isAsked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!completion) {
      return "turned off in the settings";
    }
    if (!this.companion.client.isAttached) {
      return "the engine is not running";
    }
    if (yieldsToOthers(besideOthers, isAsked)) {
      return "on demand only: another extension offers ghost text";
    }
    return !isAsked && this.silences.holdsPrefix(path, prefix) ? "dismissed at this place" : undefined;
  }

  /** Notes what may be on screen: for the senses, and for the key that sends it away. */
  private offered(path: string | undefined, items: Items = []): Items {
    const text = path === undefined ? undefined : this.tracker.rest();
    const isNow = text !== undefined && text !== "";
    if (isNow !== (this.companion.offered !== undefined)) {
      void vscode.commands.executeCommand("setContext", "undersong.isSuggesting", isNow);
    }
    this.companion.offered = isNow && path !== undefined ? { path, text } : undefined;
    return items;
  }

  private shown(offer: Offer): void {
    this.companion.record(
      "suggestion_shown",
      {
        "suggestion.id": offer.id,
        "suggestion.kind": "completion",
        ...(offer.release === undefined ? {} : { "suggestion.release": offer.release }),
        "suggestion.chars": offer.text.length,
        "suggestion.lines": offer.text.split("\n").length,
        "suggestion.latency_ms": offer.latencyMs ?? null,
        "suggestion.confidence": offer.confidence ?? null,
        "file.language": offer.language,
      },
      { path: offer.path },
    );
  }
}

function offerOf(
  facts: Facts,
  text: string,
  document: vscode.TextDocument,
  position: vscode.Position,
  path: string,
  prefix: string,
): Offer {
  const { id, release, confidence, latencyMs } = facts;
  const language = subjectOf(document)?.language ?? document.languageId;
  return { id, path, language, line: position.line, prefix, text, release, confidence, latencyMs };
}

function itemOf(text: string, offer: Offer, position: vscode.Position): vscode.InlineCompletionItem {
  const command = {
    title: "Accepted",
    command: "undersong.suggestionAccepted",
    arguments: [{ id: offer.id }],
  };
  return new vscode.InlineCompletionItem(text, new vscode.Range(position, position), command);
}

function textOf(text: string | vscode.SnippetString): string {
  return typeof text === "string" ? text : text.value;
}
