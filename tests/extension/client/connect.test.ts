import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { connectDaemon, readDaemonFile, runner } from "../../../extension/src/client/connect";
import { homeFolder } from "../../../extension/src/client/home";
import { NamedInterpreter, SourceEnvironment } from "../../../extension/src/client/interpreter";
import { NeedsPerson } from "../../../extension/src/client/restart";
import { FakeDaemon } from "../fakes/daemon";

let home: string;
let daemon: FakeDaemon;
let runs: (readonly string[])[];

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "us-"));
  daemon = new FakeDaemon(home);
  runs = [];
});

afterEach(() => daemon.die().catch(() => undefined));

/** Starts the daemon, as `undersong daemon start --json` would. */
async function start(args: readonly string[]): Promise<string> {
  runs.push(args);
  await daemon.start();
  return JSON.stringify({ socket: daemon.socketPath, pid: 1 });
}

test("a daemon that is there is connected to, without starting a program", async () => {
  await daemon.start();
  const socket = await connectDaemon(home, start);
  assert.deepEqual(runs, []);
  socket.destroy();
});

test("a daemon that is not there is started", async () => {
  const socket = await connectDaemon(home, start);
  assert.deepEqual(runs, [["daemon", "start", "--json"]]);
  socket.destroy();
});

test("a daemon that was killed left its file behind and is started again", async () => {
  await daemon.start();
  await daemon.die();
  daemon = new FakeDaemon(home);
  assert.ok(readDaemonFile(home));
  const socket = await connectDaemon(home, start);
  assert.equal(runs.length, 1);
  socket.destroy();
});

test("a file that cannot be read counts as none", () => {
  fs.writeFileSync(path.join(home, "daemon.json"), "{");
  assert.equal(readDaemonFile(home), undefined);
});

test("a daemon that does not say where it answers is an error in words", async () => {
  await assert.rejects(
    connectDaemon(home, () => Promise.resolve("")),
    /without saying where/,
  );
});

test("the interpreter runs alone from the workspace's modules, with the home that was chosen", async () => {
  const script = path.join(home, "python");
  fs.writeFileSync(script, '#!/bin/sh\necho "$UNDERSONG_HOME $@"\n', { mode: 0o755 });
  const run = runner(
    () => Promise.resolve(script),
    () => "/my/home",
  );
  assert.equal((await run(["daemon", "start"])).trim(), "/my/home -I -m undersong daemon start");
});

test("a program that fails is told by its last line", async () => {
  const script = path.join(home, "python");
  fs.writeFileSync(script, "#!/bin/sh\necho Traceback >&2\necho 'No module named undersong' >&2\nexit 1\n", {
    mode: 0o755,
  });
  await assert.rejects(
    runner(
      () => Promise.resolve(script),
      () => "",
    )([]),
    /^Error: No module named undersong$/,
  );
});

test("the home is the setting's, else the environment's, else the platform's", () => {
  assert.equal(homeFolder("/a", { UNDERSONG_HOME: "/b" }), "/a");
  assert.equal(homeFolder("", { UNDERSONG_HOME: "/b" }), "/b");
  assert.equal(homeFolder("~/x", {}), `${os.homedir()}/x`);
  assert.ok(homeFolder("", { XDG_DATA_HOME: "/c", LOCALAPPDATA: "/c" }).endsWith("undersong"));
});

test("the interpreter that a person names comes before all others", async () => {
  const next = { python: () => Promise.resolve("next") };
  assert.equal(await new NamedInterpreter(() => " python3 ", next).python(), "python3");
  assert.equal(await new NamedInterpreter(() => "", next).python(), "next");
  await assert.rejects(new NamedInterpreter(() => path.join(home, "none"), next).python(), NeedsPerson);
});

test("beside the sources it is the environment that set-up made", async () => {
  await assert.rejects(new SourceEnvironment(home).python(), NeedsPerson);
  fs.mkdirSync(path.join(home, ".venv", "bin"), { recursive: true });
  fs.writeFileSync(path.join(home, ".venv", "bin", "python"), "");
  assert.equal(await new SourceEnvironment(home).python(), path.join(home, ".venv", "bin", "python"));
});
