import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { errorClass, KNOWN } from "../../../extension/src/sensing/errorClass";

declare const __ROOT__: string;

for (const [reason, said] of [
  ["KeyError: 'a'", "KeyError"],
  ["ZeroDivisionError", "ZeroDivisionError"],
  ["json.decoder.JSONDecodeError: Expecting value", "JSONDecodeError"],
  ["Failed: DID NOT RAISE <class 'ValueError'>", "Failed"],
  ["assert 1 == 2", "AssertionError"],
  ["AssertionError: assert 1 == 2", "AssertionError"],
  ["no luck at all", "unknown"],
  ["", "unknown"],
  ["PlantagenetLedgerMismatch: 3", "other"],
  ["Plantagenet", "other"],
  ["plantagenet.ledger.Mismatch: 3", "other"],
  ["PlantagenetError2: 3", "other"],
  ["Plantagenet_Error", "other"],
  ["PlantagenêtError: 3", "other"],
] as const) {
  test(`"${reason}" is of the class ${said}`, () => {
    assert.equal(errorClass(reason), said);
  });
}

test("no word but what is listed leaves, and the daemon knows each of them", () => {
  const source = fs.readFileSync(path.join(__ROOT__, "server/undersong/exchange/error_classes.py"), "utf8");
  const listed = new Set(
    [...source.matchAll(/^ {4}([A-Z].*)$/gm)].flatMap(([, words = ""]) => words.split(" ")),
  );
  assert.deepEqual(
    KNOWN.filter((name) => !listed.has(name)),
    [],
  );
});

test("every class of Python's own that the daemon knows is known here", () => {
  const source = fs.readFileSync(path.join(__ROOT__, "server/undersong/exchange/error_classes.py"), "utf8");
  const [, python = ""] = /^PYTHON = words\(\s*"""(.*?)"""/ms.exec(source) ?? [];
  const words = python.trim().split(/\s+/);
  assert.ok(words.length > 60);
  assert.deepEqual(
    words.filter((name) => errorClass(name) !== name),
    [],
  );
});

test("every listed word fits into an event", () => {
  KNOWN.forEach((name) => assert.match(name, /^[A-Za-z]{1,40}$/));
});
