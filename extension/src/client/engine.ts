import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Log } from "../log";
import { type Engine, OwnEnvironment } from "./environment";
import { executor, proxyVariables } from "./install";
import { findPython, pythonOfExtension, pythonsOnPath } from "./pythons";

/** Builds the environment of an installed extension; undefined where it carries no engine, as beside its sources. */
export function ownEnvironment(context: vscode.ExtensionContext, log: Log): OwnEnvironment | undefined {
  const version = String((context.extension.packageJSON as { version: unknown }).version);
  const engine = carriedEngine(path.join(context.extensionPath, "dist", "engine"), version);
  return (
    engine &&
    new OwnEnvironment({
      storage: context.globalStorageUri.fsPath,
      engine,
      findPython: () => findPython([pythonOfExtension, pythonsOnPath]),
      install: {
        execute: executor(
          () => proxyVariables(setting("http", "proxy")),
          (line) => log.info(line),
        ),
        wheels: () => setting("undersong", "wheels"),
      },
      showProgress,
      warn: (line) => log.warn(line),
    })
  );
}

const LISTS = ["app.txt", "train.txt", "base.txt"] as const;

/** Finds what the extension carries; undefined where a part is missing. */
export function carriedEngine(folder: string, version: string): Engine | undefined {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const wheel = names.find((name) => name.endsWith(".whl"));
  if (wheel === undefined || !LISTS.every((name) => names.includes(name))) {
    return undefined;
  }
  const [app, train, base, file] = [...LISTS, wheel].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  return { id: `engine-${version}-${fingerprint([app, file])}`, wheel: file, app, train, base };
}

/** Two builds of one version differ in what they carry. */
function fingerprint(files: readonly string[]): string {
  const hash = createHash("sha256");
  files.forEach((file) => hash.update(fs.readFileSync(file)));
  return hash.digest("hex").slice(0, 8);
}

function setting(section: string, name: string): string {
  return vscode.workspace.getConfiguration(section).get(name, "").trim();
}

function showProgress<T>(title: string, work: (say: (line: string) => void) => Promise<T>): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Undersong: ${title} ([Show log](command:undersong.showLog))`,
  };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress) => work((message) => progress.report({ message }))),
  );
}
