import assert from "node:assert/strict";
import { test } from "node:test";
import { readTestOutput } from "../../../extension/src/sensing/testOutput";

test("pytest's summary and its failures are read through colours", () => {
  const output = [
    "\u001b[31mF\u001b[0m.E                      [100%]",
    "=========================== short test summary info ============================",
    "\u001b[31mFAILED\u001b[0m tests/test_money.py::\u001b[1mtest_rounding\u001b[0m - assert 1 == 2",
    "ERROR tests/test_money.py::test_fixture",
    "\u001b[31m==== \u001b[31m\u001b[1m1 failed\u001b[0m, \u001b[32m11 passed\u001b[0m, 1 error in 0.84s ====\u001b[0m",
  ].join("\r\n");
  assert.deepEqual(readTestOutput("pytest", output), {
    runner: "pytest",
    passed: 11,
    failed: 1,
    errors: 1,
    failures: ["tests/test_money.py::test_rounding", "tests/test_money.py::test_fixture"],
    reasons: ["assert 1 == 2", ""],
  });
});

test("pytest -q has its summary without rules", () => {
  const counts = readTestOutput("pytest", "....\n4 passed in 0.02s\n");
  assert.deepEqual([counts?.passed, counts?.failed], [4, 0]);
});

test("pytest of an hour says so in brackets", () => {
  const counts = readTestOutput("pytest", "==== 2 failed, 9 passed in 61.20s (0:01:01) ====");
  assert.deepEqual([counts?.passed, counts?.failed], [9, 2]);
});

test("pytest -qq says it in letters alone", () => {
  const counts = readTestOutput(
    "pytest",
    "..F.s\u001b[32m.\u001b[0m    [100%]\r\nFAILED tests/a.py::test_x - y\r\n",
  );
  assert.deepEqual([counts?.passed, counts?.failed, counts?.failures], [4, 1, ["tests/a.py::test_x"]]);
  const broken = readTestOutput(
    "pytest",
    "=== short test summary info ===\nERROR tests/test_a.py\n!!! Interrupted !!!\n",
  );
  assert.deepEqual([broken?.passed, broken?.errors], [0, 1]);
});

test("a shell's marks around the output do not matter", () => {
  const counts = readTestOutput(
    "pytest",
    "\u001b]633;C\u0007....\r\n4 passed in 0.02s\r\n\u001b]633;D;0\u0007",
  );
  assert.equal(counts?.passed, 4);
});

test("unittest says how many ran and how many failed", () => {
  const output =
    "FAIL: test_a (shop.TestA.test_a)\n---\nRan 5 tests in 0.001s\n\nFAILED (failures=1, errors=1)\n";
  assert.deepEqual(readTestOutput("unittest", output), {
    runner: "unittest",
    passed: 3,
    failed: 1,
    errors: 1,
    failures: ["test_a (shop.TestA.test_a)"],
  });
});

test("jest's summary is read", () => {
  const output = "  ● adds › two numbers\n\nTests:       1 failed, 2 skipped, 7 passed, 10 total\nTime: 1 s";
  const counts = readTestOutput("jest", output);
  assert.deepEqual([counts?.passed, counts?.failed, counts?.failures], [7, 1, ["adds › two numbers"]]);
});

test("vitest speaks like jest, without the colon", () => {
  const output = " × adds 3ms\n Test Files  1 failed (1)\n      Tests  1 failed | 7 passed (8)\n";
  const counts = readTestOutput("vitest", output);
  assert.deepEqual([counts?.passed, counts?.failed, counts?.failures], [7, 1, ["adds"]]);
});

test("mocha, node, cargo and dotnet are read", () => {
  const mocha = readTestOutput("mocha", "  3 passing (5ms)\n  1 failing\n\n  1) adds:\n");
  assert.deepEqual([mocha?.passed, mocha?.failed, mocha?.failures], [3, 1, ["adds"]]);
  const node = readTestOutput("node", "✖ adds (1.2ms)\nℹ pass 3\nℹ fail 1\n");
  assert.deepEqual([node?.passed, node?.failed, node?.failures], [3, 1, ["adds"]]);
  const cargo = readTestOutput(
    "cargo",
    "test money::rounds ... FAILED\ntest result: FAILED. 2 passed; 1 failed; 0 ignored\ntest result: ok. 4 passed; 0 failed;",
  );
  assert.deepEqual([cargo?.passed, cargo?.failed, cargo?.failures], [6, 1, ["money::rounds"]]);
  const dotnet = readTestOutput("dotnet", "Failed!  - Failed:     1, Passed:     4, Skipped: 0, Total: 5");
  assert.deepEqual([dotnet?.passed, dotnet?.failed], [4, 1]);
});

test("go without -v does not say what passed", () => {
  const counts = readTestOutput("go", "--- FAIL: TestRounding (0.00s)\nFAIL\tshop\t0.1s\n");
  assert.deepEqual([counts?.passed, counts?.failed, counts?.failures], [null, 1, ["TestRounding"]]);
});

test("a script's runner is told by its words", () => {
  assert.equal(readTestOutput("script", "Tests:       2 passed, 2 total")?.runner, "jest");
  assert.equal(readTestOutput("script", "=== 3 passed in 0.10s ===")?.runner, "pytest");
});

test("words that nobody knows give nothing", () => {
  assert.equal(readTestOutput("pytest", "Segmentation fault"), undefined);
  assert.equal(readTestOutput("other", ""), undefined);
});
