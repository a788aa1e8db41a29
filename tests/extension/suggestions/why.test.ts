import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Offer } from "../../../extension/src/suggestions/offer";
import { showWhy, whyLines } from "../../../extension/src/suggestions/why";
import { Stage } from "../fakes/companion";
import { fake } from "../fakes/vscode";

const OFFER: Offer = {
  ...{ id: "ID1", path: "/desk/a.py", language: "python", line: 0, prefix: "", text: "total(\n    x)" },
  ...{ release: "completion 0.2.0", source: "model", confidence: 0.62, latencyMs: 84 },
  ...{ isExplored: true, alternatives: ["total(order)\n", "", "axes()"], signals: {}, widget: undefined },
};

let stage: Stage;

beforeEach(() => {
  fake.answers.length = fake.ran.length = fake.shown.length = 0;
  stage = new Stage();
});

const lines = (): string[] =>
  whyLines(stage.companion).map(({ label, detail }) => [label, detail].filter(Boolean).join(": "));

test("the reason comes first, as a sentence", () => {
  stage.companion.state.update({ silence: "turned off in comments" });
  assert.equal(lines()[0], "$(circle-slash) No ghost text here: Turned off in comments.");
});

test("an engine that stopped is the reason, whatever was said before", () => {
  const phase = { name: "stopped", problem: "Python 3.11 or later is needed." } as const;
  stage.companion.state.update({ silence: "not sure enough", phase });
  assert.equal(lines()[0], "$(circle-slash) No ghost text here: Python 3.11 or later is needed.");
});

test("without a reason it says when ghost text comes", () => {
  assert.match(lines()[0] ?? "", /^\$\(check\) Ghost text is on/);
});

test("of the latest one stands where it came from, how sure it was, how long it took, and what else there was", () => {
  stage.companion.state.update({ suggestion: OFFER });
  assert.deepEqual(lines().slice(1, 5), [
    "The latest",
    "total(: From the language model, 62 % sure, after 84 ms, by completion 0.2.0, shown to learn whether it helps.",
    "total(order)",
    "axes()",
  ]);
});

test("what can be done is done by a choice", async () => {
  fake.answers.push((offered) =>
    offered.find((each) => (each as { label: string }).label.includes("Where and when")),
  );
  await showWhy(stage.companion);
  assert.deepEqual(fake.ran, [["workbench.action.openSettings", "undersong.completion"]]);
});

test("a snooze can be ended where it is the reason", () => {
  stage.companion.state.update({ snooze: { untilMs: null } });
  assert.ok(lines().includes("$(bell) End the snooze"));
  assert.ok(!lines().some((line) => line.includes("Snooze ghost text")));
});
