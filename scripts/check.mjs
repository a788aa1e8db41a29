/** `npm run check`: format, lint, types, import contracts and unit tests of both languages, in under a minute. */
import { appEnvironment, inEnvironment } from "./lib/places.mjs";
import { say } from "./lib/progress.mjs";
import { asScript } from "./lib/run.mjs";
import { runTasks, scriptTests, task } from "./lib/tasks.mjs";
import { setUp } from "./setup.mjs";

const python = (program) => inEnvironment(appEnvironment, program);
const node = (name, ...args) => task(name, "npx", ["--no-install", ...args]);

/** The longest first, so that the cores end together. */
const CHECKS = [
  task("unit tests in Python", python("pytest"), ["-m", "not process and not train", "-x"]),
  task("types in Python", python("mypy"), []),
  node("types in TypeScript", "tsc", "--noEmit"),
  node("lint in TypeScript", "eslint", "extension", "tests/extension"),
  scriptTests(),
  task("unit tests in TypeScript", "npm", ["run", "--silent", "test:ts"]),
  node(
    "format in TypeScript",
    "prettier",
    "--check",
    "--log-level",
    "warn",
    "extension/src",
    "tests/extension",
    "scripts",
    "tests/e2e/editor",
    "tests/scripts",
  ),
  task("import contracts", python("lint-imports"), []),
  task("lint in Python", python("ruff"), ["check"]),
  task("format in Python", python("ruff"), ["format", "--check"]),
];

await asScript(async () => {
  await setUp({ withTests: true });
  const failed = (await runTasks(CHECKS)).filter(({ code }) => code !== 0);
  say(
    failed.length
      ? `${failed.length} of ${CHECKS.length} checks failed: ${failed.map(({ name }) => name).join(", ")}.`
      : `All ${CHECKS.length} checks passed.`,
  );
  return failed.length ? 1 : 0;
});
