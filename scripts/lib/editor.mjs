/** A real VS Code and a real browser for the editor tests: found, or installed into a cache that clones share. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editorCache, isWindows } from "./places.mjs";
import { aptInstall, isRootOnDebian } from "./prerequisites.mjs";
import { say, step } from "./progress.mjs";
import { answers, run } from "./run.mjs";

// Newest that are known to work together; code-server 4.139.1 is VS Code 1.139.1 and wants Node 24.
const VERSIONS = { node: "24.21.0", code: "4.139.1", playwright: "1.65.1" };

const BROWSERS = [
  process.env.UNDERSONG_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

// code-server's native modules are compiled when it is installed.
const DEBIAN_PACKAGES = [
  "chromium",
  "fonts-dejavu-core",
  "git",
  "build-essential",
  "libkrb5-dev",
  "libxkbfile-dev",
  "libsecret-1-dev",
];

const modules = (part) => join(editorCache, part, "node_modules");
const nodeHome = join(modules("node"), "node", "node_modules", `node-${process.platform}-${process.arch}`);

/** Where the parts lie, or undefined when one is missing. */
export function findEditor() {
  const editor = {
    node: join(nodeHome, "bin", isWindows ? "node.exe" : "node"),
    codeServer: join(modules("code"), "code-server", "out", "node", "entry.js"),
    playwright: join(modules("e2e"), "playwright-core", "index.mjs"),
    chromium: BROWSERS.find((path) => path && existsSync(path)),
  };
  return Object.values(editor).every((path) => path && existsSync(path)) ? editor : undefined;
}

/** Finds the editor or installs it; returns undefined, having said why, when this machine cannot have it. */
export async function obtainEditor() {
  const found = findEditor();
  if (found || !(await canInstall())) return found;
  try {
    return await step("VS Code and a browser for the editor tests", install);
  } catch (error) {
    say(`They could not be installed: ${error.message}`);
    return undefined;
  }
}

/** Root on Debian may install what is missing; others need a browser, a compiler and make beforehand. */
async function canInstall() {
  if (isRootOnDebian) return true;
  const tools = await Promise.all([
    answers("cc"),
    answers("make"),
    answers("pkg-config", ["--exists", "krb5", "xkbfile", "libsecret-1"]),
  ]);
  return !isWindows && tools.every(Boolean) && BROWSERS.some((path) => path && existsSync(path));
}

async function install() {
  if (isRootOnDebian) await aptInstall(DEBIAN_PACKAGES);
  await npmInstall("node", `node@${VERSIONS.node}`);
  await npmInstall("code", `code-server@${VERSIONS.code}`, underNode24());
  await npmInstall("e2e", `playwright-core@${VERSIONS.playwright}`);
  return findEditor();
}

/** The variables under which npm runs with the newer Node, although we may have been started by npm with an older one. */
function underNode24() {
  return {
    PATH: `${join(nodeHome, "bin")}:${process.env.PATH}`,
    // The package carries the headers too, so that node-gyp downloads nothing.
    npm_config_nodedir: nodeHome,
    // By these an outer npm tells of its own Node.
    npm_config_user_agent: undefined,
    npm_node_execpath: undefined,
    NODE: undefined,
  };
}

/** Installs one part; a mark stands while it goes on, so that one that was cut off is begun anew. */
async function npmInstall(part, spec, env = {}) {
  const folder = join(editorCache, part);
  const mark = `${folder}.installing`;
  const name = spec.slice(0, spec.lastIndexOf("@"));
  if (existsSync(join(modules(part), name, "package.json")) && !existsSync(mark)) return;
  say(`Installing ${spec} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(mark, spec);
  const args = ["--prefix", folder, "install", "--no-save", "--no-audit", "--no-fund", spec];
  // An outer `npm --silent` would hide why it failed.
  await run("npm", args, { env: { npm_config_loglevel: "error", ...env } });
  rmSync(mark);
}
