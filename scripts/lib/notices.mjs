/** The licences of what a bundle holds, in one file that travels with it. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";

const LICENCE = /^(licen[cs]e|copying|notice)/i;

/** Writes the notices of all packages that the bundles' metafiles name, sorted, each once. */
export function writeNotices(metafiles, target) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = [...new Set(inputs.map(packageFolder).filter(Boolean))].sort();
  writeFileSync(join(root, target), folders.map(noticeOf).join(`\n${"-".repeat(72)}\n\n`));
}

/** `node_modules/a/lib/b.js` → `node_modules/a`; a file of ours gives undefined. */
export function packageFolder(path) {
  const parts = path.replaceAll("\\", "/").split("node_modules/");
  if (parts.length < 2) return undefined;
  const names = parts.pop().split("/");
  const name = names[0].startsWith("@") ? names.slice(0, 2).join("/") : names[0];
  return [...parts, name].join("node_modules/");
}

/** Name, version, licence and the licence's own text. */
export function noticeOf(folder) {
  const at = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  const file = existsSync(at) && readdirSync(at).find((entry) => LICENCE.test(entry));
  const text = file ? readFileSync(join(at, file), "utf8").trim() : "(the package carries no licence file)";
  return `${name} ${version} (${license})\n\n${text}\n`;
}
