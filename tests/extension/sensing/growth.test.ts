import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Growth } from "../../../extension/src/sensing/growth";
import { senseSaves } from "../../../extension/src/sensing/saves";
import { holdTime, Stage } from "../fakes/companion";
import { asDocument, edit, type FakeDocument, openDocument } from "../fakes/documents";
import { fake } from "../fakes/vscode";

let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
});

afterEach(() => mock.timers.reset());

function clean(text: string): FakeDocument {
  const document = openDocument("/desk/a.py", text);
  document.isDirty = false;
  return document;
}

test("a save tells the branches more than at the save before", () => {
  const document = clean("x = 1\n");
  const growth = new Growth();
  document.text = "if x and y:\n  pass\n";
  assert.equal(growth.saved(asDocument(document)), 2);
  document.text = "if x:\n  pass\n";
  assert.equal(growth.saved(asDocument(document)), -1);
  assert.equal(growth.saved(asDocument(document)), 0);
  growth.dispose();
});

test("a file that was changed before anyone looked has no number at its first save", () => {
  const document = openDocument("/desk/a.py", "if x:\n");
  const growth = new Growth();
  assert.equal(growth.saved(asDocument(document)), null);
  document.text = "if x or y:\n";
  assert.equal(growth.saved(asDocument(document)), 1);
  growth.dispose();
});

test("a language that is not counted never has one", () => {
  const document = clean("if x:\n");
  document.languageId = "plaintext";
  const growth = new Growth();
  assert.equal(growth.saved(asDocument(document)), null);
  growth.dispose();
});

test("what another program wrote is what the next save is compared with", () => {
  const document = clean("x = 1\n");
  const growth = new Growth();
  document.text = "if x:\n  pass\n";
  edit(document, [{ text: "if x:\n  pass\n" }]);
  time.tick(200);
  assert.equal(growth.saved(asDocument(document)), 0);
  growth.dispose();
});

test("the first key of a clean file is no reload", () => {
  const document = clean("x = 1\n");
  const growth = new Growth();
  document.text = "if x:\n  pass\n";
  edit(document, [{ text: "if" }]);
  document.isDirty = true;
  time.tick(200);
  assert.equal(growth.saved(asDocument(document)), 1);
  growth.dispose();
});

test("the event of a save carries it", () => {
  const stage = new Stage();
  const document = clean("x = 1\n");
  const sense = senseSaves(stage.companion);
  document.text = "while x:\n  pass\n";
  fake.saved.fire(document);
  assert.equal(stage.data("file_saved")[0]?.["file.branches_change"], 1);
  sense.dispose();
});

test("what was saved while recording was paused is not told afterwards", () => {
  const stage = new Stage();
  const document = clean("x = 1\n");
  const sense = senseSaves(stage.companion);
  stage.companion.state.update({ isPaused: true });
  document.text = "if a:\n  pass\nif b:\n  pass\nif c:\n  pass\n";
  fake.saved.fire(document);
  stage.companion.state.update({ isPaused: false });
  document.text += "if d:\n  pass\n";
  fake.saved.fire(document);
  assert.deepEqual(
    stage.data("file_saved").map((data) => data["file.branches_change"]),
    [1],
  );
  sense.dispose();
});
