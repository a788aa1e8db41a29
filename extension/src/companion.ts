import type * as vscode from "vscode";
import type { Client } from "./client/client";
import type { Run } from "./client/connect";
import type { Phase } from "./client/restart";
import type { Clock } from "./clock";
import type { Data, Extras } from "./outbox/envelope";
import type { Hash } from "./outbox/hash";
import type { Outbox } from "./outbox/outbox";
import type { Kind, NudgeMessage, StateMessage } from "./protocol";
import type { Recorder } from "./recorder";
import type { Settings } from "./settings";
import { Signal } from "./signal";
import type { Offer } from "./suggestions/offer";
import { TestRuns } from "./testRuns";

/** What a window shows of the world. */
export interface WindowState {
  readonly phase: Phase;
  /** The work as the daemon sees it; undefined before its first word. */
  readonly work: StateMessage | undefined;
  readonly isPaused: boolean;
  /** The nudge that waits in the status bar. */
  readonly nudge: NudgeMessage | undefined;
  /** Why there is no ghost text just now, in words; undefined when there is. */
  readonly silence: string | undefined;
  /** The latest ghost text that was offered, and what is known of it. */
  readonly suggestion: Offer | undefined;
  /** Ghost text stays away until then; null: until the window is reloaded. */
  readonly snooze: { readonly untilMs: number | null } | undefined;
}

/** Ghost text that may be on screen: whoever sees it inserted knows that nobody typed it. */
export interface Offered {
  readonly path: string;
  readonly text: string;
}

/** What a companion is made of; `main.ts` makes it. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly window: string;
  readonly settings: Signal<Settings>;
  readonly state: Signal<WindowState>;
  readonly client: Pick<Client, "request" | "ask" | "on" | "isAttached">;
  readonly restart: () => void;
  /** Makes the engine's environment anew; undefined where the extension has not made one. */
  readonly reinstall: (() => Promise<string>) | undefined;
  readonly run: Run;
  readonly home: () => string;
  readonly outbox: Pick<Outbox, "clear" | "waiting">;
  readonly recorder: Recorder;
  readonly hash: () => Hash | undefined;
}

/** The state of one window, handed to every feature. */
export class Companion {
  readonly settings: Signal<Settings>;
  readonly state: Signal<WindowState>;
  /** The ghost text that may be on screen now. */
  offered: Offered | undefined;
  readonly testRuns = new TestRuns();
  /** When the latest commit was made here. */
  readonly commits = new Signal(0);
  /** When HEAD last moved: files that change on disk around it were changed by git. */
  lastHeadMove = 0;

  constructor(readonly parts: Parts) {
    this.settings = parts.settings;
    this.state = parts.state;
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  get log(): vscode.LogOutputChannel {
    return this.parts.log;
  }

  get client(): Parts["client"] {
    return this.parts.client;
  }

  /** The person agreed to recording, and no pause holds. */
  get mayRecord(): boolean {
    return this.settings.value.recording === true && !this.state.value.isPaused;
  }

  /** Notes that something happened, if it may. */
  record<K extends Kind>(kind: K, data: Data<K>, extras?: Extras): void {
    this.parts.recorder.record(kind, data, extras);
  }
}
