import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { registerCommands } from "../../../extension/src/commands/catalog";
import { keepSnooze, snoozed } from "../../../extension/src/suggestions/snooze";
import { holdTime, Stage } from "../fakes/companion";
import { fake } from "../fakes/vscode";

let stage: Stage;
let time: { tick(ms: number): void };
let keeping: { dispose(): unknown };

beforeEach(() => {
  time = holdTime();
  fake.answers.length = fake.ran.length = 0;
  stage = new Stage();
  registerCommands(stage.companion);
  keeping = keepSnooze(stage.companion);
});

afterEach(() => {
  keeping.dispose();
  mock.timers.reset();
});

const run = (name: string, ...args: unknown[]): unknown =>
  fake.registered.get(`undersong.${name}`)?.(...args);
const item = (): { text: string; isShown: boolean } | undefined =>
  fake.statusBarItems.get("undersong.snooze");

test("a snooze shows how long it still lasts, and ends by itself", async () => {
  await run("snooze", 15);
  assert.deepEqual([item()?.text, item()?.isShown], ["$(bell-slash) Ghost text: 15 min", true]);
  time.tick(5 * 60_000);
  assert.equal(item()?.text, "$(bell-slash) Ghost text: 10 min");
  assert.equal(snoozed(stage.companion), "snoozed for 10 more minutes");
  time.tick(10 * 60_000);
  assert.equal(item()?.isShown, false);
  assert.equal(snoozed(stage.companion), undefined);
});

test("it asks for how long unless it is told, and without an answer it does nothing", async () => {
  await run("snooze");
  assert.equal(snoozed(stage.companion), undefined);
  fake.answers.push((offered) => offered.find((each) => (each as { minutes: unknown }).minutes === 5));
  await run("snooze");
  assert.equal(snoozed(stage.companion), "snoozed for 5 more minutes");
});

test("until the window is reloaded is until then", async () => {
  await run("snooze", null);
  time.tick(24 * 3_600_000);
  assert.equal(snoozed(stage.companion), "snoozed until this window is reloaded");
  assert.deepEqual([item()?.text, item()?.isShown], ["$(bell-slash) Ghost text", true]);
});

test("what is on screen goes at once, and a click lets it come again", async () => {
  await run("snooze", 60);
  assert.ok(fake.ran.some(([id]) => id === "editor.action.inlineSuggest.hide"));
  assert.deepEqual(fake.ran.filter(([, key]) => key === "undersong.isSnoozed").at(-1)?.[2], true);
  await run("endSnooze");
  assert.equal(snoozed(stage.companion), undefined);
  assert.deepEqual(fake.ran.filter(([, key]) => key === "undersong.isSnoozed").at(-1)?.[2], false);
});

test("a later snooze takes the place of the one before", async () => {
  await run("snooze", 5);
  await run("snooze", 60);
  time.tick(6 * 60_000);
  assert.equal(snoozed(stage.companion), "snoozed for 54 more minutes");
});
