import * as path from "node:path";
import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import { Client } from "./client/client";
import { connectDaemon, type Run, runner } from "./client/connect";
import { ownEnvironment } from "./client/engine";
import { homeFolder } from "./client/home";
import { NamedInterpreter, SourceEnvironment } from "./client/interpreter";
import { type Attachment, Keeper } from "./client/restart";
import { clockFromEnvironment } from "./clock";
import { Companion, type WindowState } from "./companion";
import { type Hash, hasher } from "./outbox/hash";
import { Journal } from "./outbox/journal";
import { Outbox } from "./outbox/outbox";
import { newUlid } from "./outbox/ulid";
import { Recorder } from "./recorder";
import { readSettings, type Settings } from "./settings";
import { Signal } from "./signal";
import { Completion } from "./suggestions/completion";

/** The parts of one window, put together. */
export interface Window {
  readonly companion: Companion;
  readonly client: Client;
  readonly keeper: Keeper;
  readonly outbox: Outbox;
  readonly completion: Completion;
  /** Makes what only training needs, and removes what older versions left; when there is time. */
  readonly tidy: () => Promise<void>;
}

/** Builds the parts of this window and hands each what it needs. */
export function assemble(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Window {
  const clock = clockFromEnvironment();
  const settings = new Signal<Settings>(readSettings());
  const state = new Signal<WindowState>(BEGINNING);
  const window = `w${newUlid(Date.now()).slice(-12)}`;
  const home = (): string => homeFolder(settings.value.home);
  const own = ownEnvironment(context, log);
  const python = new NamedInterpreter(
    () => settings.value.interpreter,
    own ?? new SourceEnvironment(context.extensionPath),
  );
  const run = runner(
    () => python.python(),
    () => settings.value.home,
  );
  let hash: Hash | undefined;

  const client = new Client(
    introduction(context, window, settings),
    log,
    middleware(() => completion, settings),
  );
  const deliver = (events: unknown[]) =>
    client.isAttached ? client.request("undersong/record", { events }) : undefined;
  const folder = path.join(context.globalStorageUri.fsPath, "outbox");
  const outbox = new Outbox(new Journal(folder, window), deliver, clock, log);
  const keeper = new Keeper(
    () => attach(client, home(), run, (key) => outbox.unlock((hash = key))),
    clock,
    log,
  );
  const recorder = new Recorder(
    clock,
    `editor/${window}`,
    () => companion.mayRecord,
    (draft) => outbox.put(draft),
    greet,
  );
  const companion: Companion = new Companion({
    ...{ context, clock, log, window, settings, state, client, run, home, outbox, recorder },
    restart: () => keeper.restart(),
    reinstall: own && (() => own.reinstall()),
    hash: () => hash,
  });
  const completion: Completion = new Completion(companion);
  return {
    companion,
    client,
    keeper,
    outbox,
    completion,
    tidy: async () => (own?.tidy(), own?.prepareTraining()),
  };
}

const BEGINNING: WindowState = {
  phase: { name: "starting" },
  work: undefined,
  isPaused: false,
  nudge: undefined,
  silence: undefined,
  suggestion: undefined,
  snooze: undefined,
};

function introduction(context: vscode.ExtensionContext, window: string, settings: Signal<Settings>) {
  const { version } = context.extension.packageJSON as { version: string };
  return { version, window, settings: () => settings.value.daemon };
}

async function attach(
  client: Client,
  home: string,
  run: Run,
  unlock: (hash: Hash) => void,
): Promise<Attachment> {
  const { attachment, greeting } = await client.attach(await connectDaemon(home, run));
  unlock(hasher(greeting.salt));
  return attachment;
}

function middleware(completion: () => Completion, settings: Signal<Settings>): Middleware {
  return {
    provideInlineCompletionItems: (...request) => completion().provide(...request),
    // The daemon serves all windows; a workspace that wants no hints drops them here.
    handleDiagnostics: (uri, diagnostics, next) => next(uri, settings.value.naming ? diagnostics : []),
  };
}

function greet() {
  return {
    "client.name": "vscode",
    "client.version": vscode.version,
    "workspace.folders": vscode.workspace.workspaceFolders?.length ?? 0,
  };
}
