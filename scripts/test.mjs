/** `npm test`: every test of both languages, and of the editor where there is one. */
import { closingLine, testEditor } from "./editor.mjs";
import { appEnvironment, inEnvironment, trainEnvironment } from "./lib/places.mjs";
import { say } from "./lib/progress.mjs";
import { asScript, run } from "./lib/run.mjs";
import { scriptTests, task } from "./lib/tasks.mjs";
import { setUp } from "./setup.mjs";

// pytest's status when a selection holds no test.
const NOTHING_SELECTED = 5;

const SUITES = [
  task("Python", inEnvironment(appEnvironment, "python"), ["-m", "pytest", "-m", "not train"]),
  task("training in Python", inEnvironment(trainEnvironment, "python"), ["-m", "pytest", "-m", "train"]),
  task("TypeScript", "npm", ["run", "--silent", "test:ts"]),
  scriptTests(),
];

await asScript(async () => {
  await setUp({ withTests: true });
  const results = [];
  for (const suite of SUITES) results.push(await runSuite(suite));
  results.push(await runEditor());
  console.log("");
  for (const { name, lines } of results) for (const line of lines) say(`${name}: ${line}`);
  return results.some(({ failed }) => failed) ? 1 : 0;
});

async function runSuite({ name, program, args }) {
  say(`Tests: ${name} …`);
  const { code, output } = await run(program, args, { show: true, allowFailure: true });
  return { name, failed: code !== 0 && code !== NOTHING_SELECTED, lines: closingLines(output) };
}

/** What a runner says last: pytest's one line, or the two counts of Node's. */
function closingLines(output) {
  const lines = output.trim().split("\n");
  const counts = lines.filter((line) => /^(# |ℹ )(pass|fail) \d+$/.test(line)).map((line) => line.slice(2));
  return counts.length ? [counts.join(", ")] : [lines.at(-1)];
}

async function runEditor() {
  const wish = process.env.UNDERSONG_EDITOR_TESTS;
  const result = wish === "off" ? undefined : await testEditor().catch(describeFailure);
  if (result?.error) return { name: "editor", failed: true, lines: [result.error] };
  if (result) return { name: "editor", failed: result.failed > 0, lines: [closingLine(result)] };
  const line =
    "not run: there is no Chromium or code-server here; `npm run test:editor` says what they need.";
  return { name: "editor", failed: wish === "required", lines: [line] };
}

function describeFailure(error) {
  return { error: error.message };
}
