import * as fs from "node:fs";
import * as path from "node:path";
import type { Sealed } from "./envelope";

/** The events of one window that nobody has acknowledged yet, on disk: one JSON line each. */
export class Journal {
  readonly file: string;
  /** Bytes in the file. */
  bytes = 0;

  constructor(
    readonly folder: string,
    readonly window: string,
    readonly pid: number = process.pid,
  ) {
    this.file = path.join(folder, `${pid}-${window}.jsonl`);
  }

  /** Adds events at the end. */
  async append(events: readonly Sealed[]): Promise<void> {
    const text = lines(events);
    await fs.promises.mkdir(this.folder, { recursive: true, mode: 0o700 });
    await fs.promises.appendFile(this.file, text, { mode: 0o600 });
    this.bytes += Buffer.byteLength(text);
  }

  /** Adds events at the end before returning: for the moment in which the window closes. */
  appendNow(events: readonly Sealed[]): void {
    fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    fs.appendFileSync(this.file, lines(events), { mode: 0o600 });
  }

  /** Makes these the only events; none removes the file. A crash leaves either the old file or the new one. */
  async replace(events: readonly Sealed[]): Promise<void> {
    if (events.length === 0) {
      await fs.promises.rm(this.file, { force: true });
      this.bytes = 0;
      return;
    }
    const text = lines(events);
    await fs.promises.writeFile(`${this.file}.new`, text, { mode: 0o600 });
    await fs.promises.rename(`${this.file}.new`, this.file);
    this.bytes = Buffer.byteLength(text);
  }

  /** Tells other windows that this file's owner lives. */
  async touch(): Promise<void> {
    const now = new Date();
    await fs.promises.utimes(this.file, now, now).catch(() => undefined);
  }
}

/** Returns the events of a file; a line that a crash cut short is left out. */
export async function readEvents(file: string): Promise<Sealed[]> {
  const text = await fs.promises.readFile(file, "utf8");
  return text.split("\n").flatMap((line) => {
    const id = idOf(line);
    return id === undefined ? [] : [{ id, line }];
  });
}

function idOf(line: string): string | undefined {
  try {
    const id = (JSON.parse(line) as { id?: unknown } | null)?.id;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}

function lines(events: readonly Sealed[]): string {
  return events.map((event) => `${event.line}\n`).join("");
}
