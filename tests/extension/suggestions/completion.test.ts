import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type * as vscode from "vscode";
import type { CompletionSettings } from "../../../extension/src/completionSettings";
import { Completion } from "../../../extension/src/suggestions/completion";
import { suggest } from "../../../extension/src/suggestions/suggest";
import { holdTime, settle, Stage } from "../fakes/companion";
import { asDocument, type FakeDocument, openDocument, replace } from "../fakes/documents";
import {
  fake,
  InlineCompletionItem,
  InlineCompletionTriggerKind as Trigger,
  Position,
  Range,
  window,
} from "../fakes/vscode";

let stage: Stage;
let completion: Completion;
let features: { dispose(): unknown };
let document: FakeDocument;
let time: { tick(ms: number): void };
let requests: number;
let daemonSays: string | undefined;
let alternatives: string[];
let selected: { range: Range; text: string } | undefined;
let cursor: number | undefined;
let beforeAnswer: () => void;

beforeEach(() => {
  time = holdTime();
  fake.extensions.clear();
  fake.ran.length = 0;
  stage = new Stage();
  completion = new Completion(stage.companion);
  features = suggest(stage.companion, completion);
  document = openDocument("/desk/a.py", "return ");
  requests = 0;
  daemonSays = "total(invoice)";
  alternatives = [];
  selected = cursor = undefined;
  beforeAnswer = () => undefined;
});

afterEach(() => {
  features.dispose();
  mock.timers.reset();
});

/** What the daemon answers. */
function answer(): InlineCompletionItem[] {
  return [...(daemonSays === undefined ? [] : [daemonSays]), ...alternatives].map((text, rank) => {
    const facts = {
      ...{ id: `ID${requests}${rank || ""}`, kind: "completion", release: "repository 1", source: "both" },
      ...{ confidence: rank === 0 ? 0.8 : null, latencyMs: 9, alternatives: rank === 0 ? alternatives : [] },
      ...{ signals: { mean_logprob: -0.123456, tokens: 4, agreement: null, path: "/desk" } },
    };
    const command = { title: "Accepted", command: "undersong.suggestionAccepted", arguments: [facts] };
    return new InlineCompletionItem(text, selected?.range, command);
  });
}

/** Asks as VS Code would, with the cursor at the end of the text or where it was put. */
async function ask(trigger: Trigger): Promise<InlineCompletionItem[]> {
  const next = async (): Promise<unknown> => {
    requests += 1;
    await settle();
    beforeAnswer();
    return { items: answer() };
  };
  const items = await completion.provide(
    asDocument(document),
    document.positionAt(cursor ?? document.text.length) as vscode.Position,
    { triggerKind: trigger, selectedCompletionInfo: selected as vscode.SelectedCompletionInfo | undefined },
    { isCancellationRequested: false } as vscode.CancellationToken,
    next as never,
  );
  return items as unknown as InlineCompletionItem[];
}

/** The texts that are offered. */
async function provide(trigger = Trigger.Automatic): Promise<string[]> {
  return (await ask(trigger)).map(({ insertText }) => insertText);
}

const silence = (): string | undefined => stage.companion.state.value.silence;

const typeOn = (text: string): void => replace(document, document.text.length, 0, text);

const choose = (chosen: Partial<CompletionSettings>): void => {
  const { completion: before } = stage.companion.settings.value;
  stage.companion.settings.update({ completion: { ...before, ...chosen } });
};

test("the daemon's ghost text is handed on, and the senses know of it", async () => {
  assert.deepEqual(await provide(), ["total(invoice)"]);
  assert.deepEqual(stage.companion.offered, { path: "/desk/a.py", text: "total(invoice)" });
  assert.deepEqual(fake.ran.at(-1), ["setContext", "undersong.isSuggesting", true]);
});

test("typing through it asks the daemon no more", async () => {
  await provide();
  typeOn("t");
  assert.deepEqual(await provide(), ["otal(invoice)"]);
  assert.equal(requests, 1);
});

test("an answer for a text that has moved on is dropped", async () => {
  beforeAnswer = () => (document.version += 1);
  assert.deepEqual(await provide(), []);
});

test("of two requests only the later is answered", async () => {
  assert.deepEqual(await Promise.all([provide(), provide()]), [[], ["total(invoice)"]]);
});

test("what stood 750 ms is recorded as shown, without its text", async () => {
  await provide();
  time.tick(750);
  const [event] = stage.events("suggestion_shown");
  assert.deepEqual(event?.data, {
    "suggestion.id": "ID1",
    "suggestion.kind": "completion",
    "suggestion.release": "repository 1",
    "suggestion.source": "both",
    "suggestion.chars": 14,
    "suggestion.lines": 1,
    "suggestion.latency_ms": 9,
    "suggestion.confidence": 0.8,
    "file.language": "python",
    "suggestion.mean_logprob": -0.1235,
    "suggestion.tokens": 4,
  });
});

/** The cursor goes to a place by a key, as VS Code tells of it behind the edit that moved it. */
function goTo(offset: number, isBeside = false): void {
  const selection = { active: document.positionAt(offset) };
  const textEditor = { document: asDocument(document), selection };
  window.activeTextEditor = isBeside ? {} : textEditor;
  fake.selected.fire({ kind: 1, textEditor, selections: [selection] });
}

test("a key that takes the cursor away ends it: what nobody saw is not recorded", async () => {
  await provide();
  time.tick(200);
  goTo(0);
  time.tick(900);
  assert.deepEqual(stage.events("suggestion_shown"), []);
  assert.equal(stage.companion.offered, undefined);
});

test("the cursor of another editor puts no end to it", async () => {
  await provide();
  goTo(0, true);
  time.tick(900);
  assert.equal(stage.events("suggestion_shown").length, 1);
});

test("the cursor moves along with what is typed of it", async () => {
  await provide();
  typeOn("t");
  goTo(document.text.length);
  time.tick(900);
  assert.equal(stage.events("suggestion_shown").length, 1);
});

test("acceptance is told to the daemon", async () => {
  await provide();
  time.tick(900);
  typeOn("total(invoice)");
  fake.registered.get("undersong.suggestionAccepted")?.({ id: "ID1" });
  const told = {
    suggestion: "ID1",
    kind: "completion",
    outcome: "accepted",
    visibleMs: 900,
    acceptedChars: 14,
    acceptedBy: "whole",
  };
  assert.deepEqual(stage.asked, [["undersong/outcome", told]]);
});

test("Esc hides it and silences that prefix until it is asked for", async () => {
  await provide();
  await fake.registered.get("undersong.dismissSuggestion")?.();
  assert.deepEqual(fake.ran.at(-1), ["editor.action.inlineSuggest.hide"]);
  assert.deepEqual(await provide(), []);
  assert.equal(requests, 1);
  assert.equal(silence(), "dismissed at this place");
});

test("what was sent away does not come back a key later", async () => {
  await provide();
  await completion.dismiss();
  typeOn("t");
  daemonSays = "otal(invoice)";
  assert.deepEqual(await provide(), []);
  daemonSays = "axes(invoice)";
  assert.deepEqual(await provide(), ["axes(invoice)"]);
});

test("turned off means silent, with the reason", async () => {
  choose({ isEnabled: false });
  assert.deepEqual(await provide(), []);
  assert.equal(silence(), "turned off in the settings");
});

test("without an engine it is silent, with the reason", async () => {
  stage.isAttached = false;
  assert.deepEqual(await provide(), []);
  assert.equal(silence(), "the engine is not running");
});

test("beside another extension's ghost text it speaks when asked", async () => {
  fake.extensions.set("github.copilot", { isActive: true });
  assert.deepEqual(await provide(), []);
  assert.deepEqual(await provide(Trigger.Invoke), ["total(invoice)"]);
  choose({ besideOthers: "never" });
  typeOn("x");
  assert.deepEqual(await provide(Trigger.Invoke), []);
});

test("the daemon's own reason for silence is shown beside the language", () => {
  stage.tell("undersong/notice", { level: "info", code: "completion_silent", text: "too little to go by" });
  assert.equal(silence(), "too little to go by");
});

test("another file in front puts an end to it", async () => {
  await provide();
  fake.activeEditor.fire(undefined);
  assert.equal(stage.companion.offered, undefined);
  assert.deepEqual(fake.ran.at(-1), ["setContext", "undersong.isSuggesting", false]);
});

test("all of a suggestion can be typed without another request", async () => {
  await provide();
  for (const key of "total(invoice)") {
    typeOn(key);
    await provide();
  }
  assert.equal(requests, 2, "one for the suggestion, one behind its end");
});

test("a bracket that the editor closed is covered by what is left, not doubled", async () => {
  daemonSays = "f(invoice)";
  await provide();
  typeOn("f");
  typeOn("()");
  cursor = document.text.length - 1;
  const [item] = await ask(Trigger.Automatic);
  assert.equal(item?.insertText, "invoice)");
  assert.deepEqual(item.range, new Range(new Position(0, 9), new Position(0, 10)));
});

test("code behind the cursor is not run into, unless somebody asks", async () => {
  document.text = "return  + 1";
  cursor = 7;
  assert.deepEqual(await provide(), []);
  assert.equal(silence(), "there is code behind the cursor");
  assert.equal(requests, 0);
  assert.deepEqual(await provide(Trigger.Invoke), ["total(invoice)"]);
});

test("in manual mode it comes when asked for, and then only", async () => {
  choose({ trigger: "manual" });
  assert.deepEqual(await provide(), []);
  assert.equal(silence(), "on demand only: so the settings say");
  assert.deepEqual(await provide(Trigger.Invoke), ["total(invoice)"]);
});

test("languages are turned off one by one, or all but some", async () => {
  choose({ languages: { python: false } });
  assert.deepEqual(await provide(Trigger.Invoke), []);
  assert.equal(silence(), "turned off for python");
  choose({ languages: { "*": false, python: true } });
  assert.deepEqual(await provide(), ["total(invoice)"]);
  choose({ languages: { "*": false } });
  typeOn("x");
  assert.deepEqual(await provide(), []);
});

test("files that are left out are not asked about, whoever asks", async () => {
  choose({ exclude: { "**/.env.*": true, "**/*.{pem,key}": true, "**/*.py": false } });
  assert.deepEqual(await provide(), ["total(invoice)"]);
  for (const path of ["/desk/.env.local", "/desk/keys/a.pem"]) {
    document = openDocument(path, "KEY=");
    assert.deepEqual(await provide(Trigger.Invoke), []);
    assert.match(silence() ?? "", /^files like .+ are left out$/);
  }
  assert.equal(requests, 1);
});

test("comments and strings are quiet where that was chosen", async () => {
  choose({ inComments: false });
  document.text = "x = 1  # sum of ";
  assert.deepEqual(await provide(), []);
  assert.equal(silence(), "turned off in comments");
  choose({ inStrings: false, inComments: true });
  assert.deepEqual(await provide(), ["total(invoice)"]);
  document.text = 'x = "sum of ';
  assert.deepEqual(await provide(), []);
  assert.equal(silence(), "turned off in strings");
});

test("where several lines are not wanted the first one is offered", async () => {
  choose({ multiline: "never" });
  daemonSays = "total(\n    invoice)";
  assert.deepEqual(await provide(), ["total("]);
  assert.equal(stage.companion.offered?.text, "total(");
});

test("beside the suggest widget only what goes on from its item is offered, in its place", async () => {
  document.text = "invoice.to";
  selected = { range: new Range(new Position(0, 8), new Position(0, 10)), text: "total" };
  daemonSays = "total(tax)";
  const [item] = await ask(Trigger.Automatic);
  assert.deepEqual([item?.insertText, item?.range], ["total(tax)", selected.range]);
  assert.equal(stage.companion.offered?.text, "tal(tax)");
  for (const other of ["total", "token()", "(tax)"]) {
    typeOn("x");
    document.text = "invoice.to";
    daemonSays = other;
    assert.deepEqual(await provide(), [], other);
    assert.equal(silence(), "the selected item goes another way");
  }
});

test("what is on screen already goes on from the suggest widget's item without a request, where it can", async () => {
  document.text = "invoice.";
  daemonSays = "total(tax)";
  await provide();
  typeOn("to");
  selected = { range: new Range(new Position(0, 8), new Position(0, 10)), text: "total" };
  assert.deepEqual(await provide(), ["total(tax)"]);
  assert.equal(requests, 1);
});

test("taking the suggest widget's item is no acceptance of ours", async () => {
  document.text = "invoice.to";
  selected = { range: new Range(new Position(0, 8), new Position(0, 10)), text: "total" };
  daemonSays = "total(tax)";
  await provide();
  time.tick(800);
  replace(document, 8, 2, "total");
  replace(document, 13, 0, "?");
  const outcomes = stage.asked.map(([, told]) => (told as { outcome: string }).outcome);
  assert.deepEqual(outcomes, ["ignored"]);
});

test("the other ways are offered where somebody asks, each sent away for itself", async () => {
  alternatives = ["total(order)", "axes()"];
  assert.deepEqual(await provide(Trigger.Invoke), ["total(invoice)", "total(order)", "axes()"]);
  await completion.dismiss();
  assert.deepEqual(await provide(Trigger.Invoke), ["total(order)", "axes()"]);
});

test("the daemon's reason comes back when the window's own is over", async () => {
  stage.tell("undersong/notice", { level: "info", code: "completion_silent", text: "not sure enough" });
  daemonSays = undefined;
  choose({ trigger: "manual" });
  await provide();
  assert.equal(silence(), "on demand only: so the settings say");
  choose({ trigger: "automatic" });
  await provide();
  assert.equal(silence(), "not sure enough");
});

test("beside the language stands where it comes from, or why it is silent", async () => {
  await provide();
  assert.equal(
    fake.languageStatus.detail,
    "from the language model and this repository, 80 % sure, after 9 ms, by repository 1",
  );
  choose({ isEnabled: false });
  await provide();
  assert.equal(fake.languageStatus.text, "Undersong: no ghost text");
  assert.equal(fake.languageStatus.detail, "turned off in the settings");
});

test("who asks why hears of the place where the cursor is, not of the last answer", async () => {
  await provide();
  Object.assign(window.activeTextEditor as object, { selection: { active: new Position(0, 0) } });
  await fake.registered.get("undersong.whySilent")?.();
  const [, lines] = fake.shown.at(-1) as [string, { detail: string }[]];
  assert.equal(lines[0]?.detail, "There is code behind the cursor.");
});

test("pointing at the end of the line tells what is known of the ghost text behind it", async () => {
  alternatives = ["total(order)"];
  await provide();
  const told = fake.hover?.provideHover(document, new Position(0, 6))?.contents.value ?? "";
  ["80 % sure", "9 ms", "model", "total(order)"].forEach((words) => assert.ok(told.includes(words), told));
  assert.equal(fake.hover?.provideHover(document, new Position(0, 2)), undefined);
});
