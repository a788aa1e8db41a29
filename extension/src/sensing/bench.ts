import { writeFileSync } from "node:fs";

/** Where the bench wants its figures: a file. Unset outside of it. */
const FILE = process.env["UNDERSONG_BENCH"];
const WRITE_MS = 5000;

/** Returns the listener, timed while the bench runs: `{edits, milliseconds}` go to its file every five seconds. */
export function measured<T>(
  listener: (event: T) => void,
  file: string | undefined = FILE,
): (event: T) => void {
  if (!file) {
    return listener;
  }
  let edits = 0;
  let nanoseconds = 0n;
  const write = (): void =>
    writeFileSync(file, JSON.stringify({ edits, milliseconds: Number(nanoseconds) / 1e6 }));
  setInterval(write, WRITE_MS).unref();
  process.on("exit", write);
  return (event) => {
    const before = process.hrtime.bigint();
    listener(event);
    nanoseconds += process.hrtime.bigint() - before;
    edits += 1;
  };
}
