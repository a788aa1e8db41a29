import assert from "node:assert/strict";
import { test } from "node:test";
import { Silences } from "../../../extension/src/suggestions/silences";

test("nothing is offered behind a prefix that was silenced", () => {
  const silences = new Silences();
  silences.add("/a.py", "return ", "total()");
  assert.equal(silences.holdsPrefix("/a.py", "return "), true);
  assert.equal(silences.holdsPrefix("/a.py", "return t"), false);
  assert.equal(silences.holdsPrefix("/b.py", "return "), false);
});

test("the same text behind a longer prefix stays away too", () => {
  const silences = new Silences();
  silences.add("/a.py", "return ", "total()");
  assert.equal(silences.holds("/a.py", "return to", "tal()"), true);
  assert.equal(silences.holds("/a.py", "return to", "wer()"), false);
});

test("only the latest are remembered", () => {
  const silences = new Silences();
  for (let at = 0; at < 300; at += 1) {
    silences.add("/a.py", `line ${at}`, "x");
  }
  assert.equal(silences.holdsPrefix("/a.py", "line 299"), true);
  assert.equal(silences.holdsPrefix("/a.py", "line 0"), false);
});
