import type { Hash } from "../outbox/hash";

const FILE = /\bfile ([0-9a-f]{16})\b/g;
const SHORT = 4;

/** Returns the hashes of the files that a report speaks of. */
export function hashesIn(report: unknown): Set<string> {
  return new Set([...JSON.stringify(report).matchAll(FILE)].map((found) => found[1] ?? ""));
}

/** Returns hash → name for those of the files whose hash is wanted. Names stay in this window. */
export function namesOf(
  wanted: ReadonlySet<string>,
  files: Iterable<{ path: string; name: string }>,
  hash: Hash,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const { path, name } of files) {
    const hashed = hash(path);
    if (wanted.has(hashed)) {
      names.set(hashed, name);
    }
  }
  return names;
}

/** Returns a report in which each `file <hash>` is a name, or `file` with four characters of its hash. */
export function withNames<T>(value: T, names: ReadonlyMap<string, string>): T {
  const named = (text: string): string =>
    text.replace(FILE, (_, hash: string) => names.get(hash) ?? `file ${hash.slice(0, SHORT)}`);
  return JSON.parse(JSON.stringify(value), (_, held: unknown) =>
    typeof held === "string" ? named(held) : held,
  ) as T;
}
