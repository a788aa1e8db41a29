import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { onSettings, readSettings, recordingAnswer, type Settings } from "../../extension/src/settings";
import { fake } from "./fakes/vscode";

beforeEach(() => fake.settings.clear());

test("without an answer recording is undecided", () => {
  assert.equal(recordingAnswer(undefined), undefined);
  assert.equal(recordingAnswer({}), undefined);
});

test("the person's answer counts", () => {
  assert.equal(recordingAnswer({ globalValue: true }), true);
  assert.equal(recordingAnswer({ globalValue: false }), false);
});

test("a workspace can say no, never yes", () => {
  assert.equal(recordingAnswer({ globalValue: true, workspaceValue: false }), false);
  assert.equal(recordingAnswer({ workspaceValue: true }), undefined);
  assert.equal(recordingAnswer({ globalValue: true, workspaceFolderValue: false }), false);
});

test("the daemon hears its settings by its own names", () => {
  fake.settings.set("undersong.nudges.dailyCap", { defaultValue: 4, globalValue: 2 });
  fake.settings.set("undersong.completion.enabled", { defaultValue: true });
  const { daemon } = readSettings();
  assert.deepEqual(daemon, { nudges_daily_cap: 2, completion_enabled: true });
});

test("a workspace's own choice holds in its window and not in the daemon", () => {
  fake.settings.set("undersong.naming.enabled", { defaultValue: true, workspaceValue: false });
  const settings = readSettings();
  assert.equal(settings.naming, false);
  assert.equal(settings.daemon["naming_enabled"], true);
});

test("changes of other settings are none of ours", () => {
  const heard: Settings[] = [];
  const listening = onSettings((settings) => heard.push(settings));
  fake.configured.fire({ affectsConfiguration: () => false });
  fake.configured.fire({ affectsConfiguration: (section: string) => section === "undersong" });
  assert.equal(heard.length, 1);
  listening.dispose();
});

test("switches that are written by hand count where they are switches", () => {
  fake.settings.set("undersong.completion.languages", { globalValue: { markdown: true, sql: "no" } });
  fake.settings.set("undersong.completion.exclude", { globalValue: ["**/.env"] });
  const { completion } = readSettings();
  assert.deepEqual(completion.languages, { markdown: true });
  assert.deepEqual(completion.exclude, {}, "a list is no map of switches");
});

test("nothing chosen is ghost text as it ships", () => {
  const { completion, keepsCorrections } = readSettings();
  assert.deepEqual(
    [completion.isEnabled, completion.trigger, completion.multiline, completion.inComments],
    [true, "automatic", "auto", true],
  );
  assert.equal(keepsCorrections, false);
});
