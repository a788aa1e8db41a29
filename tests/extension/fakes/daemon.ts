import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";

export interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** Answers a request; undefined gives `null`. */
type Answer = (params: Record<string, unknown>) => unknown;

/** A daemon that speaks LSP over a socket, keeps what it is told and answers as it is bidden. */
export class FakeDaemon {
  readonly told: Message[] = [];
  readonly socketPath: string;
  private readonly server: net.Server;
  private readonly sockets = new Set<net.Socket>();
  readonly answers: Record<string, Answer> = {
    initialize: () => ({
      capabilities: {
        textDocumentSync: 2,
        inlineCompletionProvider: {},
        codeActionProvider: true,
        experimental: { undersong: { protocol: 1, version: "0.0.0", salt: "00ff".repeat(16) } },
      },
    }),
    "undersong/record": (params) => ({
      stored: (params["events"] as unknown[]).length,
      duplicates: 0,
      refused: [],
    }),
  };

  constructor(readonly home: string) {
    fs.mkdirSync(home, { recursive: true });
    this.socketPath = path.join(home, "d.sock");
    this.server = net.createServer((socket) => this.serve(socket));
  }

  /** Listens and writes `daemon.json`. */
  async start(): Promise<this> {
    fs.rmSync(this.socketPath, { force: true });
    await new Promise<void>((resolve) => this.server.listen(this.socketPath, resolve));
    const file = { socket: this.socketPath, pid: process.pid, version: "0.0.0", protocol: 1 };
    fs.writeFileSync(path.join(this.home, "daemon.json"), JSON.stringify(file));
    return this;
  }

  /** Is gone at once, as after `kill -9`; `daemon.json` stays. */
  async die(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Sends a notification to every window. */
  tell(method: string, params: unknown): void {
    this.sockets.forEach((socket) => send(socket, { method, params }));
  }

  /** Returns the events of all batches. */
  get events(): Record<string, unknown>[] {
    const batches = this.told.filter(({ method }) => method === "undersong/record");
    return batches.flatMap(({ params }) => params["events"] as Record<string, unknown>[]);
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    let buffer: Buffer = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("data", (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      for (let next = read(buffer); next; next = read(buffer)) {
        buffer = next.rest;
        this.take(socket, next.message);
      }
    });
  }

  private take(socket: net.Socket, message: Message): void {
    this.told.push(message);
    if (message.id === undefined) {
      return;
    }
    try {
      send(socket, { id: message.id, result: this.answers[message.method]?.(message.params) ?? null });
    } catch (error) {
      send(socket, { id: message.id, error: { code: -32000, message: String(error) } });
    }
  }
}

function read(buffer: Buffer): { message: Message; rest: Buffer } | undefined {
  const head = buffer.indexOf("\r\n\r\n");
  const length = Number(/content-length: (\d+)/i.exec(buffer.subarray(0, Math.max(0, head)).toString())?.[1]);
  const end = head + 4 + length;
  if (head < 0 || buffer.length < end) {
    return undefined;
  }
  const message = JSON.parse(buffer.subarray(head + 4, end).toString()) as Message;
  return { message, rest: buffer.subarray(end) };
}

function send(socket: net.Socket, body: object): void {
  const text = JSON.stringify({ jsonrpc: "2.0", ...body });
  socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}
