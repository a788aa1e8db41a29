import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { senseCursor } from "../../../extension/src/sensing/cursor";
import { senseFocus } from "../../../extension/src/sensing/focus";
import { senseOpens } from "../../../extension/src/sensing/opens";
import { senseSaves } from "../../../extension/src/sensing/saves";
import { hash, holdTime, Stage } from "../fakes/companion";
import { openDocument, select } from "../fakes/documents";
import { fake, TextEditorSelectionChangeKind as Kind, window } from "../fakes/vscode";

let stage: Stage;
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  stage = new Stage();
});

afterEach(() => mock.timers.reset());

test("a file is opened when it comes on screen, once until it is closed", () => {
  const sense = senseOpens(stage.companion);
  const document = openDocument("/desk/a.py", "1\n2\n");
  fake.visible.fire(window.visibleTextEditors);
  fake.visible.fire(window.visibleTextEditors);
  assert.deepEqual(stage.data("file_opened"), [
    { "file.language": "python", "file.lines": 3, "file.notebook": false },
  ]);
  fake.closed.fire(document);
  fake.visible.fire(window.visibleTextEditors);
  assert.equal(stage.events("file_opened").length, 2);
  sense.dispose();
});

test("files on screen count as opened when recording begins", () => {
  stage = new Stage({ recording: undefined });
  openDocument("/desk/a.py");
  const sense = senseOpens(stage.companion);
  assert.equal(stage.drafts.length, 0);
  stage.companion.settings.update({ recording: true });
  assert.equal(stage.events("file_opened").length, 1);
  sense.dispose();
});

test("a save's digest shows that the content was there before, and nothing else", () => {
  const sense = senseSaves(stage.companion);
  const document = openDocument("/desk/a.py", "secret = 1");
  fake.saved.fire(document);
  document.text = "secret = 2";
  fake.saved.fire(document);
  document.text = "secret = 1";
  fake.saved.fire(document);
  const digests = stage.data("file_saved").map((data) => data["file.digest"]);
  assert.equal(digests[0], digests[2]);
  assert.notEqual(digests[0], digests[1]);
  assert.match(digests[0] ?? "", /^[0-9a-f]{16}$/);
  sense.dispose();
});

test("what an extension saves behind the scenes is not the person's", () => {
  const sense = senseSaves(stage.companion);
  const document = openDocument("/elsewhere/settings.json");
  window.visibleTextEditors = [];
  fake.saved.fire(document);
  assert.equal(stage.drafts.length, 0);
  sense.dispose();
});

test("cursor moves are told once a second, those between are counted", () => {
  const sense = senseCursor(stage.companion);
  const document = openDocument("/desk/a.py");
  const textEditor = { document };
  for (let line = 1; line <= 5; line += 1) {
    fake.selected.fire({ textEditor, selections: [select(line, 0)], kind: Kind.Keyboard });
  }
  time.tick(1000);
  assert.deepEqual(stage.data("cursor_moved"), [
    { "cursor.line": 5, "cursor.moves": 5, "cursor.cause": "keyboard", "cursor.selected_lines": 0 },
  ]);
  sense.dispose();
});

test("a cursor that an edit moved is no move", () => {
  const sense = senseCursor(stage.companion);
  const document = openDocument("/desk/a.py");
  const fireAt = (line: number): void =>
    fake.selected.fire({ textEditor: { document }, selections: [select(line, 0)], kind: Kind.Keyboard });
  fireAt(1);
  time.tick(1000);
  document.version += 1;
  fireAt(2);
  time.tick(1000);
  assert.equal(stage.events("cursor_moved").length, 1);
  sense.dispose();
});

test("a selection tells how many lines it holds", () => {
  const sense = senseCursor(stage.companion);
  const document = openDocument("/desk/a.py");
  fake.selected.fire({ textEditor: { document }, selections: [select(3, 0, 6)], kind: Kind.Mouse });
  time.tick(1000);
  const [data] = stage.data("cursor_moved");
  assert.equal(data?.["cursor.selected_lines"], 4);
  assert.equal(data["cursor.cause"], "mouse");
  sense.dispose();
});

test("the window's focus is told when it changes, not when idleness does", () => {
  const sense = senseFocus(stage.companion);
  fake.windowState.fire({ focused: true, active: false });
  fake.windowState.fire({ focused: false, active: false });
  assert.deepEqual(stage.data("focus_changed"), [
    { "focus.target": "window", "focus.gained": false, "focus.active": false },
  ]);
  sense.dispose();
});

test("another file in front is a change of focus, with its hash", () => {
  const sense = senseFocus(stage.companion);
  openDocument("/desk/b.py");
  fake.activeEditor.fire(window.activeTextEditor);
  assert.equal(stage.events("focus_changed")[0]?.subject, hash("/desk/b.py"));
  sense.dispose();
});

test("the terminal in front is a change of focus", () => {
  const sense = senseFocus(stage.companion);
  fake.activeTerminal.fire({});
  assert.equal(stage.data("focus_changed")[0]?.["focus.target"], "terminal");
  sense.dispose();
});
