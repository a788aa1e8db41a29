import * as fs from "node:fs";
import * as path from "node:path";
import type { Sealed } from "./envelope";
import { type Journal, readEvents } from "./journal";

// A living owner touches its file each minute; process ids come back, so age decides too.
const ABANDONED_MS = 10 * 60_000;

/** Takes over the files of windows that are gone. A file can be taken by one window only: renaming is atomic. */
export async function adoptOrphans(own: Journal, nowMs: number = Date.now()): Promise<Sealed[]> {
  const names = await fs.promises.readdir(own.folder).catch(() => [] as string[]);
  const adopted: Sealed[] = [];
  for (const name of names) {
    if (name !== path.basename(own.file) && (await isOrphan(own, name, nowMs))) {
      adopted.push(...(await take(own, name)));
    }
  }
  return adopted;
}

async function isOrphan(own: Journal, name: string, nowMs: number): Promise<boolean> {
  const pid = Number(/^(\d+)-[\w-]+\.jsonl$/.exec(name)?.[1] ?? Number.NaN);
  if (Number.isNaN(pid)) {
    return false;
  }
  const stat = await fs.promises.stat(path.join(own.folder, name)).catch(() => undefined);
  // Our own process id under another window's name: the id has come back to us.
  return stat !== undefined && (pid === own.pid || !isAlive(pid) || nowMs - stat.mtimeMs > ABANDONED_MS);
}

/** Reads the file under our name, keeps its events in our own file, then removes it. */
async function take(own: Journal, name: string): Promise<Sealed[]> {
  const taken = path.join(own.folder, `${own.pid}-${own.window}-${name.replace(/\W/g, "-")}.taken`);
  try {
    await fs.promises.rename(path.join(own.folder, name), taken);
    const events = await readEvents(taken);
    await own.append(events);
    await fs.promises.rm(taken, { force: true });
    return events;
  } catch {
    return []; // another window was quicker
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
