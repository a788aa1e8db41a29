import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { senseDiagnostics } from "../../../extension/src/sensing/diagnostics";
import { hash, holdTime, Stage } from "../fakes/companion";
import { openDocument, select } from "../fakes/documents";
import { DiagnosticSeverity, fake, Uri } from "../fakes/vscode";

const FILE = Uri.file("/desk/a.py");
let stage: Stage;
let sense: { dispose(): unknown };
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  stage = new Stage();
  stage.companion.record("command_executed", { "command.class": "run" });
  sense = senseDiagnostics(stage.companion);
});

afterEach(() => {
  sense.dispose();
  mock.timers.reset();
});

const finding = (message: string, line = 3, more: object = {}) => ({
  message,
  range: select(line, 0),
  severity: DiagnosticSeverity.Error,
  code: "reportUndefinedVariable",
  source: "Pylance",
  ...more,
});

function publish(...findings: object[]): void {
  fake.findings.set(FILE.toString(), findings);
  fake.diagnostics.fire({ uris: [FILE] });
  time.tick(500);
}

test("an error that stands ten seconds is told, without its message", () => {
  publish(finding("`secret_plan` is not defined"));
  time.tick(9000);
  assert.equal(stage.events("error_occurred").length, 0);
  time.tick(2000);
  const [event] = stage.events("error_occurred");
  assert.deepEqual(event?.data, {
    "error.class": "reportUndefinedVariable",
    "error.signature": hash("reportUndefinedVariable\n`secret_plan` is not defined"),
    "error.state": "appeared",
    "error.severity": "error",
    "error.source": "Pylance",
    "error.line": 3,
    "error.alive": 1,
  });
  assert.equal(event.subject, hash("/desk/a.py"));
});

test("an error that goes before is none", () => {
  publish(finding("half typed"));
  time.tick(5000);
  publish();
  time.tick(20_000);
  assert.equal(stage.events("error_occurred").length, 0);
});

test("an error that is saved with the file is told at once", () => {
  publish(finding("left there"));
  fake.saved.fire(openDocument("/desk/a.py"));
  assert.equal(stage.data("error_occurred")[0]?.["error.state"], "appeared");
});

test("an error that was told is told again when it clears", () => {
  publish(finding("a"), finding("b"));
  time.tick(11_000);
  publish(finding("b"));
  const told = stage.data("error_occurred").map((data) => [data["error.state"], data["error.alive"]]);
  assert.deepEqual(told, [
    ["appeared", 1],
    ["appeared", 2],
    ["cleared", 1],
  ]);
});

test("an error that moves to another line is the same", () => {
  publish(finding("a", 3));
  time.tick(11_000);
  publish(finding("a", 4));
  time.tick(11_000);
  assert.equal(stage.events("error_occurred").length, 1);
});

test("like errors of a file are one set, numbers aside", () => {
  publish(finding("expected 2 arguments", 3), finding("expected 3 arguments", 9));
  time.tick(11_000);
  assert.equal(stage.events("error_occurred").length, 1);
});

test("hints and our own findings are no errors", () => {
  publish(
    finding("a", 1, { severity: DiagnosticSeverity.Hint }),
    finding("b", 2, { source: "undersong", severity: DiagnosticSeverity.Warning }),
  );
  time.tick(11_000);
  assert.equal(stage.events("error_occurred").length, 0);
});

test("a class keeps to the letters of the schema, also of an analyser that links its codes", () => {
  publish(finding("a", 1, { code: { value: "no-unused-vars\n«x»" }, severity: DiagnosticSeverity.Warning }));
  time.tick(11_000);
  const [data] = stage.data("error_occurred");
  assert.deepEqual([data?.["error.class"], data?.["error.severity"]], ["no-unused-varsx", "warning"]);
});
