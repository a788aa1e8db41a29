import * as vscode from "vscode";
import type { Companion } from "../companion";
import { type FoundFile, fileOf, workspaceFiles } from "../hashedFiles";
import type { NudgeMessage } from "../protocol";

/** Something a person can do about a nudge, with one press. */
export interface Offer {
  readonly title: string;
  readonly run: () => Thenable<unknown>;
}

/** A nudge with what this window alone knows: names for its hashes, and ways to what they stand for. */
export interface Known {
  readonly nudge: NudgeMessage;
  readonly offers: readonly Offer[];
}

/** Commands that a nudge may run: our own, and the editor's for tests, debugging and windows. */
const ALLOWED = /^(undersong|testing|workbench\.action|workbench\.debug|editor\.action)\./;
const MOST_OFFERS = 3;
/** `pytest`, `python -m pytest -q`, `uv run pytest`, one line alone: a test's name can stand behind these as it is. */
const PYTEST = /^[^;&|<>`$\r\n]*\bpytest(?:[^\S\r\n]+-{1,2}[\w=-]+)*[^\S\r\n]*$/;
/** A name of pytest's that a shell takes as it is written. */
const PLAIN_NAME = /^[\w./-]+\.py(?:::\w+)+$/;

/** Returns the nudge in names, and at most three things to do: those that lead to its files and tests come first. */
export async function know(companion: Companion, nudge: NudgeMessage): Promise<Known> {
  const file = nudge.subject ? await fileOf(companion, nudge.subject) : undefined;
  const name = (nudge.tests ?? []).map((test) => companion.testRuns.nameOf(test)).find(Boolean);
  const own = [
    ...(file
      ? [{ title: `Open ${baseOf(file.name)}`, run: () => vscode.window.showTextDocument(file.uri) }]
      : []),
    ...(name === undefined ? [] : [...(await goTo(name)), ...runOnly(companion, name)]),
  ];
  const told = nudge.actions.map(({ title, command }) => ({ title, run: () => runCommand(command) }));
  const text = file && nudge.named ? nudge.named.replace(`file ${nudge.subject}`, file.name) : nudge.text;
  return { nudge: { ...nudge, text }, offers: [...own, ...told].slice(0, MOST_OFFERS) };
}

/** Leads to a test, where its name says the file and the workspace holds it: `tests/test_a.py::TestA::test_b[1]`. */
async function goTo(name: string): Promise<Offer[]> {
  const [path = "", ...inside] = name.split("::");
  const found = path.endsWith(".py") ? await workspaceFiles(`**/${baseOf(path)}`) : [];
  const file = found.find((each) => each.path.endsWith(`/${path}`));
  const test = inside.at(-1)?.replace(/\[.*$/s, "");
  return file && test ? [{ title: "Go to Test", run: () => openAt(file, test) }] : [];
}

async function openAt({ uri }: FoundFile, test: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.getText().search(new RegExp(`\\bdef ${test}\\b`));
  const position = document.positionAt(Math.max(0, at));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
}

/** Runs a test alone in the terminal where it failed, by the same words and its name; only where both are plain. */
function runOnly({ testRuns }: Companion, name: string): Offer[] {
  const { shell } = testRuns;
  const shells = shell?.terminal.shellIntegration;
  if (
    !shell ||
    !shells ||
    shell.terminal.exitStatus ||
    !PYTEST.test(shell.commandLine) ||
    !PLAIN_NAME.test(name)
  ) {
    return [];
  }
  const run = (): Thenable<unknown> => {
    shell.terminal.show(true);
    shells.executeCommand(`${shell.commandLine.trim()} ${name}`);
    return Promise.resolve();
  };
  return [{ title: "Run This Test", run }];
}

function runCommand(command: string | null | undefined): Thenable<unknown> {
  return command && ALLOWED.test(command) ? vscode.commands.executeCommand(command) : Promise.resolve();
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
