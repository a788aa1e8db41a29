import * as vscode from "vscode";
import { factsOf, type Offer, offerOf } from "./offer";
import type { Request } from "./request";
import { shape } from "./shape";
import type { Silences } from "./silences";

/** An item that may be shown, with what is known of it. */
export interface Fitting {
  readonly item: vscode.InlineCompletionItem;
  readonly offer: Offer;
}

/** Editors indent by four where nobody chose. */
const USUAL_TAB = 4;

/** Fits an item of the daemon's to its place, or says why it is better not shown. */
export function fit(
  item: vscode.InlineCompletionItem,
  request: Request,
  silences: Silences,
  mayGoOn: boolean,
): Fitting | { readonly silence: string } {
  const { path, language, before, position, selected } = request;
  const facts = factsOf(item);
  const text = restOf(item, request);
  if (!facts || text === undefined) {
    return { silence: "the selected item goes another way" };
  }
  if (silences.holds(path, before, text)) {
    return { silence: "dismissed at this place" };
  }
  const shaped = shape(text, { before, tabSize: tabSizeOf(request.document), mayGoOn });
  if ("silence" in shaped) {
    return shaped;
  }
  const spot = { path, language, line: position.line, prefix: before, widget: selected?.text };
  const start = selected ? selected.range.start : position;
  const head = before.slice(start.character);
  const range = selected ? selected.range : new vscode.Range(position, position);
  const shown = new vscode.InlineCompletionItem(head + shaped.text, item.range ?? range, item.command);
  return { item: shown, offer: offerOf(facts, shaped.text, spot) };
}

/** Returns what an item adds behind the cursor; undefined when it does not go on from what is selected, or typed. */
function restOf(item: vscode.InlineCompletionItem, { before, selected }: Request): string | undefined {
  const { insertText } = item;
  const text = (typeof insertText === "string" ? insertText : insertText.value).replaceAll("\r\n", "\n");
  if (!selected) {
    return text;
  }
  const typed = before.slice(selected.range.start.character);
  const isFurther = text.startsWith(selected.text) && text.length > selected.text.length;
  return isFurther && text.startsWith(typed) ? text.slice(typed.length) : undefined;
}

function tabSizeOf(document: vscode.TextDocument): number {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  const size = editor?.options.tabSize;
  return typeof size === "number" ? size : USUAL_TAB;
}
