import * as vscode from "vscode";
import { branchesIn } from "./branches";

/** VS Code tells of a change before it calls the file dirty; machine time, for it is the editor's own haste. */
const DIRTY_MS = 200;

/** Knows how many branches each file on screen had when it was last the same as on disk, so that a save can tell the change. */
export class Growth implements vscode.Disposable {
  private readonly known = new WeakMap<vscode.TextDocument, number | undefined>();
  private readonly listening: vscode.Disposable;

  constructor() {
    this.look(vscode.window.visibleTextEditors);
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.look(editors)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkReload(document)),
    );
  }

  /** Returns the change since the save before, or null where one of the two is not known. */
  saved(document: vscode.TextDocument): number | null {
    const before = this.known.get(document);
    const now = branchesIn(document.getText(), document.languageId);
    this.known.set(document, now);
    return before === undefined || now === undefined ? null : now - before;
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** A file that has unsaved changes when it is first seen has nothing to be compared with. */
  private look(editors: readonly vscode.TextEditor[]): void {
    for (const { document } of editors) {
      if (!this.known.has(document) && !document.isDirty) {
        this.known.set(document, branchesIn(document.getText(), document.languageId));
      }
    }
  }

  /** What git or another program wrote is nobody's change: the next save is compared with it. */
  private checkReload(document: vscode.TextDocument): void {
    if (document.isDirty || !this.known.has(document)) {
      return;
    }
    setTimeout(() => {
      if (!document.isDirty) {
        this.known.set(document, branchesIn(document.getText(), document.languageId));
      }
    }, DIRTY_MS);
  }
}
