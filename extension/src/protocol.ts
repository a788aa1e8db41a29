/** What travels between a window and the daemon. Mirrors `telemetry_schema/`; a test holds the two together. */

/** The version of the protocol that this window speaks. */
export const PROTOCOL = 1;

export type Origin = "user" | "completion" | "agent" | "format" | "git" | "undo" | "paste";
export type CommandClass =
  | "test"
  | "build"
  | "git"
  | "install"
  | "run"
  | "lint"
  | "format"
  | "search"
  | "navigate"
  | "edit"
  | "container"
  | "debug"
  | "other";
export type CommitKind = "commit" | "amend" | "merge" | "rebase" | "checkout" | "pull" | "reset" | "other";
export type Via = "terminal" | "task" | "editor" | "cache";
export type SuggestionKind = "completion" | "naming" | "refactoring" | "pattern" | "tool";
export type SuggestionSource = "model" | "repository" | "file" | "both" | "cache";
/** The kind of work that a file is part of. */
export type SuggestionSlice = "tests" | "endpoints" | "database" | "components" | "other";
export type AcceptedBy = "whole" | "word" | "line";
export type KeptAfter = "30s" | "10min" | "commit";
export type OutcomeWord = "accepted" | "partly_accepted" | "typed_through" | "dismissed" | "ignored";
export type DetectorName = "stuck" | "flow" | "anomaly";
export type WorkState = "steady" | "focused" | "stuck" | "unusual";
export type SelfReportState = "stuck" | "fine" | "focused";
export type NudgeLevel = "status_bar" | "hint" | "toast";
export type NudgeAnswer = "helpful" | "not_now" | "wrong" | "snooze_hour" | "snooze_today" | "never";

/** The data of each kind of event that a window makes. The daemon alone writes outcomes, nudges and self reports. */
export interface EventData {
  file_modified: {
    "file.language": string;
    "file.lines"?: number;
    "file.notebook"?: boolean;
    "edit.inserted_chars": number;
    "edit.deleted_chars": number;
    "edit.inserted_lines"?: number;
    "edit.deleted_lines"?: number;
    "edit.changes": number;
    "edit.first_line": number;
    "edit.last_line": number;
    "edit.seconds": number;
    "edit.undone_chars"?: number;
  };
  file_opened: { "file.language": string; "file.lines"?: number; "file.notebook"?: boolean };
  file_saved: {
    "file.language": string;
    "file.lines"?: number;
    "file.digest"?: string | null;
    "file.branches_change"?: number | null;
  };
  cursor_moved: {
    "cursor.line": number;
    "cursor.moves": number;
    "cursor.cause"?: "keyboard" | "mouse" | "command" | "unknown";
    "cursor.selected_lines"?: number;
  };
  test_run: {
    "test.runner": string;
    "test.outcome": "passed" | "failed" | "unknown";
    "test.exit_code"?: number | null;
    "test.duration_ms"?: number | null;
    "test.passed"?: number | null;
    "test.failed"?: number | null;
    "test.errors"?: number | null;
    "test.signatures"?: string;
    "test.reasons"?: string;
    "test.error_class"?: string;
    "test.via"?: Via;
  };
  commit_created: { "commit.kind": CommitKind; "commit.id"?: string; "commit.files"?: number | null };
  error_occurred: {
    "error.class": string;
    "error.signature": string;
    "error.state": "appeared" | "cleared";
    "error.severity"?: "error" | "warning";
    "error.source"?: string;
    "error.line"?: number;
    "error.alive"?: number;
  };
  command_executed: {
    "command.class": CommandClass;
    "command.exit_code"?: number | null;
    "command.duration_ms"?: number | null;
    "command.via"?: Via;
  };
  debug_started: { "debug.type": string; "debug.breakpoints"?: number };
  debug_ended: { "debug.type": string; "debug.duration_ms"?: number | null };
  focus_changed: {
    "focus.target": "window" | "editor" | "terminal";
    "focus.gained": boolean;
    "focus.active"?: boolean;
  };
  session_started: {
    "session.reason": "opened" | "resumed";
    "client.name"?: string;
    "client.version"?: string;
    "workspace.folders"?: number;
  };
  session_ended: { "session.reason": "closed" | "idle" | "suspended"; "session.active_ms"?: number | null };
  suggestion_shown: {
    "suggestion.id": string;
    "suggestion.kind": SuggestionKind;
    "suggestion.release"?: string;
    "suggestion.chars"?: number;
    "suggestion.lines"?: number;
    "suggestion.latency_ms"?: number | null;
    "suggestion.confidence"?: number | null;
    "suggestion.source"?: SuggestionSource;
    "suggestion.explored"?: boolean;
    "suggestion.slice"?: SuggestionSlice;
    "suggestion.mean_logprob"?: number;
    "suggestion.least_logprob"?: number;
    "suggestion.first_margin"?: number;
    "suggestion.entropy_slope"?: number;
    "suggestion.agreement"?: number;
    "suggestion.tokens"?: number;
    "suggestion.longest_match"?: number;
    "file.language"?: string;
  };
}

export type Kind = keyof EventData;

/** An event as it is sent: CloudEvents 1.0 with what orders it within its session. */
export interface WireEvent<K extends Kind = Kind> {
  specversion: "1.0";
  id: string;
  source: string;
  type: string;
  time: string;
  sessionid: string;
  seq: number;
  utcoffset: number;
  monotonicms: number;
  subject?: string;
  origin?: Origin;
  data: EventData[K];
}

export interface RecordResult {
  stored: number;
  duplicates: number;
  refused: { index: number; id: string | null; reason: string }[];
}

export interface Outcome {
  suggestion: string;
  kind: SuggestionKind;
  outcome: OutcomeWord;
  visibleMs?: number;
  acceptedChars?: number;
  acceptedBy?: AcceptedBy;
  place?: string;
}

/** How much of a suggestion that was taken still stands: a share of its characters, no text. */
export interface Kept {
  suggestion: string;
  after: KeptAfter;
  share: number;
}

/** What a person made of a suggestion that they had taken. It stays beside the index, and goes into no event. */
export interface Corrected {
  suggestion: string;
  language: string;
  original: string;
  corrected: string;
}

/** A feature that weighed, in words, with its value and what that usually is. */
export interface Weight {
  feature: string;
  value: number;
  text: string;
  usual?: number | null;
}

export interface StateMessage {
  state: WorkState;
  detector?: DetectorName | null;
  probability?: number | null;
  since?: string | null;
  /** The verdict in one sentence; nothing while the work is steady. */
  sentence?: string | null;
  why: Weight[];
  isExperimental: boolean;
  isPaused: boolean;
  isRecording: boolean;
}

export interface NudgeAction {
  id: string;
  title: string;
  command?: string | null;
}

export interface NudgeMessage {
  id: string;
  detector: DetectorName;
  level: NudgeLevel;
  text: string;
  evidence: string[];
  actions: NudgeAction[];
  isExperimental: boolean;
  /** Hash of the file it is about. */
  subject?: string | null;
  /** The text with `file <hash>` in it, for a window that can turn the hash into a name. */
  named?: string | null;
  /** Signatures of the failing tests it is about. */
  tests?: string[];
  why?: Weight[];
  /** The release that judged, and its probability. */
  by?: string;
}

export interface Notice {
  level: "info" | "warning" | "error";
  code: string;
  text: string;
}

export interface Status {
  version: string;
  protocol: number;
  pid: number;
  home?: string;
  startedAt?: string;
  windows?: number;
  state: StateMessage;
  store: { events: number; bytes: number; oldest?: string | null; problem?: string | null };
  worker: { running: boolean; restarts: number; problem?: string | null };
  models: { model: string; version: string; isExperimental: boolean }[];
  training: { running: boolean; last?: string | null; waitingFor: string | null };
  index?: { root: string; files: number; lines?: number; skipped?: number; busy: boolean }[];
}

export interface ReportSection {
  id: string;
  title: string;
  words: string;
  spec: Record<string, unknown> | null;
  table: { columns: string[]; rows: unknown[][] };
}

export interface FlowReport {
  title: string;
  since: string;
  until: string;
  /** The range in words. */
  period?: string;
  summary: string[];
  figures?: { label: string; value: string; note: string }[];
  sections: ReportSection[];
  method: string[];
}

/** A person's word on the work: on the ten minutes before, or on the stretch between two times. */
export interface SelfReport {
  state: SelfReportState;
  via?: "key" | "prompt" | "review";
  scale?: number;
  from?: string;
  until?: string;
}

export interface Ask {
  kind: "sample" | "review";
  text: string;
  choices: { scale: number; state: SelfReportState; title: string }[];
}

export interface ReviewedStretch {
  from: string;
  until: string;
  title: string;
  facts: string;
  said: SelfReportState | null;
}

interface EventWritten {
  event: string | null;
}

/** The requests that a window makes, by method. */
export interface Requests {
  "undersong/record": { params: { events: unknown[] }; result: RecordResult };
  "undersong/outcome": { params: Outcome; result: EventWritten };
  "undersong/kept": { params: Kept; result: EventWritten };
  "undersong/corrected": { params: Corrected; result: { kept: boolean } };
  "undersong/nudgeAnswer": { params: { nudge: string; answer: NudgeAnswer }; result: EventWritten };
  "undersong/selfReport": { params: SelfReport; result: EventWritten };
  "undersong/askAnswer": {
    params: { kind: Ask["kind"]; answer: "not_now" | "snooze_today" };
    result: { snoozedUntil: string | null };
  };
  "undersong/review": {
    params: { since: string; until?: string | null };
    result: { stretches: ReviewedStretch[] };
  };
  "undersong/status": { params: Record<string, never>; result: Status };
  "undersong/report": { params: { since: string; until?: string | null }; result: FlowReport };
  "undersong/pause": {
    params: { paused: boolean; minutes?: number | null };
    result: { isPaused: boolean; until: string | null };
  };
}

/** The notifications that the daemon sends, by method. */
export interface Notifications {
  "undersong/state": StateMessage;
  "undersong/nudge": NudgeMessage;
  "undersong/ask": Ask;
  "undersong/notice": Notice;
}
