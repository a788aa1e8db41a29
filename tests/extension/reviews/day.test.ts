import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { ReviewedStretch } from "../../../extension/src/protocol";
import { reviewDay } from "../../../extension/src/reviews/day";
import { Stage } from "../fakes/companion";
import { fake } from "../fakes/vscode";

const MORNING: ReviewedStretch = {
  from: "2025-11-21T08:00:00.000Z",
  until: "2025-11-21T08:40:00.000Z",
  title: "09:00 to 09:40",
  facts: "three files edited",
  said: null,
};
const NOON: ReviewedStretch = {
  from: "2025-11-21T11:00:00.000Z",
  until: "2025-11-21T11:20:00.000Z",
  title: "12:00 to 12:20",
  facts: "five test runs, 5 failed",
  said: "stuck",
};
let stage: Stage;

beforeEach(() => {
  fake.shown.length = fake.answers.length = 0;
  stage = new Stage();
  stage.answers["undersong/review"] = () => ({ stretches: [MORNING, NOON] });
  stage.answers["undersong/selfReport"] = () => ({ event: "01KAJ9S8QVCNW62VBGDHJJTB9H" });
});

const choose = (label: string) => (offered: unknown[]) =>
  offered.find((each) => (each as { label?: string }).label === label);
const reports = (): unknown[] =>
  stage.asked.filter(([method]) => method === "undersong/selfReport").map(([, params]) => params);

test("each stretch gets its word, with its own time", async () => {
  fake.answers.push(choose("$(eye) Focused"), choose("$(question) Stuck"));
  await reviewDay(stage.companion);
  assert.deepEqual(reports(), [
    { state: "focused", via: "review", from: MORNING.from, until: MORNING.until },
    { state: "stuck", via: "review", from: NOON.from, until: NOON.until },
  ]);
  assert.deepEqual(fake.shown.at(-1), ["status", "Undersong: noted, 2 of 2 stretches."]);
});

test("a stretch is shown with its time, its facts and what was said already", async () => {
  fake.answers.push(choose("$(debug-step-over) Skip"), () => undefined);
  await reviewDay(stage.companion);
  const options = fake.shown.map(([, , shown]) => shown as { title: string; placeHolder: string });
  assert.deepEqual(
    options.map(({ title }) => title),
    ["How did it go? 09:00 to 09:40 (1 of 2)", "How did it go? 12:00 to 12:20 (2 of 2)"],
  );
  assert.equal(options[1]?.placeHolder, "five test runs, 5 failed; you said stuck");
});

test("skipping says nothing of a stretch, closing ends the review", async () => {
  fake.answers.push(choose("$(debug-step-over) Skip"), () => undefined);
  await reviewDay(stage.companion);
  assert.deepEqual(reports(), []);
});

test("the day begins at midnight where the person is", async () => {
  await reviewDay(stage.companion);
  const { since } = stage.asked[0]?.[1] as { since: string };
  const begun = new Date(since);
  assert.deepEqual([begun.getHours(), begun.getMinutes(), begun.getDate()], [0, 0, new Date().getDate()]);
});

test("a day without work has nothing to look back on", async () => {
  stage.answers["undersong/review"] = () => ({ stretches: [] });
  await reviewDay(stage.companion);
  assert.match(String(fake.shown.at(-1)?.[1]), /nothing to look back on/);
});

test("while nothing is recorded nothing is kept, and it says so", async () => {
  stage.answers["undersong/selfReport"] = () => ({ event: null });
  fake.answers.push(choose("$(pulse) Fine"));
  await reviewDay(stage.companion);
  assert.match(String(fake.shown.at(-1)?.[1]), /nothing is recorded/);
});
