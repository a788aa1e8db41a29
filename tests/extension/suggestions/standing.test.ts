import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Offer } from "../../../extension/src/suggestions/offer";
import { Standing } from "../../../extension/src/suggestions/standing";
import { holdTime, settle, Stage } from "../fakes/companion";
import { asDocument, type FakeDocument, openDocument, replace } from "../fakes/documents";
import { EndOfLine, fake } from "../fakes/vscode";

const TEXT = "total(invoice)";
const OFFER: Offer = {
  ...{ id: "ID1", path: "/desk/a.py", language: "python", line: 1, prefix: "return ", text: TEXT },
  ...{ release: "r", source: "both", confidence: 0.8, latencyMs: 9, isExplored: false, alternatives: [] },
  signals: {},
  widget: undefined,
};

let stage: Stage;
let standing: Standing;
let document: FakeDocument;
let time: { tick(ms: number): void };
let listening: { dispose(): unknown };

beforeEach(() => {
  time = holdTime();
  stage = new Stage({ keepsCorrections: true });
  standing = new Standing(stage.companion);
  document = openDocument("/desk/a.py", `x = 1\nreturn ${TEXT}\nrest\n`);
  listening = fake.changed.event((change) => standing.edited(change as never));
});

afterEach(() => {
  listening.dispose();
  standing.dispose();
  mock.timers.reset();
});

const follow = (text = TEXT): void => standing.follow(OFFER, asDocument(document), text);
const told = (): string[] =>
  stage.asked
    .filter(([method]) => method === "undersong/kept")
    .map(([, params]) => params as { after: string; share: number })
    .map(({ after, share }) => `${after} ${share}`);
const corrected = (): unknown[] =>
  stage.asked.filter(([method]) => method === "undersong/corrected").map(([, params]) => params);

test("what was taken is looked at after 30 seconds and ten minutes", () => {
  follow();
  time.tick(29_999);
  assert.deepEqual(told(), []);
  time.tick(1);
  assert.deepEqual(told(), ["30s 1"]);
  time.tick(570_000);
  assert.deepEqual(told(), ["30s 1", "10min 1"]);
});

test("edits elsewhere in the file do not count", () => {
  follow();
  replace(document, 0, 5, "the_first = 1\nsecond");
  replace(document, document.text.length, 0, "more\n");
  time.tick(600_000);
  assert.deepEqual(told(), ["30s 1", "10min 1"]);
});

test("what was changed of it counts, and no text travels", () => {
  follow();
  const at = document.text.indexOf("invoice");
  replace(document, at, "invoice".length, "order");
  time.tick(30_000);
  assert.deepEqual(told(), ["30s 0.643"], "total() and two letters of invoice are nine of fourteen");
  assert.deepEqual(Object.keys(stage.asked[0]?.[1] as object).sort(), ["after", "share", "suggestion"]);
});

test("a commit asks too, once, and only for what is saved", () => {
  follow();
  standing.committed();
  assert.deepEqual(told(), []);
  document.isDirty = false;
  standing.committed();
  standing.committed();
  assert.deepEqual(told(), ["commit 1"]);
});

test("what was corrected within ten minutes is handed over where that was allowed", () => {
  follow();
  replace(document, document.text.indexOf(")"), 0, ".lines");
  time.tick(30_000);
  assert.deepEqual(corrected(), []);
  time.tick(570_000);
  const pair = { original: TEXT, corrected: "total(invoice.lines)" };
  assert.deepEqual(corrected(), [{ suggestion: "ID1", language: "python", ...pair }]);
});

test("what was corrected stays here where it was not allowed", () => {
  stage.companion.settings.update({ keepsCorrections: false });
  follow();
  replace(document, document.text.indexOf(")"), 0, ".lines");
  time.tick(600_000);
  assert.deepEqual(told(), ["30s 1", "10min 1"]);
  assert.deepEqual(corrected(), []);
});

test("code that was thrown away or replaced is no correction", () => {
  follow();
  replace(document, document.text.indexOf(TEXT), TEXT.length, "None");
  time.tick(600_000);
  assert.deepEqual(corrected(), []);
});

test("a file with long line ends is followed alike", () => {
  document.eol = EndOfLine.CRLF;
  document.text = "x = 1\nreturn total(\r\n    invoice)\r\n";
  follow("total(\n    invoice)");
  time.tick(30_000);
  assert.deepEqual(told(), ["30s 1"]);
});

test("a text that is not at its place any more is let go", () => {
  document.text = "x = 1\nreturn nothing_at_all\n";
  follow();
  time.tick(600_000);
  assert.deepEqual(told(), []);
});

test("of a file that was closed nothing is told", () => {
  follow();
  standing.closed(asDocument(document));
  time.tick(600_000);
  assert.deepEqual(told(), []);
});

test("without an engine it is told to nobody, and no error reaches the editor", async () => {
  stage.isAttached = false;
  follow();
  time.tick(30_000);
  await settle();
  assert.equal(stage.logged.length, 1);
});
