import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { requirements, root } from "../../scripts/lib/places.mjs";

const LISTS = ["app", "train", "dev", "build", "base"];

/** The packages of a list, each with its version and whether it has a hash. */
function packagesOf(list) {
  const entries = readFileSync(requirements(list), "utf8").split(/\n(?=\S)/);
  return entries.filter(Boolean).map((entry) => {
    const [, name, version, marker] = /^([\w.-]+)==([^ ;\\]+)(?: ; ([^\\]+))?/.exec(entry) ?? [];
    return { name, version, marker: marker?.trim() ?? "", isHashed: entry.includes("--hash=sha256:") };
  });
}

test("every Python package is locked to one version and its hashes", () => {
  for (const list of LISTS)
    for (const { name, version, isHashed } of packagesOf(list))
      assert.ok(name && version && isHashed, `${list}: ${name}`);
});

test("all lists agree on the versions that they share", () => {
  const known = new Map();
  for (const list of LISTS)
    for (const { name, version, marker } of packagesOf(list)) {
      const key = `${name} ${marker.replace(/ and platform_python_implementation.*/, "")}`;
      assert.equal(known.get(key) ?? version, version, `${name} in ${list}`);
      known.set(key, version);
    }
});

test("no list names the host that it came from", () => {
  for (const list of LISTS)
    assert.doesNotMatch(readFileSync(requirements(list), "utf8"), /https?:|index-url/);
  assert.doesNotMatch(readFileSync(join(root, "package-lock.json"), "utf8"), /"resolved"/);
});

test("every npm package that is asked for is asked for by its exact version", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const [name, version] of Object.entries(devDependencies))
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test("what is left out on purpose is in no list", () => {
  const lines = readFileSync(join(root, "requirements", "excludes.txt"), "utf8").split("\n");
  const excluded = lines.map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
  const listed = LISTS.flatMap(packagesOf).map(({ name }) => name);

  assert.ok(excluded.length > 0);
  assert.deepEqual(
    excluded.filter((name) => listed.includes(name)),
    [],
  );
});
