import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../../../extension/src/sensing/commandClass";

const EXPECTED: Record<string, readonly string[]> = {
  test: [
    "pytest",
    "pytest tests/test_a.py -x",
    "python -m pytest -q",
    "python3.11 -m unittest discover",
    ".venv/bin/pytest -k rounding",
    "uv run pytest",
    "poetry run python -m pytest",
    "coverage run -m pytest",
    "CI=1 npx jest --watch",
    "npm test",
    "npm run test:unit",
    "pnpm test",
    "yarn test",
    "go test ./...",
    "cargo test",
    "cargo nextest run",
    "dotnet test",
    "mvn -q test",
    "./gradlew check",
    "node --test build/",
    "make test",
    "cd server && pytest && echo done",
    "python manage.py test shop",
  ],
  git: ["git status", "git commit -m 'fix: pytest'", "gh pr create", "sudo git pull"],
  install: [
    "pip install -r requirements.txt",
    "python -m pip install x",
    "npm install",
    "npm ci",
    "yarn add left-pad",
    "uv pip install x",
    "uv sync",
    "apt-get -y install chromium",
    "cargo add serde",
    "poetry add x",
  ],
  lint: ["ruff check .", "mypy server", "npx eslint src", "tsc --noEmit", "cargo clippy"],
  format: ["black .", "prettier --write src", "gofmt -w .", "cargo fmt"],
  build: ["make", "cargo build --release", "go build ./...", "dotnet build", "mvn package", "hatch build"],
  run: [
    "python main.py",
    "./script.sh",
    "node server.js",
    "npm run dev",
    "npm start",
    "cargo run",
    "flask run",
  ],
  container: ["docker compose up", "kubectl get pods"],
  debug: ["gdb ./a.out", "python -m pdb main.py", "py-spy top --pid 1"],
  search: ["rg total", "grep -rn total .", "find . -name x"],
  navigate: ["cd ..", "ls -la", "cat README.md | less"],
  edit: ["vim main.py", "rm -rf build", "sed -i s/a/b/ x"],
  other: ["", "frobnicate --all", "echo hi"],
};

for (const [expected, lines] of Object.entries(EXPECTED)) {
  test(`${expected}: ${lines.length} command lines are told`, () => {
    assert.deepEqual(
      lines.map((line) => [line, classify(line).class]),
      lines.map((line) => [line, expected]),
    );
  });
}

test("a test's runner is known by name", () => {
  const runners = ["pytest -q", "npx vitest run", "python -m unittest", "npm test", "go test ./..."];
  assert.deepEqual(
    runners.map((line) => classify(line).runner),
    ["pytest", "vitest", "unittest", "script", "go"],
  );
});

test("nothing of the line is in the answer", () => {
  assert.deepEqual(classify("deploy --password hunter2"), { class: "other" });
});

test("a long line is told in no time", () => {
  const before = performance.now();
  classify(`${"sudo env A=b ".repeat(2000)} x`);
  classify(`npm ${"run ".repeat(5000)}`);
  assert.ok(performance.now() - before < 500);
});
