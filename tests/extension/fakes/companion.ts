import { mock } from "node:test";
import { Companion, type Parts, type WindowState } from "../../../extension/src/companion";
import { hasher } from "../../../extension/src/outbox/hash";
import { type Draft, wireEvent } from "../../../extension/src/outbox/envelope";
import type { EventData, Kind, WireEvent } from "../../../extension/src/protocol";
import { Recorder } from "../../../extension/src/recorder";
import type { Settings } from "../../../extension/src/settings";
import { Signal } from "../../../extension/src/signal";

export const SALT = "00ff".repeat(16);
export const hash = hasher(SALT);

export const SETTINGS: Settings = {
  recording: true,
  interpreter: "",
  home: "",
  completion: {
    isEnabled: true,
    besideOthers: "onDemand",
    trigger: "automatic",
    multiline: "auto",
    languages: { "*": true },
    exclude: {},
    inComments: true,
    inStrings: true,
  },
  naming: true,
  keepsCorrections: false,
  daemon: {},
};

export const STATE: WindowState = {
  phase: { name: "running" },
  work: undefined,
  isPaused: false,
  nudge: undefined,
  silence: undefined,
  suggestion: undefined,
  snooze: undefined,
};

/** A log that keeps its lines. */
export function quietLog(lines: string[] = []): Parts["log"] {
  const keep = (line: string | Error): void => void lines.push(String(line));
  return {
    trace: keep,
    debug: keep,
    info: keep,
    warn: keep,
    error: keep,
    show: () => keep("shown"),
  } as never;
}

/** A companion whose time stands still, whose events are kept, and whose daemon answers as it is told. */
export class Stage {
  readonly drafts: Draft[] = [];
  readonly asked: [method: string, params: unknown][] = [];
  readonly answers: Record<string, (params: never) => unknown> = {};
  readonly heard = new Map<string, (params: never) => void>();
  readonly memory = new Map<string, unknown>();
  readonly logged: string[] = [];
  readonly ran: (readonly string[])[] = [];
  readonly clock = { speed: 1, now: Date.now, monotonic: Date.now };
  isAttached = true;
  cleared = 0;
  restarts = 0;
  readonly companion: Companion;

  constructor(settings: Partial<Settings> = {}) {
    const recorder = new Recorder(
      this.clock,
      "editor/w1",
      () => this.companion.mayRecord,
      (draft) => this.drafts.push(draft),
      () => ({ "client.name": "vscode", "client.version": "1.93.0", "workspace.folders": 1 }),
    );
    this.companion = new Companion({
      ...this.parts(),
      recorder,
      settings: new Signal({ ...SETTINGS, ...settings }),
    });
  }

  /** The events of a kind that were recorded, as they would be sent. */
  events<K extends Kind>(kind: K): WireEvent<K>[] {
    const drafts = this.drafts.filter((draft): draft is Draft<K> => draft.kind === kind);
    return drafts.map((draft) => wireEvent(draft, hash));
  }

  /** The data of those events. */
  data<K extends Kind>(kind: K): EventData[K][] {
    return this.events(kind).map((event) => event.data);
  }

  /** Lets the daemon say something. */
  tell(method: string, params: unknown): void {
    this.heard.get(method)?.(params as never);
  }

  private parts(): Omit<Parts, "recorder" | "settings"> {
    const { asked, answers, heard, memory, clock } = this;
    const isAttached = (): boolean => this.isAttached;
    return {
      clock,
      log: quietLog(this.logged),
      window: "w1",
      state: new Signal(STATE),
      restart: () => (this.restarts += 1),
      reinstall: undefined,
      run: (args) => {
        this.ran.push(args);
        return Promise.resolve("");
      },
      home: () => "/nowhere",
      outbox: { clear: () => Promise.resolve(void (this.cleared += 1)), waiting: 0 },
      hash: () => hash,
      context: {
        globalState: {
          get: (key: string) => memory.get(key),
          update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
        },
      } as never,
      client: {
        get isAttached() {
          return isAttached();
        },
        request: ((method: string, params: never) => {
          asked.push([method, params]);
          return isAttached()
            ? Promise.resolve(answers[method]?.(params) ?? { event: null })
            : Promise.reject(new Error("not attached"));
        }) as never,
        ask: (() => Promise.resolve(null)) as never,
        on: (method: string, listener: (params: never) => void) => {
          heard.set(method, listener);
          return { dispose: () => heard.delete(method) };
        },
      },
    };
  }
}

/** Holds time; `tick` moves it. */
export function holdTime(): { tick(ms: number): void } {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: Date.UTC(2025, 10, 21, 4, 12) });
  return mock.timers;
}

/** Lets promises that are due settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await Promise.resolve();
  }
}
