import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020";
import type {
  Ask,
  Corrected,
  EventData,
  Kept,
  Kind,
  NudgeMessage,
  Outcome,
  SelfReport,
  StateMessage,
} from "../../extension/src/protocol";
import { wireEvent } from "../../extension/src/outbox/envelope";
import { hash } from "./fakes/companion";

declare const __ROOT__: string;
const FOLDER = path.join(__ROOT__, "telemetry_schema");

interface Schema {
  $id: string;
  examples?: unknown[];
  "x-rejected"?: { because: string; value: unknown }[];
  "x-result-examples"?: unknown[];
  $defs?: { result?: object };
}

const ajv = new Ajv2020({ strict: false });
ajv.addSchema(read("envelope.json"));
const events = all("events");
const messages = all("messages");

function read(name: string): Schema {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, name), "utf8")) as Schema;
}

function all(folder: string): Map<string, Schema> {
  const names = fs.readdirSync(path.join(FOLDER, folder)).filter((name) => name.endsWith(".json"));
  return new Map(names.map((name) => [name.slice(0, -5), read(`${folder}/${name}`)]));
}

for (const [name, schema] of [...events, ...messages]) {
  const accepts = ajv.compile(schema);
  test(`${name}: every example is accepted`, () => {
    schema.examples?.forEach((example) => assert.ok(accepts(example), JSON.stringify(accepts.errors)));
  });
  for (const { because, value } of schema["x-rejected"] ?? []) {
    test(`${name}: ${because}`, () => assert.equal(accepts(value), false));
  }
  if (schema.$defs?.result) {
    const acceptsResult = ajv.compile({ $ref: `${schema.$id}#/$defs/result` });
    test(`${name}: every example of an answer is accepted`, () => {
      schema["x-result-examples"]?.forEach((example) => assert.ok(acceptsResult(example)));
    });
  }
}

/** One value for every field of every kind; the compiler checks that `protocol.ts` has no other and lacks none. */
const FULL: { [K in Kind]: Required<EventData[K]> } = {
  file_modified: {
    "file.language": "python",
    "file.lines": 120,
    "file.notebook": false,
    "edit.inserted_chars": 42,
    "edit.deleted_chars": 3,
    "edit.inserted_lines": 1,
    "edit.deleted_lines": 0,
    "edit.changes": 45,
    "edit.first_line": 17,
    "edit.last_line": 18,
    "edit.seconds": 9,
    "edit.undone_chars": 0,
  },
  file_opened: { "file.language": "python", "file.lines": 1, "file.notebook": true },
  file_saved: { "file.language": "python", "file.lines": 1, "file.digest": null, "file.branches_change": -2 },
  cursor_moved: { "cursor.line": 1, "cursor.moves": 1, "cursor.cause": "mouse", "cursor.selected_lines": 0 },
  test_run: {
    "test.runner": "pytest",
    "test.outcome": "failed",
    "test.exit_code": 1,
    "test.duration_ms": 840,
    "test.passed": null,
    "test.failed": 1,
    "test.errors": 0,
    "test.signatures": "0a1b2c3d 0a1b2c3e",
    "test.reasons": "99aabbcc 99aabbcc",
    "test.error_class": "AssertionError",
    "test.via": "cache",
  },
  commit_created: { "commit.kind": "amend", "commit.id": "0123456789abcdef", "commit.files": 2 },
  error_occurred: {
    "error.class": "E0602",
    "error.signature": "0123456789abcdef",
    "error.state": "appeared",
    "error.severity": "warning",
    "error.source": "Pylance",
    "error.line": 3,
    "error.alive": 1,
  },
  command_executed: {
    "command.class": "container",
    "command.exit_code": null,
    "command.duration_ms": 5,
    "command.via": "task",
  },
  debug_started: { "debug.type": "debugpy", "debug.breakpoints": 2 },
  debug_ended: { "debug.type": "debugpy", "debug.duration_ms": 61_000 },
  focus_changed: { "focus.target": "terminal", "focus.gained": true, "focus.active": true },
  session_started: {
    "session.reason": "resumed",
    "client.name": "vscode",
    "client.version": "1.93.0",
    "workspace.folders": 1,
  },
  session_ended: { "session.reason": "suspended", "session.active_ms": 60_000 },
  suggestion_shown: {
    "suggestion.id": "01KAJ9S8QVCNW62VBGDHJJTB9H",
    "suggestion.kind": "completion",
    "suggestion.release": "index 1",
    "suggestion.chars": 14,
    "suggestion.lines": 1,
    "suggestion.latency_ms": 12,
    "suggestion.confidence": 0.8,
    "suggestion.source": "both",
    "suggestion.explored": false,
    "suggestion.slice": "tests",
    "suggestion.mean_logprob": -0.2,
    "suggestion.least_logprob": -0.9,
    "suggestion.first_margin": 0.6,
    "suggestion.entropy_slope": 0.1,
    "suggestion.agreement": 0.5,
    "suggestion.tokens": 5,
    "suggestion.longest_match": 3,
    "file.language": "python",
  },
};

test("what a window sends of each kind is what the schema takes, field by field", () => {
  for (const [kind, data] of Object.entries(FULL) as [Kind, EventData[Kind]][]) {
    const draft = { kind, data, time: 1_763_698_320_123, monotonic: 5000, source: "editor/w1", seq: 1 };
    const event = wireEvent(
      { ...draft, session: "01KAJ9S3VKCNW62VBGDHJJTB9G", path: "/desk/a.py", origin: "user" },
      hash,
    );
    const accepts = ajv.getSchema(events.get(kind)?.$id ?? "");
    assert.ok(accepts?.(event), `${kind}: ${JSON.stringify(accepts?.errors)}`);
    const known = fieldsOf(events.get(kind));
    assert.deepEqual(Object.keys(data).sort(), known, kind);
  }
});

test("messages that a window sends and hears are what the schema takes", () => {
  const outcome: Required<Outcome> = {
    suggestion: "01KAJ9S8QVCNW62VBGDHJJTB9H",
    kind: "naming",
    outcome: "dismissed",
    visibleMs: 10,
    acceptedChars: 0,
    acceptedBy: "word",
    place: "0123456789abcdef",
  };
  const state: Required<StateMessage> = {
    state: "focused",
    detector: "flow",
    probability: 0.7,
    since: null,
    sentence: "Editing without friction: no switch in 25 minutes.",
    why: [{ feature: "switches", value: 0, text: "no switch in 25 minutes", usual: 3 }],
    isExperimental: true,
    isPaused: false,
    isRecording: true,
  };
  const nudge: Required<NudgeMessage> = {
    id: "01KAJ9S8QVCNW62VBGDHJJTB9H",
    detector: "stuck",
    level: "hint",
    text: "4 runs, and no new test passes.",
    evidence: ["the same test failed in each"],
    actions: [{ id: "report", title: "Show the report", command: null }],
    isExperimental: false,
    subject: "0123456789abcdef",
    named: "4 runs, and no new test passes. Last time an edit in file 0123456789abcdef ended it.",
    tests: ["0a1b2c3d"],
    why: [{ feature: "fail_streak", value: 4, text: "4 runs without a new test passing", usual: null }],
    by: "stuck 0.1.0: 81%",
  };
  const ask: Required<Ask> = {
    kind: "sample",
    text: "How is the work going?",
    choices: [{ scale: 1, state: "stuck", title: "Stuck" }],
  };
  const selfReport: Required<SelfReport> = {
    state: "fine",
    via: "review",
    scale: 3,
    from: "2025-11-21T01:00:00.000Z",
    until: "2025-11-21T02:00:00.000Z",
  };
  const kept: Required<Kept> = { suggestion: outcome.suggestion, after: "commit", share: 0.5 };
  const corrected: Required<Corrected> = {
    suggestion: outcome.suggestion,
    language: "python",
    original: "total(invoice)",
    corrected: "total(invoice.lines)",
  };
  const told = { outcome, kept, corrected, state, nudge, ask, selfReport };
  for (const [name, message] of Object.entries(told)) {
    const accepts = ajv.getSchema(messages.get(name)?.$id ?? "");
    assert.ok(accepts?.(message), `${name}: ${JSON.stringify(accepts?.errors)}`);
  }
});

function fieldsOf(schema: Schema | undefined): string[] {
  const { properties } = schema as unknown as { properties: { data: { properties: object } } };
  return Object.keys(properties.data.properties).sort();
}
