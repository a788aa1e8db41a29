/** Stamps: small files, written last, that tell what a finished piece of set-up was made from. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The fingerprint of files, of all files under folders, and of plain words among them. */
export function fingerprint(...inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) for (const path of filesUnder(input)) hash.update(path).update(contents(path));
  return hash.digest("hex").slice(0, 32);
}

/** Whether the stamp is there and was made from the same. */
export function isStamped(stamp, print) {
  return contents(stamp) === print;
}

/** Takes the stamp away while its piece is made anew, and puts it back once `make` is through. */
export async function stamped(stamp, print, make) {
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

function filesUnder(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== "__pycache__")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

/** What a file holds; nothing when there is none, so that a missing input is a fingerprint too. */
function contents(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
