import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { beforeEach, test } from "node:test";
import { type Engine, OwnEnvironment, type Surroundings } from "../../../extension/src/client/environment";
import { pythonOf } from "../../../extension/src/client/install";

const engine = (id: string): Engine => ({
  id,
  wheel: "engine.whl",
  app: "app.txt",
  train: "train.txt",
  base: "base.txt",
});

let storage: string;
let executed: string[];
let warned: string[];

beforeEach(() => {
  storage = fs.mkdtempSync(path.join(os.tmpdir(), "engine-"));
  executed = [];
  warned = [];
});

/** Pretends to run programs: `venv` leaves an interpreter behind, and what `fails` names fails. */
function environment(changes: Partial<Surroundings> = {}, fails = "nothing"): OwnEnvironment {
  const execute = (program: string, args: readonly string[]): Promise<void> => {
    const line = [program, ...args].join(" ");
    executed.push(line);
    if (line.includes(fails)) {
      return Promise.reject(new Error(`${fails} failed`));
    }
    if (line.includes("-m venv")) {
      const python = pythonOf(args.at(-1) ?? "");
      fs.mkdirSync(path.dirname(python), { recursive: true });
      fs.writeFileSync(python, line);
    }
    return Promise.resolve();
  };
  return new OwnEnvironment({
    storage,
    engine: engine("engine-1-a"),
    findPython: () => Promise.resolve("/usr/bin/python3"),
    install: { execute, wheels: () => "" },
    showProgress: (_title, work) => work(() => undefined),
    warn: (line) => warned.push(line),
    ...changes,
  });
}

const isMade = (id: string, name = "venv"): boolean => fs.existsSync(pythonOf(path.join(storage, id, name)));

test("an environment is made once and found afterwards", async () => {
  const own = environment();

  const [first, second] = await Promise.all([own.python(), own.python()]);
  const third = await own.python();

  assert.equal(first, pythonOf(path.join(storage, "engine-1-a", "venv")));
  assert.deepEqual([second, third], [first, first]);
  assert.equal(executed.filter((line) => line.includes("-m venv")).length, 1);
});

test("two windows make one environment", async () => {
  const [one, other] = [environment(), environment()];

  assert.equal(await one.python(), await other.python());
});

test("what is half made never has the final name", async () => {
  const own = environment({}, "import undersong");

  await assert.rejects(own.python(), /import undersong failed/);

  assert.equal(isMade("engine-1-a"), false);
});

test("a draft that was left behind is removed by the next making", async () => {
  const draft = path.join(storage, "engine-1-a", "venv.making-1");
  fs.mkdirSync(draft, { recursive: true });

  await environment().python();

  assert.equal(fs.existsSync(draft), false);
});

test("the environment before serves when the new one cannot be made", async () => {
  await environment({ engine: engine("engine-0-z") }).python();

  const python = await environment({}, "pip").python();

  assert.equal(python, pythonOf(path.join(storage, "engine-0-z", "venv")));
  assert.match(warned[0] ?? "", /the one before it serves/);
});

test("older environments go once this one is there", async () => {
  await environment({ engine: engine("engine-0-z") }).python();
  const own = environment();

  own.tidy();
  assert.equal(isMade("engine-0-z"), true);

  await own.python();
  own.tidy();
  assert.deepEqual([isMade("engine-0-z"), isMade("engine-1-a")], [false, true]);
});

test("the trainer's environment is made beside the engine's, and not before it", async () => {
  const own = environment();

  await own.prepareTraining();
  assert.equal(isMade("engine-1-a", "venv-train"), false);

  await own.python();
  await own.prepareTraining();
  assert.equal(isMade("engine-1-a", "venv-train"), true);
});

const joins = (): string[] => executed.filter((line) => line.includes("language.join"));

test("the completion model is joined by the trainer's Python into the engine's environment", async () => {
  const own = environment();
  await own.python();

  await own.prepareTraining();

  const folder = (name: string): string => path.join(storage, "engine-1-a", name);
  assert.equal(joins().length, 1);
  assert.ok(joins()[0]?.startsWith(`${pythonOf(folder("venv-train"))} -I -m `));
  assert.ok(joins()[0]?.endsWith(`--into ${folder("venv")}`));
});

test("a completion model that is there is not joined again", async () => {
  const own = environment();
  await own.python();
  fs.mkdirSync(path.join(storage, "engine-1-a", "venv", "share", "undersong", "completion"), {
    recursive: true,
  });

  await own.prepareTraining();

  assert.deepEqual(joins(), []);
});

test("training is prepared though the completion model's base cannot be had", async () => {
  const own = environment({}, "base.txt");
  await own.python();

  await own.prepareTraining();

  assert.equal(isMade("engine-1-a", "venv-train"), true);
  assert.match(warned[0] ?? "", /its model could not be made/);
});

test("a reinstall that fails leaves the environment that is there", async () => {
  const python = await environment().python();
  const before = fs.readFileSync(python, "utf8");

  await assert.rejects(environment({}, "import undersong").reinstall());

  assert.equal(fs.readFileSync(python, "utf8"), before);
});

test("a reinstall makes it anew", async () => {
  await environment().python();
  const made = executed.length;

  await environment().reinstall();

  assert.equal(executed.length, 2 * made);
});
