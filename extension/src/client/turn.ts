import * as fs from "node:fs";

/** A turn at something that one process at a time may do. */
export interface Turn {
  end(): void;
}

const LOOK_MS = 250;

/** The locks of this process: its number alone does not tell whether a lock is from now or from a former life. */
const held = new Set<string>();

/** Waits until the lock file is ours. A lock whose process is gone counts for nothing. */
export async function takeTurn(
  file: string,
  isAlive: (pid: number) => boolean = processLives,
): Promise<Turn> {
  while (!tryLock(file)) {
    const owner = ownerOf(file);
    if (owner === process.pid ? held.has(file) : isAlive(owner)) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    } else {
      fs.rmSync(file, { force: true });
    }
  }
  held.add(file);
  return {
    end: () => {
      held.delete(file);
      fs.rmSync(file, { force: true });
    },
  };
}

/** Links a file that is written already into the lock's place, so that nobody ever reads half a number. */
function tryLock(file: string): boolean {
  const draft = `${file}-${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
    return false;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function ownerOf(file: string): number {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

/** Whether a process of this number runs. */
function processLives(pid: number): boolean {
  if (!pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
