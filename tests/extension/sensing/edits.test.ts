import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { senseEdits } from "../../../extension/src/sensing/edits";
import { holdTime, hash, Stage } from "../fakes/companion";
import { edit, type FakeDocument, openDocument, type } from "../fakes/documents";
import { fake, window } from "../fakes/vscode";

let stage: Stage;
let sense: { dispose(): unknown };
let document: FakeDocument;
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  stage = new Stage();
  sense = senseEdits(stage.companion);
  document = openDocument("/desk/plan.py", "\n\n");
});

afterEach(() => {
  sense.dispose();
  mock.timers.reset();
});

test("typing becomes one event of sizes and places, without a letter of it", () => {
  type(document, "secret_name");
  time.tick(3000);
  const [event, ...more] = stage.events("file_modified");
  assert.equal(more.length, 0);
  assert.equal(event?.origin, "user");
  assert.equal(event.subject, hash("/desk/plan.py"));
  assert.equal(event.data["edit.inserted_chars"], 11);
  assert.ok(!JSON.stringify(event).includes("secret"));
});

test("every cursor of an event counts", () => {
  edit(document, [
    { text: "a", line: 0 },
    { text: "a", line: 1 },
    { text: "a", line: 2 },
  ]);
  time.tick(3000);
  assert.equal(stage.data("file_modified")[0]?.["edit.changes"], 3);
});

test("an event without changes is none", () => {
  edit(document, []);
  time.tick(3000);
  assert.equal(stage.drafts.length, 0);
});

test("output, settings and git's own files are no work", () => {
  edit(openDocument("out", "", "output"), [{ text: "x" }]);
  edit(openDocument("/desk/.git/COMMIT_EDITMSG"), [{ text: "x" }]);
  time.tick(3000);
  assert.equal(stage.drafts.length, 0);
});

test("undo is told apart, and what it takes back is counted", () => {
  type(document, "abc");
  edit(document, [{ removed: 3 }], 1);
  time.tick(3000);
  const events = stage.events("file_modified");
  assert.deepEqual(
    events.map(({ origin }) => origin),
    ["user", "undo"],
  );
  assert.equal(events[1]?.data["edit.undone_chars"], 3);
});

test("the formatter's edits before a save are formatting", () => {
  fake.willSave.fire({ document });
  edit(document, [{ text: "  " }]);
  fake.saved.fire(document);
  edit(document, [{ text: "x" }]);
  time.tick(3000);
  assert.deepEqual(
    stage.events("file_modified").map(({ origin }) => origin),
    ["format", "user"],
  );
});

test("ghost text that was taken is not typing", () => {
  stage.companion.offered = { path: "/desk/plan.py", text: "total(invoice)" };
  edit(document, [{ text: "total(invoice)" }]);
  time.tick(3000);
  assert.equal(stage.events("file_modified")[0]?.origin, "completion");
});

test("a file that stays clean was read again from the disk", () => {
  document.isDirty = false;
  edit(document, [{ text: "from elsewhere" }]);
  time.tick(3000);
  assert.equal(stage.events("file_modified")[0]?.origin, "agent");
});

test("a file that becomes dirty a moment later was edited by hand", () => {
  document.isDirty = false;
  type(document, "x");
  document.isDirty = true;
  time.tick(3000);
  assert.equal(stage.events("file_modified")[0]?.origin, "user");
});

test("a file read again while HEAD moves was changed by git", () => {
  document.isDirty = false;
  edit(document, [{ text: "from a branch" }]);
  time.tick(1000);
  stage.companion.lastHeadMove = Date.now();
  time.tick(3000);
  assert.equal(stage.events("file_modified")[0]?.origin, "git");
});

test("a large edit of a file that nobody looks at is an agent's", () => {
  time.tick(5000);
  window.activeTextEditor = undefined;
  edit(document, [{ text: "y".repeat(300), line: 1 }]);
  time.tick(3000);
  assert.equal(stage.events("file_modified")[0]?.origin, "agent");
});

test("a save ends the burst, so that it comes before the save", () => {
  type(document, "abc");
  fake.saved.fire(document);
  assert.equal(stage.events("file_modified").length, 1);
});

test("a cell is an edit of its notebook", () => {
  type(openDocument("/desk/study.ipynb", "", "vscode-notebook-cell"), "x");
  time.tick(3000);
  const [event] = stage.events("file_modified");
  assert.equal(event?.subject, hash("/desk/study.ipynb"));
  assert.equal(event.data["file.notebook"], true);
});

test("cells that are added count with their text", () => {
  const cell = { document: openDocument("/desk/study.ipynb", "a = 1\nb = 2", "vscode-notebook-cell") };
  fake.cellsChanged.fire({ contentChanges: [{ addedCells: [cell], removedCells: [], range: { start: 2 } }] });
  time.tick(3000);
  assert.equal(stage.data("file_modified")[0]?.["edit.inserted_chars"], 11);
});

test("while recording is off nothing is kept, not even for later", () => {
  stage.companion.settings.update({ recording: undefined });
  type(document, "abc");
  time.tick(3000);
  stage.companion.settings.update({ recording: true });
  time.tick(3000);
  assert.equal(stage.drafts.length, 0);
});

test("closing the window tells what was under way", () => {
  type(document, "abc");
  sense.dispose();
  assert.equal(stage.events("file_modified").length, 1);
});
