import assert from "node:assert/strict";
import { test } from "node:test";
import { recordTestRun } from "../../../extension/src/sensing/testRun";
import { Stage } from "../fakes/companion";

const SUM = "tests/test_sum.py::test_sum";
const TAX = "tests/test_sum.py::test_tax";

/** Records runs that failed so, and returns the stage. */
function recorded(...runs: Record<string, string>[]): Stage {
  const stage = new Stage();
  for (const run of runs) {
    const [failures, reasons] = [Object.keys(run), Object.values(run)];
    const counts = { passed: 1, failed: failures.length, errors: 0, failures, reasons };
    recordTestRun(stage.companion, { runner: "pytest", via: "terminal", exitCode: 1, durationMs: 1, counts });
  }
  return stage;
}

/** Returns one field of all the runs. */
function fields(stage: Stage, field: "test.signatures" | "test.reasons" | "test.error_class"): unknown[] {
  return stage.data("test_run").map((data) => data[field]);
}

test("what a test ended with is a class and a hash; numbers do not count", () => {
  const stage = recorded({ [SUM]: "assert 1 == 2" }, { [SUM]: "assert 7 == 90" }, { [SUM]: "KeyError: 'a'" });
  const [first, second, third] = fields(stage, "test.reasons");
  assert.match(String(first), /^[0-9a-f]{8}$/);
  assert.equal(first, second);
  assert.notEqual(first, third);
  assert.deepEqual(fields(stage, "test.error_class"), ["AssertionError", "AssertionError", "KeyError"]);
});

test("a class that a project named is another, and words that begin with none are unknown", () => {
  const stage = recorded({ [SUM]: "shop.errors.Refused: no" }, { [SUM]: "no luck at all" });
  assert.deepEqual(fields(stage, "test.error_class"), ["other", "unknown"]);
});

test("reasons stand in the order of the signatures, and none are told where one is not known", () => {
  const one = recorded({ [SUM]: "assert 1", [TAX]: "KeyError: 1" });
  const other = recorded({ [TAX]: "KeyError: 1", [SUM]: "assert 1" });
  assert.deepEqual(fields(one, "test.reasons"), fields(other, "test.reasons"));
  assert.deepEqual(fields(recorded({ [SUM]: "assert 1", [TAX]: "" }), "test.reasons"), [undefined]);
});

test("a class is told when all failures share it", () => {
  const classes = (...reasons: string[]): unknown[] =>
    fields(
      recorded(Object.fromEntries(reasons.map((reason, n) => [`${SUM}_${n}`, reason]))),
      "test.error_class",
    );
  assert.deepEqual(classes("assert 1", "assert 2"), ["AssertionError"]);
  assert.deepEqual(classes("assert 1", "KeyError: 2"), [undefined]);
});

test("seven failures fit into an event", () => {
  const names = Array.from({ length: 9 }, (_, n) => [
    `${SUM}_${n}`,
    "a.b.OneVeryLongNameOfAnErrorThatSomebodyWrote: x",
  ]);
  const [data] = recorded(Object.fromEntries(names) as Record<string, string>).data("test_run");
  for (const value of Object.values(data ?? {})) {
    assert.ok(String(value).length <= 64);
  }
});

test("no name and no word of a test leaves, and this window keeps the name in mind", () => {
  const stage = recorded(
    { [SUM]: "KeyError: 'secret'" },
    { [SUM]: "PlantagenetLedgerMismatch: 3" },
    { [SUM]: "Plantagenet" },
  );
  const [signature] = fields(stage, "test.signatures");
  assert.equal(stage.companion.testRuns.nameOf(String(signature)), SUM);
  assert.equal(stage.companion.testRuns.nameOf("ffffffff"), undefined);
  assert.doesNotMatch(JSON.stringify(stage.data("test_run")), /secret|test_sum|plantagenet/i);
});
