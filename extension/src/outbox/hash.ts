import { createHash, createHmac } from "node:crypto";

/** Turns what a person would recognise into a salted hash: 16 hex characters, or as many as asked. */
export type Hash = (text: string, length?: number) => string;

/** Returns the hash of a salt: HMAC-SHA256 keyed with the bytes that the salt spells in hexadecimal. */
export function hasher(salt: string): Hash {
  const key = Buffer.from(salt, "hex");
  return (text, length = 16) => createHmac("sha256", key).update(text).digest("hex").slice(0, length);
}

/** Returns an unsalted fingerprint, so that a long text need not wait in memory for the salt. Never sent. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
