import * as vscode from "vscode";
import { after, every, type Stop } from "../clock";
import type { Companion } from "../companion";
import { pathOf, word } from "../files";
import { ErrorBook, type Finding, type Turn } from "./errorBook";

/** Analysers publish again and again while a person types. */
const DEBOUNCE_MS = 500;
const SWEEP_MS = 1000;

/** Reports errors that stand: their class and a salted signature, never the message. */
export function senseDiagnostics(companion: Companion): vscode.Disposable {
  const book = new ErrorBook((turn) => record(companion, turn));
  const dirty = new Map<string, vscode.Uri>();
  let timer: Stop | undefined;
  const look = (): void => {
    timer = undefined;
    for (const [path, uri] of dirty) {
      book.see(path, vscode.languages.getDiagnostics(uri).flatMap(findingOf), companion.clock.now());
    }
    dirty.clear();
  };
  return vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      uris.filter((uri) => uri.scheme === "file").forEach((uri) => dirty.set(pathOf(uri), uri));
      timer ??= dirty.size > 0 ? after(companion.clock, DEBOUNCE_MS, look) : undefined;
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      timer?.dispose();
      look();
      book.saved(pathOf(uri));
    }),
    every(companion.clock, SWEEP_MS, () => {
      if (book.isWaiting) {
        book.sweep(companion.clock.now());
      }
    }),
    { dispose: () => timer?.dispose() },
  );
}

function record(companion: Companion, { path, state, finding, alive }: Turn): void {
  companion.record(
    "error_occurred",
    (hash) => ({
      "error.class": finding.class,
      "error.signature": hash(`${finding.class}\n${finding.text}`),
      "error.state": state,
      "error.severity": finding.severity,
      "error.source": finding.source,
      "error.line": finding.line,
      "error.alive": alive,
    }),
    { path },
  );
}

/** Hints and our own findings are no errors. */
function findingOf(diagnostic: vscode.Diagnostic): Finding[] {
  const severity = severityOf(diagnostic.severity);
  if (severity === undefined || diagnostic.source === "undersong") {
    return [];
  }
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return [
    {
      severity,
      class: word(String(code ?? "")) || "unknown",
      source: word(diagnostic.source ?? ""),
      // "expected 2 arguments" and "expected 3 arguments" are the same trouble.
      text: diagnostic.message.replace(/\d+/g, "#").replace(/\s+/g, " "),
      line: diagnostic.range.start.line,
    },
  ];
}

function severityOf(severity: vscode.DiagnosticSeverity): Finding["severity"] | undefined {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return "error";
    case vscode.DiagnosticSeverity.Warning:
      return "warning";
    default:
      return undefined;
  }
}
