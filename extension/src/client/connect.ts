import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";

/** How long a socket may take to answer; a dead one answers at once. */
const CONNECT_MS = 3000;
/** How long the daemon may take to start on a busy machine. */
const START_MS = 60_000;

/** What `daemon.json` says. */
export interface DaemonFile {
  readonly socket: string;
  readonly pid: number;
  readonly version: string;
  readonly protocol: number;
}

/** Runs `undersong` with these arguments and returns what it printed. */
export type Run = (args: readonly string[]) => Promise<string>;

/** Connects to the daemon of this home, starting it where it is not there or does not answer. */
export async function connectDaemon(home: string, run: Run): Promise<net.Socket> {
  const known = readDaemonFile(home);
  if (known) {
    try {
      return await connectSocket(known.socket);
    } catch {
      // A daemon that was killed leaves its file behind.
    }
  }
  const socket = socketOf(await run(["daemon", "start", "--json"])) ?? readDaemonFile(home)?.socket;
  if (socket === undefined) {
    throw new Error("The engine started without saying where it answers.");
  }
  return connectSocket(socket);
}

/** Returns what `daemon.json` says, or undefined where there is none that can be read. */
export function readDaemonFile(home: string): DaemonFile | undefined {
  try {
    const found = JSON.parse(fs.readFileSync(path.join(home, "daemon.json"), "utf8")) as Partial<DaemonFile>;
    return typeof found.socket === "string" ? (found as DaemonFile) : undefined;
  } catch {
    return undefined;
  }
}

/** Connects to a Unix socket or named pipe. */
export function connectSocket(where: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(where);
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(CONNECT_MS, () => fail(new Error("The engine's socket did not answer.")));
    socket.once("error", fail);
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.off("error", fail);
      resolve(socket);
    });
  });
}

/** Returns a `Run` for an interpreter. `-I` keeps a workspace's own modules from being imported instead of ours. */
export function runner(python: () => Promise<string>, home: () => string): Run {
  return async (args) => {
    const interpreter = await python();
    const env = { ...process.env, ...(home() ? { UNDERSONG_HOME: home() } : {}) };
    return new Promise((resolve, reject) => {
      const argv = ["-I", "-m", "undersong", ...args];
      execFile(interpreter, argv, { env, timeout: START_MS, windowsHide: true }, (error, stdout, stderr) => {
        if (error) {
          reject(new Error(stderr.trim().split("\n").at(-1) ?? error.message, { cause: error }));
        } else {
          resolve(stdout);
        }
      });
    });
  };
}

function socketOf(stdout: string): string | undefined {
  try {
    const found = (JSON.parse(stdout) as { socket?: unknown }).socket;
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}
