import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import type { Companion } from "../companion";
import { hoverText } from "./explain";
import { type Fitting, fit } from "./fit";
import { Outcomes } from "./outcomes";
import { refusalOf } from "./refusal";
import { placeOf, type Request, requestOf } from "./request";
import { Silences } from "./silences";
import { Standing } from "./standing";
import { editOf } from "./step";
import { Tracker } from "./tracker";
import { Pace } from "./trigger";

type Items = vscode.InlineCompletionItem[];
type Ask = Parameters<NonNullable<Middleware["provideInlineCompletionItems"]>>;

/** Stands between the editor and the daemon's ghost text: asks less, hides what was sent away, follows the rest. */
export class Completion {
  readonly standing: Standing;
  private readonly silences = new Silences();
  private readonly tracker: Tracker;
  private readonly pace: Pace;
  /** The daemon's own reason for silence; it tells only when that changes. */
  private heard: string | undefined;

  constructor(private readonly companion: Companion) {
    this.standing = new Standing(companion);
    this.tracker = new Tracker(companion.clock, new Outcomes(companion, this.standing));
    this.pace = new Pace(companion.clock);
  }

  /** Answers the editor; nothing rather than something stale, dismissed or unwanted. */
  async provide(...ask: Ask): Promise<Items> {
    const request = requestOf(ask[0], ask[1], ask[2]);
    const silence = refusalOf(this.companion, this.silences, request);
    if (silence !== undefined) {
      return this.silent(silence);
    }
    const kept = request.isAsked ? undefined : this.kept(request);
    return kept ? this.offered(request.path, [kept]) : this.ask(ask, request);
  }

  /** Returns why nothing would be offered at the cursor just now, as far as this window decides. */
  refusalHere(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    const context = {
      triggerKind: vscode.InlineCompletionTriggerKind.Automatic,
      selectedCompletionInfo: undefined,
    };
    const request = editor && requestOf(editor.document, editor.selection.active, context);
    return request && refusalOf(this.companion, this.silences, request);
  }

  /** Takes over the daemon's reason for silence, or that it has none. */
  hear(reason: string): void {
    this.heard = reason === "" ? undefined : reason;
    this.companion.state.update({ silence: this.heard });
  }

  /** Follows edits: what is typed or taken of the ghost text, and what puts an end to it. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    this.standing.edited(event);
    if (event.contentChanges.length > 0 && this.tracker.rest() !== undefined) {
      const path = placeOf(event.document);
      this.tracker.edited(path, editOf(event.contentChanges));
      this.offered(this.tracker.rest() === undefined ? undefined : path);
    }
  }

  /** Settles the ghost text when the cursor went elsewhere; along it, and behind all of it, nothing is decided yet. */
  moved({ document, selection: { active } }: vscode.TextEditor): void {
    const before = document.lineAt(active.line).text.slice(0, active.character);
    if (this.tracker.rest() && !this.tracker.restAt(placeOf(document), active.line, before)) {
      this.left();
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

  /** Says over the character before the ghost text what is known of it; over the rest of the line others may speak. */
  hover(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.Hover | undefined {
    const { text } = document.lineAt(line);
    const ends = [character, character + 1].map((end) => text.slice(0, end));
    const here = ends.map((before) => this.tracker.restAt(placeOf(document), line, before)).find(Boolean);
    return here && new vscode.Hover(hoverText(here.offer));
  }

  /** Returns the rest of what is on screen, when all that was typed since belongs to it: nobody needs to be asked. */
  private kept({
    path,
    position,
    before,
    behind,
    selected,
  }: Request): vscode.InlineCompletionItem | undefined {
    const { offer, rest = "", closers = "" } = this.tracker.restAt(path, position.line, before) ?? {};
    if (!offer) {
      return undefined;
    }
    const start = selected?.range.start ?? position;
    const text = before.slice(start.character) + rest;
    if (selected && !(text.startsWith(selected.text) && text.length > selected.text.length)) {
      return undefined;
    }
    const over = behind.startsWith(closers) ? closers.length : 0;
    const end = selected?.range.end ?? position.translate(0, over);
    const command = {
      title: "Accepted",
      command: "undersong.suggestionAccepted",
      arguments: [{ id: offer.id }],
    };
    return new vscode.InlineCompletionItem(text, new vscode.Range(start, end), command);
  }

  /** Asks the daemon, at a pace that it can follow; what comes for a text that has moved on is dropped. */
  private async ask([document, position, context, token, next]: Ask, request: Request): Promise<Items> {
    const { version } = document;
    const isNewest = await this.pace.turn(request.isAsked);
    const isStale = (): boolean =>
      token.isCancellationRequested || document.version !== version || !isNewest();
    if (isStale()) {
      return [];
    }
    const answer = await this.pace.time(isStale, async () => next(document, position, context, token));
    return isStale() ? [] : this.take(Array.isArray(answer) ? answer : (answer?.items ?? []), request);
  }

  /** Hands on what fits its place, and follows the first of it. */
  private take(items: Items, request: Request): Items {
    const mayGoOn = this.companion.settings.value.completion.multiline === "auto";
    const judged = items.map((item) => fit(item, request, this.silences, mayGoOn));
    const fitting = judged.filter((one): one is Fitting => "offer" in one);
    const [first, ...others] = fitting.map(({ offer }) => offer);
    if (!first) {
      const [refused] = judged;
      return this.silent(refused && "silence" in refused ? refused.silence : this.heard);
    }
    this.companion.state.update({ silence: undefined, suggestion: first });
    this.tracker.offer(first, others);
    return this.offered(
      request.path,
      fitting.map(({ item }) => item),
    );
  }

  private silent(silence: string | undefined): Items {
    this.companion.state.update({ silence });
    return this.offered(undefined);
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
}
