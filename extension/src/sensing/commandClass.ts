import type { CommandClass } from "../protocol";

/** What a command line is for, and the test runner it starts, if it is known. The line itself goes nowhere. */
export interface CommandKind {
  readonly class: CommandClass;
  readonly runner?: string;
}

/** Test runners by what their command begins with, most telling first. */
const RUNNERS: readonly (readonly [RegExp, string])[] = [
  [/^(pytest|py\.test)\b/, "pytest"],
  [/^python[\d.]*(\.exe)?\s(-\S+\s)*?-m\s+pytest\b/, "pytest"],
  [/^python[\d.]*(\.exe)?\s(-\S+\s)*?-m\s+unittest\b/, "unittest"],
  [/^(python[\d.]*\s)?\S*manage\.py\s+test\b/, "unittest"],
  [/^(tox|nox)\b/, "pytest"],
  [/^vitest\b/, "vitest"],
  [/^jest\b/, "jest"],
  [/^mocha\b/, "mocha"],
  [/^node\s(.*\s)?--test\b/, "node"],
  [/^playwright\s+test\b/, "playwright"],
  [/^go\s+test\b/, "go"],
  [/^cargo\s+(test|nextest)\b/, "cargo"],
  [/^dotnet\s+test\b/, "dotnet"],
  [/^(mvn|mvnw|\.\/mvnw)\s(.*\s)?(test|verify)\b/, "maven"],
  [/^(gradle|gradlew|\.\/gradlew)\s(.*\s)?(test|check)\b/, "gradle"],
  [/^(rspec|phpunit|ctest|ng\s+test|deno\s+test|bun\s+test)\b/, "other"],
  [/^(npm|pnpm|yarn|bun)\s+(run\s+|run-script\s+)?(t|test|tst)([:\w-]*)\b/, "script"],
  [/^make\s+(test|check)\b/, "script"],
];

/** Classes by what a command begins with, most telling first. */
const CLASSES: readonly (readonly [RegExp, CommandClass])[] = [
  [/^(git|gh|glab|hg|svn|tig|lazygit)\b/, "git"],
  [/^(docker|podman|docker-compose|kubectl|helm|minikube|vagrant)\b/, "container"],
  [
    /^(pip[\d.]*|pipx|poetry|conda|mamba|apt(-get)?|brew|gem|bundle|composer)\s(.*\s)?(add|install|update|upgrade|sync|remove|uninstall)\b/,
    "install",
  ],
  [/^uv\s+(pip|add|sync|lock|remove)\b/, "install"],
  [/^python[\d.]*\s+-m\s+(pip|venv|ensurepip)\b/, "install"],
  [/^(npm|pnpm|yarn|bun)\s+(i|install|ci|add|remove|uninstall|update|upgrade|up)\b|^yarn$/, "install"],
  [/^(go\s+(get|mod)|cargo\s+(add|fetch|update)|dotnet\s+(add|restore))\b/, "install"],
  [
    /^(eslint|ruff\s+check|ruff|flake8|pylint|mypy|pyright|basedpyright|tsc|shellcheck|golangci-lint|bandit)\b/,
    "lint",
  ],
  [/^(cargo\s+(clippy|check)|go\s+vet|python[\d.]*\s+-m\s+(mypy|ruff|flake8|pylint))\b/, "lint"],
  [
    /^(black|isort|prettier|gofmt|rustfmt|clang-format|autopep8|yapf)\b|^(cargo\s+fmt|go\s+fmt|dotnet\s+format)\b/,
    "format",
  ],
  [
    /^(make|cmake|ninja|msbuild|bazel|webpack|vite\s+build|esbuild|rollup|gcc|g\+\+|clang|javac|rustc|protoc)\b/,
    "build",
  ],
  [
    /^(cargo|go|dotnet|mvn|\.\/mvnw|gradle|\.\/gradlew|hatch|flit|poetry)\s(.*\s)?(build|compile|package|assemble|publish)\b/,
    "build",
  ],
  [
    /^(gdb|lldb|pdb|strace|ltrace|valgrind|perf|py-spy|dlv)\b|^python[\d.]*\s+-m\s+(pdb|cProfile|trace)\b/,
    "debug",
  ],
  [/^(grep|egrep|rg|ag|ack|find|fd|locate|which|whereis|man|tldr|history)\b/, "search"],
  [
    /^(cd|ls|ll|la|dir|pwd|tree|pushd|popd|cat|bat|less|more|head|tail|wc|du|df|clear|open|xdg-open)\b/,
    "navigate",
  ],
  [/^(vi|vim|nvim|nano|emacs|code|sed|awk|mv|cp|rm|mkdir|touch|ln|chmod|chown|tee|patch)\b/, "edit"],
  [
    /^(cargo|go|dotnet|flask|uvicorn|gunicorn|streamlit|npm|pnpm|yarn|bun|deno|hatch)\s+(run|start|serve|dev)\b|^(npm|pnpm|yarn)\s/,
    "run",
  ],
  [
    /^(python[\d.]*|ipython|jupyter|node|tsx|ts-node|ruby|java|php|perl|bash|sh|zsh|flask|uvicorn|gunicorn|deno|bun)\b/,
    "run",
  ],
  [/^\.{0,2}\/\S+/, "run"],
];

/** What may stand before the command that counts: variables, rights, timers, and runners of environments. */
const BEFORE =
  /^((\w+=\S*|sudo(\s-\S+)*|time|nohup|exec|command|env|nice(\s-n\s*-?\d+)?|xvfb-run|npx(\s-y)?|bunx|pnpm\s+(exec|dlx)|yarn\s+(exec|dlx)|uv\s+run|poetry\s+run|pipenv\s+run|hatch\s+run|pdm\s+run|bundle\s+exec|coverage\s+run\s+-m|winpty)\s+)+/;
/** The folder before a program: `.venv/bin/pytest` is `pytest`, `./run` stays. */
const FOLDER =
  /^(?:[\w.~-]*\/)+(?=(?:python|pytest|node|pip|ruff|mypy|eslint|jest|vitest|mocha|tsc|black)\b)/;

/** Tells what a command line is for. Of several commands in a line, a test counts most, else the last. */
export function classify(line: string): CommandKind {
  const kinds = line
    .split(/&&|\|\||;|\n/)
    .map((part) => bare(part.split("|")[0] ?? ""))
    .filter((part) => part !== "")
    .map(classifyOne);
  return kinds.find((kind) => kind.class === "test") ?? kinds.at(-1) ?? { class: "other" };
}

function classifyOne(command: string): CommandKind {
  const runner = RUNNERS.find(([pattern]) => pattern.test(command))?.[1];
  if (runner !== undefined) {
    return { class: "test", runner };
  }
  return { class: CLASSES.find(([pattern]) => pattern.test(command))?.[1] ?? "other" };
}

function bare(part: string): string {
  const line = part.trim().replace(/\s+/g, " ");
  return line.replace(BEFORE, "").replace(FOLDER, "");
}
