import assert from "node:assert/strict";
import { test } from "node:test";
import { type Candidate, findPython, NO_PYTHON, probePython } from "../../../extension/src/client/pythons";

const source = (...candidates: Candidate[]) => ({ candidates: () => Promise.resolve(candidates) });

test("the first source that has a good Python wins", async () => {
  const good = ["python3.12", "python3.11"];
  const probe = ([program]: Candidate) =>
    Promise.resolve(good.includes(program) ? `/bin/${program}` : undefined);

  assert.equal(
    await findPython([source(["old"]), source(["python3.12"], ["python3.11"])], probe),
    "/bin/python3.12",
  );
});

test("without a Python there is a sentence that says what to do", async () => {
  await assert.rejects(
    findPython([source(["python3"])], () => Promise.resolve(undefined)),
    { message: NO_PYTHON },
  );
});

test("a program that is not there is no Python", async () => {
  assert.equal(await probePython(["no-such-python"]), undefined);
});
