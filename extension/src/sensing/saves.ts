import * as vscode from "vscode";
import type { Companion } from "../companion";
import { subjectOf } from "../files";
import { fingerprint } from "../outbox/hash";
import { Growth } from "./growth";

/** Longer files get no digest: it would cost more than it tells. */
const LONGEST_CHARS = 1_000_000;

/** Reports each save with a salted digest, which shows only that the same content was there before, and its growth. */
export function senseSaves(companion: Companion): vscode.Disposable {
  const growth = new Growth();
  const saves = vscode.workspace.onDidSaveTextDocument((document) => {
    // Counted even while nothing is recorded, or what was saved then would be told with the next save.
    const branches = growth.saved(document);
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
        "file.branches_change": branches,
      }),
      { path: subject.path },
    );
  });
  return vscode.Disposable.from(growth, saves);
}
