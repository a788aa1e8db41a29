/** Bundles every unit test with a stand-in for `vscode` and runs them with Node's own runner. */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..", "..");
const out = join(root, "build", "tests-extension");
const words = process.argv.slice(2);

const tests = readdirSync(here, { recursive: true })
  .filter((name) => name.endsWith(".test.ts") && words.every((word) => name.includes(word)))
  .map((name) => join(here, name));

rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: tests,
  outdir: out,
  outbase: here,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
  alias: { vscode: join(here, "fakes", "vscode.ts") },
  // Tests find the repository's files from here, wherever they are bundled to.
  define: { __ROOT__: JSON.stringify(root) },
});
const files = tests.map((test) => join(out, relative(here, test).replace(/\.ts$/, ".cjs")));
const run = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", "--test-reporter=spec", ...files],
  { stdio: "inherit", cwd: root },
);
process.exitCode = run.status ?? 1;
