import assert from "node:assert/strict";
import * as os from "node:os";
import { test } from "node:test";
import { installEnvironment, proxyVariables, pythonOf } from "../../../extension/src/client/install";

const PLAN = { python: "python3", folder: "/e/venv", requirements: "/x/app.txt", wheel: "/x/undersong.whl" };
const PYTHON = pythonOf(PLAN.folder);

/** Installs by the plan and returns the lines that were run; programs named in `missing` do not start. */
async function install(wheels = "", missing: string[] = []): Promise<string[]> {
  const lines: string[] = [];
  const execute = (program: string, args: readonly string[]): Promise<void> => {
    lines.push([program, ...args].join(" "));
    return missing.includes(program) ? Promise.reject(new Error("not found")) : Promise.resolve();
  };
  await installEnvironment({ execute, wheels: () => wheels }, PLAN, () => undefined);
  return lines;
}

test("packages are checked against their hashes", async () => {
  assert.ok((await install()).some((line) => line.includes("--require-hashes -r /x/app.txt")));
});

test("what was left out of the lists is not fetched after all", async () => {
  assert.ok((await install()).every((line) => !line.includes("install") || line.includes("--no-deps")));
});

test("uv is tried first and pip takes over without it", async () => {
  assert.match((await install())[1] ?? "", /^uv pip install/);
  assert.ok((await install("", ["uv"]))[2]?.startsWith(`${PYTHON} -I -m pip install`));
});

test("a folder of wheels replaces the network", async () => {
  const lines = await install(os.tmpdir());

  assert.ok(lines[1]?.includes(`--no-index --find-links ${os.tmpdir()}`));
  assert.ok(!lines.some((line) => line.startsWith("uv")));
});

test("a folder of wheels that is not there is told", async () => {
  await assert.rejects(install("/nowhere/at/all"), /no folder at `undersong.wheels`/);
});

test("the engine is imported apart from the workspace before it counts", async () => {
  assert.match((await install()).at(-1) ?? "", / -I -c import undersong/);
});

test("pip learns of the editor's proxy and certificates", () => {
  assert.deepEqual(proxyVariables("http://proxy:1", { NODE_EXTRA_CA_CERTS: "/ca.pem" }), {
    HTTPS_PROXY: "http://proxy:1",
    HTTP_PROXY: "http://proxy:1",
    PIP_CERT: "/ca.pem",
  });
  assert.deepEqual(proxyVariables("", {}), {});
});
