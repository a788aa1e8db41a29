import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_CHARS = 10;

/** Returns a ULID (github.com/ulid/spec) of this millisecond: 26 characters that sort by time. */
export function newUlid(timeMs: number, chance: Uint8Array = randomBytes(16)): string {
  let time = "";
  for (let rest = Math.max(0, timeMs), i = 0; i < TIME_CHARS; i += 1) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  // Five bits of each of 16 bytes: 80 bits of chance without arithmetic on big numbers.
  return time + Array.from(chance.subarray(0, 16), (byte) => ALPHABET.charAt(byte & 31)).join("");
}

/** Returns the milliseconds since the epoch that a ULID holds. */
export function timeOfUlid(ulid: string): number {
  return Array.from(ulid.slice(0, TIME_CHARS)).reduce((time, char) => time * 32 + ALPHABET.indexOf(char), 0);
}
