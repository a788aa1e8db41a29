import type { Socket } from "node:net";
import type * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  State,
  type StreamInfo,
} from "vscode-languageclient/node";
import type { Stop } from "../clock";
import { type Notifications, PROTOCOL, type Requests } from "../protocol";
import type { Attachment } from "./restart";

/** What the daemon says of itself at `initialize`. */
export interface Greeting {
  readonly protocol: number;
  readonly version: string;
  readonly salt: string;
}

/** What a window says of itself at `initialize`. */
export interface Introduction {
  readonly version: string;
  readonly window: string;
  readonly settings: () => Readonly<Record<string, unknown>>;
}

/** No daemon is attached just now. */
export class NotAttached extends Error {
  constructor() {
    super("The engine is not running; Undersong: Restart Engine starts it.");
  }
}

/** The language client of one window, over a socket that is already connected. */
export class Client {
  private readonly inner: LanguageClient;
  private socket: Socket | undefined;
  private onClosed: (() => void) | undefined;

  constructor(
    private readonly introduction: Introduction,
    log: vscode.LogOutputChannel,
    middleware: Middleware,
  ) {
    this.inner = new QuietClient("undersong", "Undersong", () => Promise.resolve(this.streams()), {
      ...this.options(middleware),
      outputChannel: log,
    });
  }

  get isAttached(): boolean {
    return this.inner.state === State.Running;
  }

  /** Introduces the window over this socket and returns what keeps it attached. */
  async attach(socket: Socket): Promise<{ attachment: Attachment; greeting: Greeting }> {
    this.socket = socket;
    const closed = new Promise<void>((resolve) => (this.onClosed = resolve));
    try {
      await this.inner.start();
      return { attachment: { closed, detach: () => this.detach() }, greeting: this.greeting() };
    } catch (error) {
      await this.detach();
      throw error;
    }
  }

  /** Asks the daemon; fails with `NotAttached` where there is none. */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]["params"],
  ): Promise<Requests[M]["result"]> {
    return this.isAttached ? this.inner.sendRequest(method, params) : Promise.reject(new NotAttached());
  }

  /** Asks the daemon something of LSP itself. */
  ask<R>(method: string, params: unknown, token: vscode.CancellationToken): Promise<R> {
    return this.isAttached
      ? this.inner.sendRequest<R>(method, params, token)
      : Promise.reject(new NotAttached());
  }

  /** Calls `listener` for each notification of this method, across restarts. */
  on<M extends keyof Notifications>(method: M, listener: (params: Notifications[M]) => void): Stop {
    return this.inner.onNotification(method, listener);
  }

  /** Tells the daemon what the person chose. */
  async tellSettings(): Promise<void> {
    if (this.isAttached) {
      const settings = { undersong: this.introduction.settings() };
      await this.inner.sendNotification("workspace/didChangeConfiguration", { settings });
    }
  }

  async dispose(): Promise<void> {
    await this.inner.dispose();
  }

  private async detach(): Promise<void> {
    await this.inner.stop().catch(() => undefined);
    this.socket?.destroy();
  }

  private streams(): StreamInfo {
    if (!this.socket) {
      throw new NotAttached();
    }
    return { reader: this.socket, writer: this.socket, detached: true };
  }

  private greeting(): Greeting {
    const extra = this.inner.initializeResult?.capabilities.experimental as
      { undersong?: Greeting } | undefined;
    if (extra?.undersong?.protocol !== PROTOCOL) {
      const found = extra?.undersong?.protocol ?? "none";
      throw new Error(
        `The engine speaks protocol ${found}, this window ${PROTOCOL}: update the older of the two.`,
      );
    }
    return extra.undersong;
  }

  private options(middleware: Middleware): LanguageClientOptions {
    const { version, window, settings } = this.introduction;
    return {
      documentSelector: [{ scheme: "file" }, { scheme: "untitled" }],
      // A function, so that each attachment brings the settings of then.
      initializationOptions: () => ({
        undersong: { protocol: PROTOCOL, client: "vscode", version, window, settings: settings() },
      }),
      middleware,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          this.onClosed?.();
          return {
            action: CloseAction.DoNotRestart,
            handled: true,
            message: "The connection to the engine ended.",
          };
        },
      },
    };
  }
}

/** A language client that logs and never shows a toast: what a person must know stands in the status bar. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}
