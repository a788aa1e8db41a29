import type { Clock } from "./clock";
import type { Data, Draft, Extras } from "./outbox/envelope";
import { Session } from "./outbox/session";
import type { Kind } from "./protocol";

/** Kinds that happen without anybody at the keyboard: they neither begin a session nor keep it alive. */
const PASSIVE: ReadonlySet<Kind> = new Set(["error_occurred", "session_ended", "session_started"]);

/** Takes what the senses see, puts it into a session and hands it to the outbox, if the person agreed. */
export class Recorder {
  readonly session = new Session();
  private hasBegun = false;

  constructor(
    private readonly clock: Clock,
    private readonly source: string,
    private readonly mayRecord: () => boolean,
    private readonly put: (draft: Draft) => void,
    private readonly greet: () => {
      "client.name": string;
      "client.version": string;
      "workspace.folders": number;
    },
  ) {}

  /** Notes that something happened. Nothing is kept while recording is off, unanswered or paused. */
  record<K extends Kind>(kind: K, data: Data<K>, extras: Extras = {}): void {
    if (!this.mayRecord()) {
      return;
    }
    if (!PASSIVE.has(kind) && this.session.touch(this.clock.now())) {
      const reason = this.hasBegun ? "resumed" : "opened";
      // A burst is dated by its last change, which may lie before this moment but not before its session.
      this.add("session_started", { "session.reason": reason, ...this.greet() }, { time: extras.time });
      this.hasBegun = true;
    }
    if (this.session.id !== "") {
      this.add(kind, data, extras);
    }
  }

  /** Ends the session, if one runs. */
  endSession(reason: "closed" | "idle" | "suspended"): void {
    const ended = this.session.end();
    if (ended && this.mayRecord()) {
      this.add("session_ended", { "session.reason": reason, "session.active_ms": ended.activeMs });
    }
  }

  private add<K extends Kind>(kind: K, data: Data<K>, extras: Extras = {}): void {
    this.put({
      kind,
      data,
      time: extras.time ?? this.clock.now(),
      monotonic: this.clock.monotonic(),
      source: this.source,
      session: this.session.id,
      seq: this.session.next(),
      path: extras.path,
      origin: extras.origin,
    });
  }
}
