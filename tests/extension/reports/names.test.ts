import assert from "node:assert/strict";
import { test } from "node:test";
import { hashesIn, namesOf, withNames } from "../../../extension/src/reports/names";
import { hash } from "../fakes/companion";

const TAX = hash("/desk/tax.py");
const REPORT = {
  words: `file ${TAX} and file 0011223344556677`,
  table: { rows: [[`file ${TAX}`, 3, null]] },
};

test("a report tells which files it speaks of", () => {
  assert.deepEqual([...hashesIn(REPORT)], [TAX, "0011223344556677"]);
});

test("only files that the report speaks of get a name", () => {
  const files = [
    { path: "/desk/tax.py", name: "tax.py" },
    { path: "/desk/other.py", name: "other.py" },
  ];
  assert.deepEqual([...namesOf(hashesIn(REPORT), files, hash)], [[TAX, "tax.py"]]);
});

test("names stand for hashes, and four characters for a file that is not here", () => {
  assert.deepEqual(withNames(REPORT, new Map([[TAX, 'ta"x.py']])), {
    words: 'ta"x.py and file 0011',
    table: { rows: [['ta"x.py', 3, null]] },
  });
});
