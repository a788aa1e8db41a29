import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { registerCommands } from "../../../extension/src/commands/catalog";
import { entriesFor } from "../../../extension/src/commands/showMenu";
import { statusLines } from "../../../extension/src/commands/showStatus";
import type { Status } from "../../../extension/src/protocol";
import { Stage, STATE } from "../fakes/companion";
import { fake } from "../fakes/vscode";

let stage: Stage;

beforeEach(() => {
  fake.shown.length = fake.ran.length = fake.answers.length = 0;
  fake.settings.clear();
  stage = new Stage();
  registerCommands(stage.companion);
});

const run = (name: string, ...args: unknown[]): unknown =>
  fake.registered.get(`undersong.${name}`)?.(...args);
const choose = (label: string) => (offered: unknown[]) =>
  offered.find((each) => (each as { label?: string }).label === label);
const labels = (): string[] => entriesFor(stage.companion).map(({ label }) => label);

test("the menu offers what can be done now", () => {
  assert.ok(labels().includes("$(debug-pause) Pause for an hour"));
  assert.ok(!labels().some((label) => label.includes("Start recording")));
  stage.companion.state.set({ ...STATE, isPaused: true, phase: { name: "stopped", problem: "No Python." } });
  stage.companion.settings.update({ recording: false });
  assert.ok(labels().includes("$(debug-continue) Resume"));
  assert.ok(labels().includes("$(debug-restart) Restart the engine"));
  assert.ok(labels().includes("$(record) Start recording"));
});

test("a choice from the menu runs its command", async () => {
  fake.answers.push(choose("$(question) I'm stuck"));
  await run("showMenu");
  assert.deepEqual(fake.ran.at(-1), ["undersong.selfReport", "stuck"]);
});

test("saying how it is going goes to the daemon, which writes the event", async () => {
  await run("selfReport", "stuck");
  assert.deepEqual(stage.asked, [["undersong/selfReport", { state: "stuck" }]]);
  assert.match(String(fake.shown.at(-1)?.[1]), /nothing is recorded/);
});

test("what was noted is confirmed in the status bar, without a toast", async () => {
  stage.answers["undersong/selfReport"] = () => ({ event: "01KAJ9S8QVCNW62VBGDHJJTB9H" });
  await run("selfReport", "focused");
  assert.deepEqual(fake.shown, [["status", "Undersong: noted, focused."]]);
});

test("without a choice nothing is said", async () => {
  await run("selfReport");
  assert.deepEqual(stage.asked, []);
});

test("pausing asks for how long, unless it is told", async () => {
  stage.answers["undersong/pause"] = () => ({ isPaused: true, until: null });
  fake.answers.push(choose("Until I resume"));
  await run("pause");
  await run("pause", 60);
  const minutes = stage.asked.map(([, params]) => (params as { minutes: number | null }).minutes);
  assert.deepEqual([minutes[0], Math.round(minutes[1] ?? 0)], [null, 60]);
});

test("recording is turned on and off for the person, not the workspace", async () => {
  await run("startRecording");
  assert.equal(fake.settings.get("undersong.recording")?.["globalValue"], true);
  await run("stopRecording");
  assert.equal(fake.settings.get("undersong.recording")?.["globalValue"], false);
});

test("deleting asks what and whether it is meant, and forgets what waits too", async () => {
  fake.answers.push(choose("Everything"), () => "Delete");
  await run("deleteData");
  assert.deepEqual(stage.ran, [["forget", "--all"]]);
  assert.equal(stage.cleared, 1);
});

test("deleting that is not meant deletes nothing", async () => {
  fake.answers.push(choose("Everything"), () => undefined);
  await run("deleteData");
  assert.deepEqual([stage.ran, stage.cleared], [[], 0]);
});

test("a command that fails says so once, in its own words", async () => {
  stage.isAttached = false;
  await run("showStatus");
  assert.deepEqual(fake.shown, [["error", "Undersong: not attached"]]);
});

test("restarting is the keeper's", async () => {
  await run("restart");
  assert.equal(stage.restarts, 1);
});

test("the log is shown", async () => {
  await run("showLog");
  assert.deepEqual(stage.logged, ["shown"]);
});

test("beside the sources there is nothing to install again", async () => {
  await run("reinstall");
  assert.match(String(fake.shown[0]?.[1]), /npm run setup/);
});

test("the status reads in a few lines, problems among them", () => {
  const status: Status = {
    version: "0.1.0",
    protocol: 1,
    pid: 4711,
    state: { state: "steady", why: [], isExperimental: false, isPaused: false, isRecording: true },
    store: { events: 1200, bytes: 204_800, problem: "put aside" },
    worker: { running: false, restarts: 0 },
    models: [{ model: "stuck", version: "0.1.0", isExperimental: true }],
    training: { running: false, waitingFor: "37 of 100 new events" },
    index: [{ root: "/work", files: 120, lines: 14_000, busy: true }],
  };
  const lines = statusLines(status, stage.companion).map(({ label, description, detail }) => [
    label,
    description,
    detail,
  ]);
  assert.deepEqual(lines, [
    ["Engine", "0.1.0, process 4711, 1 attached", undefined],
    ["Events", "1200 kept, 0.2 MB; 0 wait here", "put aside"],
    ["Mind", "asleep until needed", undefined],
    ["Model stuck", "0.1.0, experimental", undefined],
    ["Training", "37 of 100 new events", undefined],
    ["Index", "120 files, 14000 lines, reading", undefined],
  ]);
});
