import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { senseCommits } from "../../../extension/src/sensing/commits";
import type { Commit, Head } from "../../../extension/src/sensing/gitApi";
import { kindOfMove, type Move } from "../../../extension/src/sensing/headMoves";
import { hash, holdTime, settle, Stage } from "../fakes/companion";
import { EventEmitter, fake } from "../fakes/vscode";

const NOW = Date.UTC(2025, 10, 21, 4, 12);
const move = (changes: Partial<Move> & { parents?: string[]; ageMs?: number } = {}): Move => ({
  before: { name: "main", commit: "a" },
  after: { name: "main", commit: "b" },
  commit: { hash: "b", parents: changes.parents ?? ["a"], commitDate: new Date(NOW - (changes.ageMs ?? 0)) },
  beforeParents: ["z"],
  isRebasing: false,
  nowMs: NOW,
  ...changes,
});

test("a young commit on top of the one before is a commit", () => {
  assert.equal(kindOfMove(move()), "commit");
});

test("a young commit in the place of the one before is an amendment", () => {
  assert.equal(kindOfMove(move({ parents: ["z"] })), "amend");
});

test("a commit of two parents is a merge", () => {
  assert.equal(kindOfMove(move({ parents: ["a", "c"] })), "merge");
});

test("another branch is a checkout, whatever its commit", () => {
  assert.equal(kindOfMove(move({ after: { name: "topic", commit: "b" } })), "checkout");
});

test("older commits of the upstream are a pull", () => {
  const after = {
    name: "main",
    commit: "b",
    upstream: { remote: "origin", name: "main" },
    ahead: 0,
    behind: 0,
  };
  assert.equal(kindOfMove(move({ after, ageMs: 3_600_000 })), "pull");
});

test("an old commit without an upstream is a reset", () => {
  assert.equal(kindOfMove(move({ parents: ["y"], ageMs: 3_600_000 })), "reset");
});

test("a rebase under way is a rebase", () => {
  assert.equal(kindOfMove(move({ isRebasing: true })), "rebase");
});

test("a commit that cannot be read is something other", () => {
  assert.equal(kindOfMove(move({ commit: undefined })), "other");
});

let stage: Stage;
const changed = new EventEmitter<void>();
const state: { HEAD: Head | undefined; onDidChange: unknown } = {
  HEAD: undefined,
  onDidChange: changed.event,
};

beforeEach(() => {
  holdTime();
  stage = new Stage();
  const repository = {
    state,
    getCommit: (id: string): Promise<Commit> =>
      Promise.resolve({ hash: id, parents: id === "b" ? ["a"] : ["z"], commitDate: new Date() }),
    diffBetween: () => Promise.resolve([{}, {}]),
  };
  const none = new EventEmitter();
  const api = {
    repositories: [repository],
    onDidOpenRepository: none.event,
    onDidCloseRepository: none.event,
  };
  fake.extensions.set("vscode.git", { activate: () => Promise.resolve({ getAPI: () => api }) });
});

afterEach(() => mock.timers.reset());

test("a commit made anywhere is told when HEAD moves, its id salted", async () => {
  state.HEAD = { name: "main", commit: "a" };
  const sense = senseCommits(stage.companion);
  await settle();
  state.HEAD = { name: "main", commit: "b" };
  changed.fire();
  changed.fire();
  await settle();
  assert.deepEqual(stage.data("commit_created"), [
    { "commit.kind": "commit", "commit.id": hash("b"), "commit.files": 2 },
  ]);
  assert.equal(stage.companion.lastHeadMove, Date.now());
  assert.equal(stage.companion.commits.value, Date.now(), "whoever follows code that was taken hears of it");
  sense.dispose();
});

test("another branch holds no work of now", async () => {
  state.HEAD = { name: "main", commit: "a" };
  const sense = senseCommits(stage.companion);
  await settle();
  state.HEAD = { name: "topic", commit: "b" };
  changed.fire();
  await settle();
  assert.equal(stage.companion.commits.value, 0);
  sense.dispose();
});

test("finding out where HEAD is, is no move", async () => {
  state.HEAD = undefined;
  const sense = senseCommits(stage.companion);
  await settle();
  state.HEAD = { name: "main", commit: "a" };
  changed.fire();
  await settle();
  assert.equal(stage.drafts.length, 0);
  sense.dispose();
});

test("without git nothing is told and nothing fails", async () => {
  fake.extensions.clear();
  const sense = senseCommits(stage.companion);
  await settle();
  sense.dispose();
});
