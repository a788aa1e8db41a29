import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Ask } from "../../../extension/src/protocol";
import { answerAsks } from "../../../extension/src/reviews/asks";
import { settle, Stage } from "../fakes/companion";
import { fake } from "../fakes/vscode";

const SAMPLE: Ask = {
  kind: "sample",
  text: "How is the work going?",
  choices: [
    { scale: 1, state: "stuck", title: "Stuck" },
    { scale: 5, state: "focused", title: "Flowing" },
  ],
};
const REVIEW: Ask = { kind: "review", text: "Look back on the day?", choices: [] };
let stage: Stage;

beforeEach(() => {
  fake.shown.length = fake.answers.length = 0;
  fake.settings.clear();
  stage = new Stage();
  stage.answers["undersong/selfReport"] = () => ({ event: "01KAJ9S8QVCNW62VBGDHJJTB9H" });
  answerAsks(stage.companion);
});

const click = (title: string) => () => title;
const choose = (label: string) => (offered: unknown[]) =>
  offered.find((each) => (each as { label?: string }).label === label);

async function ask(question: Ask, ...answers: ((offered: unknown[]) => unknown)[]): Promise<void> {
  fake.answers.push(...answers);
  stage.tell("undersong/ask", question);
  await settle();
}

test("one click is the whole answer", async () => {
  await ask(SAMPLE, click("Flowing"));
  const report = { state: "focused", via: "prompt", scale: 5 };
  assert.deepEqual(stage.asked, [["undersong/selfReport", report]]);
  assert.deepEqual(fake.shown.at(-1), ["status", "Undersong: noted, flowing."]);
});

test("closing a question says nothing", async () => {
  await ask(SAMPLE, () => undefined);
  assert.deepEqual(stage.asked, []);
});

test("a question can be put off for today", async () => {
  await ask(SAMPLE, click("Later…"), choose("Not again today"));
  assert.deepEqual(stage.asked, [["undersong/askAnswer", { kind: "sample", answer: "snooze_today" }]]);
});

test("never is a setting, for each kind its own", async () => {
  await ask(SAMPLE, click("Later…"), choose("Never ask"));
  await ask(REVIEW, click("Later…"), choose("Never ask"));
  assert.equal(fake.settings.get("undersong.samplingPrompts")?.["globalValue"], false);
  assert.equal(fake.settings.get("undersong.review")?.["globalValue"], false);
  assert.deepEqual(stage.asked, []);
});

test("putting it off can be thought over", async () => {
  await ask(SAMPLE, click("Later…"), () => undefined);
  assert.deepEqual(stage.asked, []);
});

test("the offer to look back opens the day", async () => {
  stage.answers["undersong/review"] = () => ({ stretches: [] });
  await ask(REVIEW, click("Look Back"));
  assert.equal(stage.asked[0]?.[0], "undersong/review");
});

test("without the daemon an answer is logged, not thrown", async () => {
  stage.isAttached = false;
  await ask(SAMPLE, click("Stuck"));
  assert.match(stage.logged.join(), /answer to a question was lost/);
});
