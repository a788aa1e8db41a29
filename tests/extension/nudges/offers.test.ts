import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as vscode from "vscode";
import { know } from "../../../extension/src/nudges/offers";
import type { NudgeMessage } from "../../../extension/src/protocol";
import { hash, Stage } from "../fakes/companion";
import { fake } from "../fakes/vscode";

const MONEY = "/desk/shop/money.py";
const TESTS = "/desk/tests/test_money.py";
const SUM = "tests/test_money.py::test_sum";
let shown: unknown[][] = [];

Object.assign(vscode.workspace, {
  findFiles: (pattern: string) => {
    const paths =
      pattern === "**/*" ? [MONEY, TESTS] : [MONEY, TESTS].filter((p) => p.endsWith(pattern.slice(3)));
    return Promise.resolve(paths.map((path) => vscode.Uri.file(path)));
  },
  asRelativePath: (uri: vscode.Uri) => uri.path.slice("/desk/".length),
  openTextDocument: (uri: vscode.Uri) =>
    Promise.resolve({ uri, getText: () => "import x\n\ndef test_sum():\n", positionAt: (at: number) => at }),
});
Object.assign(vscode.window, {
  showTextDocument: (...what: unknown[]) => (shown.push(what), Promise.resolve()),
});

const NUDGE: NudgeMessage = {
  id: "01KAJ9S8QVCNW62VBGDHJJTB9H",
  detector: "stuck",
  level: "hint",
  text: "The same test failed 4 times. Last time an edit in another file ended it.",
  named: `The same test failed 4 times. Last time an edit in file ${hash(MONEY)} ended it.`,
  evidence: [],
  actions: [
    { id: "failing_test", title: "Show Run", command: "workbench.action.terminal.focus" },
    { id: "report", title: "Report", command: "undersong.showReport" },
    { id: "x", title: "Evil", command: "evil.run" },
  ],
  isExperimental: true,
  subject: hash(MONEY),
  tests: [hash(SUM, 8)],
};

let stage: Stage;
const typed: string[] = [];

/** Lets a test fail in a terminal that was given these words. */
function failed(commandLine: string, name = SUM, changes: object = {}): void {
  stage.companion.testRuns.remember([{ name, signature: hash(name, 8), error: "", reason: "" }]);
  const shellIntegration = { executeCommand: (line: string) => void typed.push(line) };
  const terminal = { show: () => undefined, shellIntegration, ...changes } as unknown as vscode.Terminal;
  stage.companion.testRuns.shell = { terminal, commandLine };
}

beforeEach(() => {
  [stage, shown] = [new Stage(), []];
  typed.length = fake.ran.length = 0;
});

const titles = async (nudge: NudgeMessage = NUDGE): Promise<string[]> =>
  (await know(stage.companion, nudge)).offers.map(({ title }) => title);

test("a hash becomes the name of a file that the open workspace holds", async () => {
  const { nudge } = await know(stage.companion, NUDGE);
  assert.equal(nudge.text, "The same test failed 4 times. Last time an edit in shop/money.py ended it.");
});

test("a file that the workspace does not hold stays another file", async () => {
  const gone = { ...NUDGE, subject: "0".repeat(16), named: `in file ${"0".repeat(16)}` };
  const { nudge } = await know(stage.companion, gone);
  assert.equal(nudge.text, NUDGE.text);
  assert.deepEqual(await titles(gone), ["Show Run", "Report", "Evil"]);
});

test("what leads to files and tests comes first, three in all", async () => {
  assert.deepEqual(await titles(), ["Open money.py", "Show Run", "Report"]);
  failed("pytest -q");
  assert.deepEqual(await titles(), ["Open money.py", "Go to Test", "Run This Test"]);
});

test("one can go to the line of the failing test", async () => {
  failed("pytest");
  const { offers } = await know(stage.companion, NUDGE);
  await offers.find(({ title }) => title === "Go to Test")?.run();
  const [[document, { selection }]] = shown as [[{ uri: vscode.Uri }, { selection: vscode.Range }]];
  assert.equal(document.uri.path, TESTS);
  assert.equal(selection.start, "import x\n\n".length);
});

test("only this test is run in the terminal where it failed, by the same words", async () => {
  failed("python -m pytest -x --tb=short ");
  const { offers } = await know(stage.companion, NUDGE);
  await offers.find(({ title }) => title === "Run This Test")?.run();
  assert.deepEqual(typed, [`python -m pytest -x --tb=short ${SUM}`]);
});

for (const [why, line, name, changes] of [
  ["the words name tests already", "pytest tests/a.py", SUM, {}],
  ["there is more than one command", "rm x && pytest", SUM, {}],
  ["a line stands before it", "git reset --hard\npytest", SUM, {}],
  ["a line stands behind it", "pytest\r\n-x", SUM, {}],
  ["another program ran them", "npm test", SUM, {}],
  ["the name is not plain", "pytest", "tests/test_money.py::test_sum[a b]", {}],
  ["the terminal is gone", "pytest", SUM, { exitStatus: { code: 0 } }],
  ["the shell takes no commands", "pytest", SUM, { shellIntegration: undefined }],
] as const) {
  test(`a test is not run alone when ${why}`, async () => {
    failed(line, name, changes);
    assert.ok(!(await titles({ ...NUDGE, tests: [hash(name, 8)] })).includes("Run This Test"));
  });
}

test("a test that failed in another window has no way to it", async () => {
  assert.deepEqual(await titles({ ...NUDGE, subject: null }), ["Show Run", "Report", "Evil"]);
});

test("a command that is neither ours nor the editor's is not run", async () => {
  const { offers } = await know(stage.companion, { ...NUDGE, subject: null });
  for (const offer of offers) await offer.run();
  assert.deepEqual(
    fake.ran.map(([id]) => id),
    ["workbench.action.terminal.focus", "undersong.showReport"],
  );
});
