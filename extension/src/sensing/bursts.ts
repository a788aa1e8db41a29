import type { EventData, Origin } from "../protocol";

/** A pause that closes a burst. */
export const PAUSE_MS = 2000;
/** The longest burst. */
export const LONGEST_MS = 10_000;

/** One content change of a file: sizes and places. */
export interface Change {
  readonly path: string;
  readonly origin: Origin;
  readonly language: string;
  readonly lines: number;
  readonly isNotebook: boolean;
  readonly inserted: number;
  readonly deleted: number;
  readonly insertedLines: number;
  readonly deletedLines: number;
  readonly undone: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A burst that has ended. */
export interface Burst {
  readonly path: string;
  readonly origin: Origin;
  /** When its last change was. */
  readonly time: number;
  readonly data: EventData["file_modified"];
}

interface Open {
  origin: Origin;
  readonly since: number;
  latest: number;
  data: EventData["file_modified"];
}

/** Gathers changes into bursts: one file, one origin, no pause of 2 s, 10 s at most. */
export class Bursts {
  private readonly open = new Map<string, Open>();

  constructor(private readonly close: (burst: Burst) => void) {}

  /** Adds a change. A change of another origin ends the file's burst first, so that their order stays. */
  add(change: Change, nowMs: number): void {
    const open = this.open.get(change.path);
    if (open && open.origin === change.origin && nowMs - open.since < LONGEST_MS) {
      open.latest = nowMs;
      extend(open.data, change, nowMs - open.since);
      return;
    }
    this.end(change.path);
    this.open.set(change.path, { origin: change.origin, since: nowMs, latest: nowMs, data: begin(change) });
  }

  /** Corrects who made the burst of a file: it was not known when it began. */
  relabel(path: string, origin: Origin): void {
    const open = this.open.get(path);
    if (open) {
      open.origin = origin;
    }
  }

  /** Closes the bursts that have paused or grown long. */
  sweep(nowMs: number): void {
    for (const [path, open] of this.open) {
      if (nowMs - open.latest >= PAUSE_MS || nowMs - open.since >= LONGEST_MS) {
        this.end(path);
      }
    }
  }

  /** Closes the burst of a file, if it has one. */
  end(path: string): void {
    const open = this.open.get(path);
    if (open) {
      this.open.delete(path);
      this.close({ path, origin: open.origin, time: open.latest, data: open.data });
    }
  }

  /** Closes all. */
  endAll(): void {
    [...this.open.keys()].forEach((path) => this.end(path));
  }
}

function begin(change: Change): EventData["file_modified"] {
  return {
    "file.language": change.language,
    "file.lines": change.lines,
    "file.notebook": change.isNotebook,
    "edit.inserted_chars": change.inserted,
    "edit.deleted_chars": change.deleted,
    "edit.inserted_lines": change.insertedLines,
    "edit.deleted_lines": change.deletedLines,
    "edit.changes": 1,
    "edit.first_line": change.firstLine,
    "edit.last_line": change.lastLine,
    "edit.seconds": 0,
    "edit.undone_chars": change.undone,
  };
}

function extend(data: EventData["file_modified"], change: Change, spanMs: number): void {
  data["file.lines"] = change.lines;
  data["edit.inserted_chars"] += change.inserted;
  data["edit.deleted_chars"] += change.deleted;
  data["edit.inserted_lines"] = (data["edit.inserted_lines"] ?? 0) + change.insertedLines;
  data["edit.deleted_lines"] = (data["edit.deleted_lines"] ?? 0) + change.deletedLines;
  data["edit.changes"] += 1;
  data["edit.first_line"] = Math.min(data["edit.first_line"], change.firstLine);
  data["edit.last_line"] = Math.max(data["edit.last_line"], change.lastLine);
  data["edit.seconds"] = Math.min(LONGEST_MS / 1000, Math.floor(spanMs / 1000));
  data["edit.undone_chars"] = (data["edit.undone_chars"] ?? 0) + change.undone;
}
