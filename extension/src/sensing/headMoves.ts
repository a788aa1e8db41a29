import type { CommitKind } from "../protocol";
import type { Commit, Head } from "./gitApi";

/** HEAD before and after a move, with the commit that it came to. */
export interface Move {
  readonly before: Head;
  readonly after: Head;
  readonly commit: Commit | undefined;
  /** The parents of the commit that it came from. */
  readonly beforeParents: readonly string[];
  readonly isRebasing: boolean;
  readonly nowMs: number;
}

/** A commit this young was made just now, by the person or a tool of theirs. */
const YOUNG_MS = 60_000;

/**
 * Tells what moved HEAD, from branch names, parents and dates alone.
 *
 * A terminal's `git reset --hard` to an older commit and a checkout within one branch look alike; both are `reset`.
 */
export function kindOfMove({ before, after, commit, beforeParents, isRebasing, nowMs }: Move): CommitKind {
  if (isRebasing) {
    return "rebase";
  }
  if (before.name !== after.name) {
    return "checkout";
  }
  if (!commit) {
    return "other";
  }
  const isYoung = commit.commitDate === undefined || nowMs - commit.commitDate.getTime() < YOUNG_MS;
  const isOnTop = before.commit !== undefined && commit.parents.includes(before.commit);
  if (isOnTop && commit.parents.length > 1) {
    return "merge";
  }
  if (isOnTop && isYoung) {
    return "commit";
  }
  if (isYoung && sameParents(commit.parents, beforeParents)) {
    return "amend";
  }
  return hasCaughtUp(before, after) ? "pull" : isYoung ? "rebase" : "reset";
}

function sameParents(left: readonly string[], right: readonly string[]): boolean {
  return left.length > 0 && left.join(" ") === right.join(" ");
}

/** The branch was behind its upstream and is less so now. */
function hasCaughtUp(before: Head, after: Head): boolean {
  return (
    after.upstream !== undefined && (after.behind ?? 0) === 0 && (after.ahead ?? 0) <= (before.ahead ?? 0)
  );
}
