/** A folder to work in: a copy of the small package, under git. */
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/lib/places.mjs";

/** Copies the package into a folder beside the rest of the stage and commits it there. */
export function makeWorkspace(parent) {
  const folder = join(parent, "larder");
  cpSync(join(root, "recordings", "package"), folder, { recursive: true });
  const git = (...args) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });
  writeFileSync(join(folder, ".gitignore"), "__pycache__/\n.pytest_cache/\n");
  git("init", "--quiet", "--initial-branch", "main");
  git("config", "user.name", "Cook");
  git("config", "user.email", "cook@example.invalid");
  git("add", "--all");
  git("commit", "--quiet", "--message", "A larder");
  return {
    folder,
    git,
    write: (name, content) => writeFileSync(join(folder, name), content),
    read: (name) => readFileSync(join(folder, name), "utf8"),
  };
}
