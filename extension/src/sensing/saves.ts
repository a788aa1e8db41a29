import * as vscode from "vscode";
import type { Companion } from "../companion";
import { subjectOf } from "../files";
import { fingerprint } from "../outbox/hash";

/** Longer files get no digest: it would cost more than it tells. */
const LONGEST_CHARS = 1_000_000;

/** Reports each save with a salted digest, which shows only that the same content was there before. */
export function senseSaves(companion: Companion): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument((document) => {
    const subject = subjectOf(document);
    if (!subject || !companion.mayRecord) {
      return;
    }
    const text = document.getText();
    const print = text.length > LONGEST_CHARS ? null : fingerprint(text);
    companion.record(
      "file_saved",
      (hash) => ({
        "file.language": subject.language,
        "file.lines": subject.lines,
        "file.digest": print === null ? null : hash(print),
      }),
      { path: subject.path },
    );
  });
}
