import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { COMMANDS } from "../../extension/src/commands/catalog";
import { WORDS } from "../../extension/src/selfReport";
import { DAEMON_NAMES } from "../../extension/src/settings";

declare const __ROOT__: string;

interface Property {
  readonly default?: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
}
interface Manifest {
  readonly icon: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly enabledApiProposals?: unknown;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Record<string, string>;
  readonly contributes: {
    readonly commands: { readonly command: string; readonly title: string; readonly category: string }[];
    readonly keybindings: {
      readonly command: string;
      readonly key: string;
      readonly win?: string;
      readonly when?: string;
      readonly args?: string;
    }[];
    readonly configuration: { readonly properties: Record<string, Property> }[];
    readonly menus: Record<string, { readonly command: string }[]>;
    readonly walkthroughs: {
      readonly steps: { readonly media: { readonly svg: string }; readonly description: string }[];
    }[];
  };
}

const manifest = JSON.parse(fs.readFileSync(path.join(__ROOT__, "package.json"), "utf8")) as Manifest;
const { contributes } = manifest;
const properties = Object.assign({}, ...contributes.configuration.map((part) => part.properties)) as Record<
  string,
  Property
>;
const declared = contributes.commands.map(({ command }) => command);
// Registered where ghost text is followed.
const ELSEWHERE = ["undersong.dismissSuggestion", "undersong.whySilent"];
// VS Code's own that a key of ours calls.
const BUILT_IN = ["jumpToNextSnippetPlaceholder", "editor.action.inlineSuggest.trigger"];

test("every command of the palette is built, and none is missing from it", () => {
  assert.deepEqual([...COMMANDS.map(({ id }) => id), ...ELSEWHERE].sort(), [...declared].sort());
});

test("every command has a category and a title", () => {
  assert.ok(contributes.commands.every(({ title, category }) => title && category === "Undersong"));
});

test("keys, menus and the walkthrough name commands that exist", () => {
  const steps = contributes.walkthroughs.flatMap(({ steps }) => steps);
  const linked = steps.flatMap(({ description }) =>
    Array.from(description.matchAll(/command:(undersong\.\w+)/g), ([, id]) => id),
  );
  const named = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].map(
    ({ command }) => command,
  );
  [...named, ...linked].forEach((id) => assert.ok([...declared, ...BUILT_IN].includes(id ?? ""), id));
});

test("in a snippet Tab goes to its next place, even while ghost text is on screen", () => {
  const own = contributes.keybindings.find(({ command }) => command === BUILT_IN[0]);
  assert.equal(own?.key, "tab");
  ["inSnippetMode", "undersong.isSuggesting"].forEach((each) => assert.ok(own.when?.includes(each)));
});

test("there is a key that asks for ghost text: VS Code itself has none", () => {
  const own = contributes.keybindings.find(({ command }) => command === BUILT_IN[1]);
  assert.equal(own?.key, "alt+\\");
});

test("prose, secrets and what programs write get no ghost text unless somebody wants it", () => {
  const { "undersong.completion.languages": languages, "undersong.completion.exclude": exclude } = properties;
  assert.equal((languages?.default as Record<string, boolean>)["markdown"], false);
  ["**/.env", "**/*.pem", "**/package-lock.json"].forEach((glob) =>
    assert.equal((exclude?.default as Record<string, boolean>)[glob], true),
  );
});

test("each word on the work has a key of its own", () => {
  const keys = contributes.keybindings.filter(({ command }) => command === "undersong.selfReport");
  assert.deepEqual(keys.map(({ args }) => args).sort(), WORDS.map(({ state }) => state).sort());
  assert.equal(new Set(keys.map(({ key }) => key)).size, keys.length);
});

test("on Windows no key is one that types a letter with AltGr, which is Ctrl and Alt there", () => {
  contributes.keybindings.forEach(({ key, win }) =>
    assert.ok(!/^ctrl\+alt\+\w( |$)/.test(win ?? key), win ?? key),
  );
});

test("questions are off until they are turned on", () => {
  assert.equal(properties["undersong.samplingPrompts"]?.default, false);
  assert.equal(properties["undersong.review"]?.default, false);
});

test("the icon and the walkthrough's pictures are there", () => {
  const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));
  [manifest.icon, ...pictures].forEach((file) => assert.ok(fs.existsSync(path.join(__ROOT__, file)), file));
});

test("every setting has a default, a scope and words", () => {
  for (const [name, { default: missing, scope, markdownDescription }] of Object.entries(properties)) {
    assert.ok(missing !== undefined && scope && markdownDescription, name);
  }
});

test("every setting that the daemon hears is one that a person can set", () => {
  Object.keys(DAEMON_NAMES).forEach((name) => assert.ok(properties[`undersong.${name}`], name));
});

test("the defaults are the daemon's own", () => {
  const source = fs.readFileSync(path.join(__ROOT__, "server/undersong/domain/settings.py"), "utf8");
  for (const [ours, theirs] of Object.entries(DAEMON_NAMES)) {
    const line = new RegExp(`^    ${theirs}: \\w+ = (.+)$`, "m").exec(source)?.[1];
    assert.equal(line?.toLowerCase(), String(properties[`undersong.${ours}`]?.default), ours);
  }
});

test("recording is off until it is turned on", () => {
  assert.equal(properties["undersong.recording"]?.default, false);
});

test("what names a program or a folder of data is not taken from an untrusted workspace", () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  ["interpreter", "wheels", "home", "recording"].forEach((name) =>
    assert.ok(restricted.includes(`undersong.${name}`)),
  );
});

test("only stable interfaces of the oldest VS Code that we serve are used", () => {
  assert.equal(manifest.enabledApiProposals, undefined);
  assert.equal(`^${manifest.devDependencies["@types/vscode"]}`, manifest.engines.vscode);
});
