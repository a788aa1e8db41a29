/** Licences travel with what they license. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeOf, packageFolder } from "../../scripts/lib/notices.mjs";

test("a file of a package is its package's, scope and nesting included", () => {
  assert.equal(packageFolder("node_modules/vega/build/vega.js"), "node_modules/vega");
  assert.equal(packageFolder("node_modules/@a/b/c.js"), "node_modules/@a/b");
  assert.equal(packageFolder("node_modules/a/node_modules/b/c.js"), "node_modules/a/node_modules/b");
});

test("a file of ours needs no notice", () => {
  assert.equal(packageFolder("extension/src/main.ts"), undefined);
});

test("a notice names the package and carries its licence", () => {
  assert.match(noticeOf("node_modules/vega"), /^vega 6[^]*Redistribution/);
});
