import assert from "node:assert/strict";
import { test } from "node:test";
import { checkNode, findPython, Missing } from "../../scripts/lib/prerequisites.mjs";

test("an old Node is refused with the command that brings a new one", () => {
  assert.throws(() => checkNode("18.19.0"), /needs Node 20 or later and this is 18\.19\.0: run `npm install/);
  checkNode("20.0.0");
});

test("a missing prerequisite is the user's matter", () => {
  assert.equal(new Missing("").status, 2);
});

test("the first Python that can make environments is taken", async () => {
  const found = await findPython(["no-such-python", "python3"]);

  assert.match(found ?? "", /python/);
});

test("without a Python there is none", async () => {
  assert.equal(await findPython(["no-such-python"]), undefined);
});
