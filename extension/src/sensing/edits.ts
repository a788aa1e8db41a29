import * as vscode from "vscode";
import { every } from "../clock";
import type { Companion } from "../companion";
import { type Subject, subjectOf } from "../files";
import type { Origin } from "../protocol";
import { measured } from "./bench";
import { type Burst, Bursts } from "./bursts";
import { FreshText } from "./freshText";
import { originOf } from "./origin";

/** HEAD and the files it changes move within this time of each other; git tells us of HEAD within four seconds. */
const HEAD_MS = 6000;
/** VS Code tells of a change before it calls the file dirty; machine time, for it is the editor's own haste. */
const DIRTY_MS = 200;
/** How often bursts are looked at. */
const SWEEP_MS = 500;

/** Reports the size and place of each edit, never its text. */
export function senseEdits(companion: Companion): vscode.Disposable {
  const edits = new Edits(companion);
  const timer = every(companion.clock, SWEEP_MS, () => edits.bursts.sweep(companion.clock.now()));
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(measured((change) => edits.change(change))),
    vscode.workspace.onDidChangeNotebookDocument((change) => edits.changeCells(change)),
    vscode.workspace.onWillSaveTextDocument(({ document }) => edits.saving.add(document)),
    vscode.workspace.onDidSaveTextDocument((document) => edits.saved(document)),
    vscode.workspace.onDidCloseTextDocument((document) => edits.closed(document)),
    vscode.window.onDidChangeTextEditorSelection((moved) => edits.moved(moved)),
    timer,
    { dispose: () => edits.bursts.endAll() },
  );
}

class Edits {
  readonly bursts = new Bursts((burst) => this.report(burst));
  readonly saving = new WeakSet<vscode.TextDocument>();
  private readonly fresh = new WeakMap<vscode.TextDocument, FreshText>();
  private handMs = 0;

  constructor(private readonly companion: Companion) {}

  /** Takes every content change of an event: one for each cursor, and one for each place of a replacement. */
  change(event: vscode.TextDocumentChangeEvent): void {
    // An event without changes tells that the document became dirty or clean.
    const subject = event.contentChanges.length > 0 ? subjectOf(event.document) : undefined;
    if (!subject || !this.companion.mayRecord) {
      return;
    }
    const now = this.companion.clock.now();
    const origin = this.origin(event, subject, now);
    const fresh = this.freshOf(event.document);
    for (const change of event.contentChanges) {
      this.add(change, subject, origin, fresh, now);
    }
    this.handMs = origin === "user" ? now : this.handMs;
    if (!event.document.isDirty) {
      this.checkReload(event.document, subject.path);
    }
  }

  /** A file that is still clean after a change was read again from the disk; an edit makes it dirty a moment later. */
  private checkReload(document: vscode.TextDocument, path: string): void {
    setTimeout(() => {
      if (!document.isDirty) {
        this.bursts.relabel(path, "agent");
      }
    }, DIRTY_MS);
  }

  /** Cells that are added or removed change a notebook without a text change. */
  changeCells(event: vscode.NotebookDocumentChangeEvent): void {
    for (const { addedCells, removedCells, range } of event.contentChanges) {
      const cell = addedCells[0] ?? removedCells[0];
      const subject = cell && subjectOf(cell.document);
      if (subject && this.companion.mayRecord) {
        const [inserted, insertedLines] = sizeOf(addedCells);
        const [deleted, deletedLines] = sizeOf(removedCells);
        const place = { firstLine: range.start, lastLine: range.start, undone: 0, origin: "user" as const };
        const change = { ...subject, ...place, inserted, deleted, insertedLines, deletedLines };
        this.bursts.add(change, this.companion.clock.now());
      }
    }
  }

  /** A save ends the burst before it. */
  saved(document: vscode.TextDocument): void {
    this.saving.delete(document);
    this.bursts.end(subjectOf(document)?.path ?? "");
  }

  closed(document: vscode.TextDocument): void {
    this.fresh.delete(document);
    this.bursts.end(subjectOf(document)?.path ?? "");
  }

  /** A cursor that a hand moved; selections that a command sets are no hand. */
  moved(event: vscode.TextEditorSelectionChangeEvent): void {
    if (event.kind !== undefined && event.kind !== vscode.TextEditorSelectionChangeKind.Command) {
      this.handMs = this.companion.clock.now();
    }
  }

  private add(
    change: vscode.TextDocumentContentChangeEvent,
    subject: Subject,
    origin: Origin,
    fresh: FreshText,
    now: number,
  ): void {
    const inserted = change.text.length;
    const insertedLines = newlinesIn(change.text);
    const firstLine = change.range.start.line;
    this.bursts.add(
      {
        ...subject,
        origin,
        inserted,
        deleted: change.rangeLength,
        insertedLines,
        deletedLines: change.range.end.line - firstLine,
        undone: fresh.replace(change.rangeOffset, change.rangeLength, inserted, now),
        firstLine,
        lastLine: firstLine + insertedLines,
      },
      now,
    );
  }

  private origin(event: vscode.TextDocumentChangeEvent, subject: Subject, now: number): Origin {
    const { document, contentChanges: changes, reason } = event;
    const offered = this.companion.offered;
    return originOf({
      isUndo: reason !== undefined,
      isSaving: this.saving.has(document),
      offered: offered?.path === subject.path ? offered.text : undefined,
      inserted: changes[0]?.text ?? "",
      insertedChars: changes.reduce((sum, change) => sum + change.text.length, 0),
      deletedChars: changes.reduce((sum, change) => sum + change.rangeLength, 0),
      changes: changes.length,
      isAtCursor: isAtCursor(event),
      sinceHandMs: now - this.handMs,
    });
  }

  private freshOf(document: vscode.TextDocument): FreshText {
    const known = this.fresh.get(document) ?? new FreshText();
    this.fresh.set(document, known);
    return known;
  }

  private report({ path, origin, time, data }: Burst): void {
    // What wrote the disk, git or another program, shows in whether HEAD moved; git tells it later than the files.
    const isGit = origin === "agent" && Math.abs(this.companion.lastHeadMove - time) < HEAD_MS;
    this.companion.record("file_modified", data, { path, time, origin: isGit ? "git" : origin });
  }
}

/** The editor still has the selections from before the change: typing and pasting touch one of them. */
function isAtCursor({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) {
    return false;
  }
  return contentChanges.some(({ range }) =>
    editor.selections.some(
      // One line of slack: commands that move, join or comment lines change their neighbours.
      ({ start, end }) => range.start.line <= end.line + 1 && range.end.line >= start.line - 1,
    ),
  );
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}

function sizeOf(cells: readonly vscode.NotebookCell[]): [chars: number, lines: number] {
  return cells.reduce<[number, number]>(
    ([chars, lines], { document }) => [chars + document.getText().length, lines + document.lineCount],
    [0, 0],
  );
}
