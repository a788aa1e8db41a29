import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { senseTasks } from "../../../extension/src/sensing/tasks";
import { senseTerminal } from "../../../extension/src/sensing/terminal";
import { senseTests } from "../../../extension/src/sensing/tests";
import { hash, holdTime, settle, Stage } from "../fakes/companion";
import { fake, ShellExecution, TaskGroup, Uri } from "../fakes/vscode";

let stage: Stage;
let senses: { dispose(): unknown }[];
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  stage = new Stage();
  senses = [senseTerminal(stage.companion), senseTasks(stage.companion), senseTests(stage.companion)];
  fake.files.clear();
});

afterEach(() => {
  senses.forEach((sense) => sense.dispose());
  mock.timers.reset();
});

async function* silence(): AsyncGenerator<string> {
  yield await Promise.resolve("");
}

/** Runs a command in a terminal that prints these pieces. */
async function run(line: string, exitCode: number | undefined, ...pieces: string[]): Promise<void> {
  async function* read(): AsyncGenerator<string> {
    for (const piece of pieces) {
      yield await Promise.resolve(piece);
    }
  }
  const execution = { commandLine: { value: line }, read };
  fake.shellStarted.fire({ execution });
  time.tick(840);
  fake.shellEnded.fire({ execution, exitCode });
  await settle();
}

test("a command is told by its class, its code and its length, never by its words", async () => {
  await run("git commit -m 'the secret plan'", 0);
  assert.deepEqual(stage.data("command_executed"), [
    {
      "command.class": "git",
      "command.exit_code": 0,
      "command.duration_ms": 840,
      "command.via": "terminal",
    },
  ]);
  assert.ok(!JSON.stringify(stage.drafts).includes("secret"));
});

test("a command that was interrupted has no code", async () => {
  await run("python main.py", undefined);
  assert.equal(stage.data("command_executed")[0]?.["command.exit_code"], null);
});

test("a test run has counts and the salted names of what failed", async () => {
  await run("pytest", 1, "FAILED tests/a.py::test_plan - x\n", "=== 1 failed, 3 passed in 0.10s ===\n");
  assert.deepEqual(stage.data("test_run"), [
    {
      "test.runner": "pytest",
      "test.outcome": "failed",
      "test.exit_code": 1,
      "test.duration_ms": 840,
      "test.passed": 3,
      "test.failed": 1,
      "test.errors": 0,
      "test.signatures": hash("tests/a.py::test_plan", 8),
      "test.reasons": hash("unknown\nx", 8),
      "test.error_class": "unknown",
      "test.via": "terminal",
    },
  ]);
});

test("a run whose words are not known is judged by its code", async () => {
  await run("pytest", 2, "INTERNALERROR");
  const [data] = stage.data("test_run");
  assert.deepEqual([data?.["test.outcome"], data?.["test.passed"]], ["failed", null]);
});

test("neither a test's name nor a class that the project named leaves a failing run", async () => {
  const failed = "FAILED tests/a.py::test_plantagenet - plantagenet.PlantagenetLedgerMismatch: 3\n";
  await run("pytest", 1, failed, "=== 1 failed in 0.10s ===\n");
  assert.equal(stage.data("test_run")[0]?.["test.error_class"], "other");
  assert.doesNotMatch(JSON.stringify(stage.events("test_run")), /plantagenet/i);
});

test("at most seven signatures travel, sorted", async () => {
  const lines = Array.from({ length: 20 }, (_, n) => `FAILED tests/a.py::test_${n}\n`);
  await run("pytest", 1, ...lines, "=== 20 failed in 0.10s ===\n");
  const signatures = stage.data("test_run")[0]?.["test.signatures"] ?? "";
  assert.match(signatures, /^[0-9a-f]{8}( [0-9a-f]{8}){6}$/);
  assert.deepEqual(signatures.split(" "), signatures.split(" ").sort());
});

test("what other commands print is not read", async () => {
  let wasRead = false;
  const execution = { commandLine: { value: "cat secrets.env" }, read: () => (wasRead = true) };
  fake.shellStarted.fire({ execution });
  fake.shellEnded.fire({ execution, exitCode: 0 });
  await settle();
  assert.equal(wasRead, false);
});

test("a task of the test group is a test run without counts", () => {
  const execution = { task: { execution: new ShellExecution("frobnicate"), group: TaskGroup.Test } };
  fake.taskStarted.fire({ execution });
  time.tick(500);
  fake.taskEnded.fire({ execution, exitCode: 0 });
  assert.equal(stage.data("command_executed")[0]?.["command.class"], "test");
  const [data] = stage.data("test_run");
  assert.deepEqual(
    [data?.["test.outcome"], data?.["test.via"], data?.["test.duration_ms"]],
    ["passed", "task", 500],
  );
});

test("a task of the build group builds, whatever its words", () => {
  const execution = { task: { execution: new ShellExecution("frobnicate"), group: TaskGroup.Build } };
  fake.taskEnded.fire({ execution, exitCode: 3 });
  assert.deepEqual(stage.data("command_executed"), [
    { "command.class": "build", "command.exit_code": 3, "command.duration_ms": null, "command.via": "task" },
  ]);
});

const CACHE = "/desk/.pytest_cache/v/cache";

test("a run of the Test Explorer shows in pytest's cache, once", async () => {
  time.tick(60_000);
  fake.files.set(`${CACHE}/lastfailed`, JSON.stringify({ "tests/a.py::test_plan": true }));
  fake.fileChanged.fire(Uri.file(`${CACHE}/lastfailed`));
  fake.fileChanged.fire(Uri.file(`${CACHE}/nodeids`));
  time.tick(3000);
  await settle();
  const [data, ...more] = stage.data("test_run");
  assert.equal(more.length, 0);
  assert.deepEqual([data?.["test.failed"], data?.["test.via"], data?.["test.passed"]], [1, "cache", null]);
});

test("a cache without failures is a run that passed", async () => {
  time.tick(60_000);
  fake.fileChanged.fire(Uri.file(`${CACHE}/nodeids`));
  time.tick(3000);
  await settle();
  assert.equal(stage.data("test_run")[0]?.["test.outcome"], "passed");
});

test("a run that the terminal showed is not counted again by its cache", async () => {
  await run("pytest", 0, "=== 3 passed in 0.10s ===\n");
  fake.fileChanged.fire(Uri.file(`${CACHE}/nodeids`));
  time.tick(3000);
  await settle();
  assert.equal(stage.events("test_run").length, 1);
});

test("a run that is still under way is not told by its cache before its end", async () => {
  const execution = { commandLine: { value: "pytest" }, read: silence };
  fake.shellStarted.fire({ execution });
  fake.fileChanged.fire(Uri.file(`${CACHE}/nodeids`));
  time.tick(3000);
  await settle();
  assert.equal(stage.events("test_run").length, 0);
  fake.shellEnded.fire({ execution, exitCode: 0 });
  await settle();
  assert.equal(stage.events("test_run").length, 1);
});
