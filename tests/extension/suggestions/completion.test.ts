import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type * as vscode from "vscode";
import { Completion } from "../../../extension/src/suggestions/completion";
import { suggest } from "../../../extension/src/suggestions/suggest";
import { holdTime, settle, Stage } from "../fakes/companion";
import { asDocument, edit, type FakeDocument, openDocument } from "../fakes/documents";
import {
  fake,
  InlineCompletionItem,
  InlineCompletionTriggerKind as Trigger,
  Position,
} from "../fakes/vscode";

let stage: Stage;
let completion: Completion;
let features: { dispose(): unknown };
let document: FakeDocument;
let time: { tick(ms: number): void };
let requests: number;
let daemonSays: string | undefined;
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
  beforeAnswer = () => undefined;
});

afterEach(() => {
  features.dispose();
  mock.timers.reset();
});

/** Asks as VS Code would, with the cursor at the end of the line. */
async function provide(trigger = Trigger.Automatic): Promise<string[]> {
  const position = new Position(0, document.text.length);
  const token = { isCancellationRequested: false };
  const next = async (): Promise<unknown> => {
    requests += 1;
    await settle();
    beforeAnswer();
    if (daemonSays === undefined) {
      return { items: [] };
    }
    const facts = {
      id: `ID${requests}`,
      kind: "completion",
      release: "repository 1",
      confidence: 0.8,
      latencyMs: 9,
    };
    const command = { title: "Accepted", command: "undersong.suggestionAccepted", arguments: [facts] };
    return { items: [new InlineCompletionItem(daemonSays, undefined, command)] };
  };
  const items = await completion.provide(
    asDocument(document),
    position as vscode.Position,
    { triggerKind: trigger, selectedCompletionInfo: undefined },
    token as vscode.CancellationToken,
    next as never,
  );
  return items.map(({ insertText }) => insertText as string);
}

const typeOn = (text: string): void => {
  document.text += text;
  edit(document, [{ text, line: 0 }]);
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
    "suggestion.chars": 14,
    "suggestion.lines": 1,
    "suggestion.latency_ms": 9,
    "suggestion.confidence": 0.8,
    "file.language": "python",
  });
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
  };
  assert.deepEqual(stage.asked, [["undersong/outcome", told]]);
});

test("Esc hides it and silences that prefix until it is asked for", async () => {
  await provide();
  await fake.registered.get("undersong.dismissSuggestion")?.();
  assert.deepEqual(fake.ran.at(-1), ["editor.action.inlineSuggest.hide"]);
  assert.deepEqual(await provide(), []);
  assert.equal(requests, 1);
  assert.equal(stage.companion.state.value.silence, "dismissed at this place");
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
  stage.companion.settings.update({ completion: false });
  assert.deepEqual(await provide(), []);
  assert.equal(stage.companion.state.value.silence, "turned off in the settings");
});

test("without an engine it is silent, with the reason", async () => {
  stage.isAttached = false;
  assert.deepEqual(await provide(), []);
  assert.equal(stage.companion.state.value.silence, "the engine is not running");
});

test("beside another extension's ghost text it speaks when asked", async () => {
  fake.extensions.set("github.copilot", { isActive: true });
  assert.deepEqual(await provide(), []);
  assert.deepEqual(await provide(Trigger.Invoke), ["total(invoice)"]);
  stage.companion.settings.update({ besideOthers: "never" });
  typeOn("x");
  assert.deepEqual(await provide(Trigger.Invoke), []);
});

test("the daemon's own reason for silence is shown beside the language", () => {
  stage.tell("undersong/notice", { level: "info", code: "completion_silent", text: "too little to go by" });
  assert.equal(stage.companion.state.value.silence, "too little to go by");
});

test("another file in front puts an end to it", async () => {
  await provide();
  fake.activeEditor.fire(undefined);
  assert.equal(stage.companion.offered, undefined);
  assert.deepEqual(fake.ran.at(-1), ["setContext", "undersong.isSuggesting", false]);
});
