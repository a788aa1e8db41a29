import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { fingerprint, hasher } from "../../../extension/src/outbox/hash";

const SALT = "0123456789abcdef".repeat(4);

test("a hash is HMAC-SHA256 keyed with the salt's bytes, as the daemon makes it", () => {
  const daemon = createHmac("sha256", Buffer.from(SALT, "hex")).update("/desk/a.py").digest("hex");
  assert.equal(hasher(SALT)("/desk/a.py"), daemon.slice(0, 16));
});

test("a hash may be shorter", () => {
  assert.equal(hasher(SALT)("test_a", 8), hasher(SALT)("test_a").slice(0, 8));
});

test("another salt gives another hash", () => {
  assert.notEqual(hasher(SALT)("a"), hasher("ff".repeat(32))("a"));
});

test("a fingerprint tells whether two texts are the same", () => {
  assert.equal(fingerprint("a"), fingerprint("a"));
  assert.notEqual(fingerprint("a"), fingerprint("b"));
});
