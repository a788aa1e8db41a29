import * as vscode from "vscode";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { CommitKind } from "../protocol";
import { type Commit, type Head, openGit, type Repository } from "./gitApi";
import { kindOfMove } from "./headMoves";

/** What holds work of this place's own. */
const OWN_KINDS: ReadonlySet<CommitKind> = new Set(["commit", "amend", "merge"]);

/** Reports commits and other moves of HEAD, made in VS Code or in a terminal: `onDidCommit` knows only the former. */
export function senseCommits(companion: Companion): vscode.Disposable {
  const watched = new Map<Repository, vscode.Disposable>();
  const own: vscode.Disposable[] = [];
  const watch = (repository: Repository): void => {
    watched.set(repository, follow(companion, repository));
  };
  void openGit().then((git) => {
    git?.repositories.forEach(watch);
    if (git) {
      own.push(
        git.onDidOpenRepository(watch),
        git.onDidCloseRepository((repository) => void watched.get(repository)?.dispose()),
      );
    }
  });
  return new vscode.Disposable(() => {
    vscode.Disposable.from(...own, ...watched.values()).dispose();
  });
}

function follow(companion: Companion, repository: Repository): vscode.Disposable {
  let head = repository.state.HEAD;
  return repository.state.onDidChange(() => {
    const before = head;
    const now = repository.state.HEAD;
    // Right after opening HEAD is not read yet; in between it may be missing for a moment.
    if (now?.commit === undefined) {
      return;
    }
    head = now;
    if (before?.commit !== undefined && before.commit !== now.commit) {
      companion.lastHeadMove = companion.clock.now();
      report(companion, repository, before, now).catch((error: unknown) => {
        companion.log.debug(
          `A move of HEAD was not reported: ${messageOf(error).length} characters of reason.`,
        );
      });
    }
  });
}

async function report(companion: Companion, repository: Repository, before: Head, now: Head): Promise<void> {
  const id = now.commit ?? "";
  const from = before.commit ?? "";
  const commit = await find(repository, id);
  const kind = kindOfMove({
    before,
    after: now,
    commit,
    beforeParents: (await find(repository, from))?.parents ?? [],
    isRebasing: repository.state.rebaseCommit !== undefined,
    nowMs: Date.now(), // commits carry the machine's time, whatever clock we run on
  });
  if (OWN_KINDS.has(kind)) {
    companion.commits.set(companion.clock.now());
  }
  const files = await repository.diffBetween(from, id).then(
    (changes) => changes.length,
    () => null,
  );
  companion.record("commit_created", (hash) => ({
    "commit.kind": kind,
    "commit.id": hash(id),
    "commit.files": files,
  }));
}

/** Returns a commit, or undefined where it is gone: an amended one may be collected. */
function find(repository: Repository, id: string): Promise<Commit | undefined> {
  return repository.getCommit(id).catch(() => undefined);
}
