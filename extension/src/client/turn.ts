import * as fs from "node:fs";

/** A turn at something that one process at a time may do. */
export interface Turn {
  end(): void;
}

const LOOK_MS = 250;

/** Waits until the lock file is ours. A lock whose process is gone counts for nothing. */
export async function takeTurn(
  file: string,
  pid: number = process.pid,
  isAlive = processLives,
): Promise<Turn> {
  for (;;) {
    try {
      fs.writeFileSync(file, String(pid), { flag: "wx" });
      return { end: () => fs.rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
    if (isAlive(ownerOf(file))) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    } else {
      fs.rmSync(file, { force: true });
    }
  }
}

function ownerOf(file: string): number {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

/** Whether a process of this number runs; our own older turn never blocks us. */
function processLives(pid: number): boolean {
  if (!pid || pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
