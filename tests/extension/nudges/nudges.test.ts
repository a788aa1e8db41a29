import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { askToRecord } from "../../../extension/src/nudges/consent";
import { lookOf } from "../../../extension/src/nudges/look";
import { showNotices } from "../../../extension/src/nudges/notices";
import { showNudges } from "../../../extension/src/nudges/nudges";
import { showStatusBar } from "../../../extension/src/nudges/statusBar";
import type { NudgeLevel, NudgeMessage, StateMessage } from "../../../extension/src/protocol";
import { holdTime, settle, Stage, STATE } from "../fakes/companion";
import { fake } from "../fakes/vscode";

const nudge = (level: NudgeLevel, changes: Partial<NudgeMessage> = {}): NudgeMessage => ({
  id: "01KAJ9S8QVCNW62VBGDHJJTB9H",
  detector: "stuck",
  level,
  text: "4 runs in 12 minutes, and no new test passes.",
  evidence: ["the same test failed in each"],
  actions: [{ id: "report", title: "Show the report", command: "undersong.showReport" }],
  isExperimental: true,
  subject: null,
  ...changes,
});
const work: StateMessage = {
  state: "stuck",
  why: [{ feature: "fail_streak", value: 4, text: "4 runs without a new test passing" }],
  isExperimental: true,
  isPaused: false,
  isRecording: true,
};

let stage: Stage;
let features: { dispose(): unknown }[];
let time: { tick(ms: number): void };

beforeEach(() => {
  time = holdTime();
  fake.shown.length = fake.ran.length = fake.answers.length = 0;
  fake.settings.clear();
  stage = new Stage();
  features = [showNudges(stage.companion), showStatusBar(stage.companion)];
});

afterEach(() => {
  features.forEach((feature) => feature.dispose());
  mock.timers.reset();
});

const answers = (): unknown[] => stage.asked.map(([, params]) => (params as { answer: string }).answer);

test("the status bar says the state and why", () => {
  const look = lookOf({ ...STATE, work }, true);
  assert.equal(look.text, "$(question) Stuck?");
  assert.match(look.tooltip, /4 runs without a new test passing/);
  assert.match(look.tooltip, /experimental/);
});

test("the status bar says first what hinders, then what was chosen", () => {
  const stopped = { name: "stopped", problem: "No Python." } as const;
  assert.match(lookOf({ ...STATE, phase: stopped, isPaused: true }, true).tooltip, /No Python\./);
  assert.equal(lookOf({ ...STATE, phase: { name: "starting" } }, true).text, "$(sync~spin) Undersong");
  assert.equal(lookOf({ ...STATE, work, isPaused: true }, true).text, "$(debug-pause) Paused");
  assert.match(lookOf({ ...STATE, work }, false).tooltip, /Nothing is recorded/);
});

test("words of a nudge cannot draw links or pictures", () => {
  const look = lookOf({ ...STATE, nudge: nudge("hint", { text: "![x](http://y)" }) }, true);
  assert.ok(!look.tooltip.includes("![x]("));
});

test("a nudge of the lowest level takes the status bar, without colour", async () => {
  stage.tell("undersong/nudge", nudge("status_bar"));
  await settle();
  assert.match(fake.statusBarItem.text, /^\$\(lightbulb\) 4 runs/);
  assert.equal(fake.statusBarItem.backgroundColor, undefined);
  assert.equal(fake.shown.length, 0);
});

test("a hint is coloured and shows no toast", async () => {
  stage.tell("undersong/nudge", nudge("hint"));
  await settle();
  assert.ok(fake.statusBarItem.backgroundColor);
  assert.equal(fake.shown.length, 0);
});

test("a quiet nudge that nobody answers leaves again", async () => {
  stage.tell("undersong/nudge", nudge("status_bar"));
  await settle();
  time.tick(10 * 60_000);
  assert.equal(stage.companion.state.value.nudge, undefined);
});

test("a toast offers its actions, not now, and more", async () => {
  stage.tell("undersong/nudge", nudge("toast"));
  await settle();
  assert.deepEqual(fake.shown[0]?.slice(2), ["Show the report", "Not now", "More…"]);
});

test("a toast has room for two actions, and the others are behind more", async () => {
  const actions = ["One", "Two", "Three"].map((title) => ({
    id: title,
    title,
    command: "undersong.showReport",
  }));
  stage.tell("undersong/nudge", nudge("toast", { actions }));
  await settle();
  assert.deepEqual(fake.shown[0]?.slice(2), ["One", "Two", "Not now", "More…"]);
});

test("an action runs its command and counts as help", async () => {
  fake.answers.push(() => "Show the report");
  stage.tell("undersong/nudge", nudge("toast"));
  await settle();
  assert.deepEqual(answers(), ["helpful"]);
  assert.deepEqual(fake.ran.at(-1), ["undersong.showReport"]);
});

test("a command that is neither ours nor the editor's is not run", async () => {
  fake.answers.push(() => "Go");
  stage.tell("undersong/nudge", nudge("toast", { actions: [{ id: "x", title: "Go", command: "evil.run" }] }));
  await settle();
  assert.ok(!fake.ran.some(([id]) => id === "evil.run"));
});

test("closing a toast without a word means not now", async () => {
  stage.tell("undersong/nudge", nudge("toast"));
  await settle();
  assert.deepEqual(answers(), ["not_now"]);
});

test("more has the other answers, such as snoozing", async () => {
  fake.answers.push(
    () => "More…",
    (offered) => offered.find((each) => (each as { label: string }).label === "Snooze for today"),
  );
  stage.tell("undersong/nudge", nudge("toast"));
  await settle();
  assert.deepEqual(answers(), ["snooze_today"]);
});

test("a nudge in the status bar is answered from the menu, and goes", async () => {
  stage.tell("undersong/nudge", nudge("hint"));
  await settle();
  fake.answers.push((offered) =>
    offered.find((each) => (each as { label: string }).label === "That is wrong"),
  );
  await fake.registered.get("undersong.answerNudge")?.();
  assert.deepEqual(answers(), ["wrong"]);
  assert.equal(stage.companion.state.value.nudge, undefined);
});

test("the state says its verdict in one sentence", () => {
  const look = lookOf({ ...STATE, work: { ...work, sentence: "The same test failed 4 times." } }, true);
  assert.match(look.tooltip, /Stuck\?\*\* \(experimental\)\n\nThe same test failed 4 times\./);
});

test("why a nudge came is shown by its evidence and by what weighed most", async () => {
  const why = [{ feature: "fail_streak", value: 4, usual: 0, text: "4 runs in vain (usually 0)" }];
  stage.tell("undersong/nudge", nudge("hint", { why }));
  await settle();
  const label = (text: string) => (offered: unknown[]) =>
    offered.find((each) => (each as { label: string }).label === text);
  fake.answers.push(label("Why am I seeing this?"));
  await fake.registered.get("undersong.answerNudge")?.();
  const [, items] = fake.shown.at(-1) as [string, { label: string }[]];
  assert.deepEqual(
    items.map((item) => item.label),
    ["the same test failed in each", "what weighed most", "4 runs in vain (usually 0)"],
  );
  assert.deepEqual(answers(), []);
});

test("a notice is shown once, silence of ghost text never", async () => {
  features.push(showNotices(stage.companion));
  const full = { level: "warning", code: "store_full", text: "The disk is full." };
  stage.tell("undersong/notice", full);
  stage.tell("undersong/notice", full);
  stage.tell("undersong/notice", { level: "info", code: "completion_silent", text: "too little to go by" });
  await settle();
  assert.deepEqual(fake.shown, [["warning", "Undersong: The disk is full.", "Show Log"]]);
});

test("recording is asked for once, and nothing is recorded before the answer", async () => {
  stage = new Stage({ recording: undefined });
  assert.equal(stage.companion.mayRecord, false);
  await askToRecord(stage.companion);
  await askToRecord(stage.companion);
  assert.equal(fake.shown.length, 1);
  assert.equal(fake.settings.get("undersong.recording"), undefined);
});

test("the answer to recording is the person's setting for all windows", async () => {
  stage = new Stage({ recording: undefined });
  fake.answers.push(() => "Record");
  await askToRecord(stage.companion);
  assert.deepEqual(fake.settings.get("undersong.recording"), { globalValue: true });
});

test("who has answered is not asked", async () => {
  stage = new Stage({ recording: false });
  await askToRecord(stage.companion);
  assert.equal(fake.shown.length, 0);
});
