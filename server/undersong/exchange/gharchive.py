"""GH Archive: what happened in public on GitHub, an hour a file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, Unusable, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.texts import numbered_lines
from undersong.exchange.times import moment
from undersong.exchange.vocabulary import words

OTHERS = words(
    """
    CommitCommentEvent CreateEvent DeleteEvent DiscussionEvent ForkEvent GollumEvent IssueCommentEvent IssuesEvent
    MemberEvent PublicEvent PullRequestEvent PullRequestReviewCommentEvent PullRequestReviewEvent
    PullRequestReviewThreadEvent ReleaseEvent SponsorshipEvent WatchEvent
    """
)


class GhArchive(Format):
    """A push → a `commit_created` for each new commit in it, at the time of the push: the commits' own is not told.

    Since autumn 2025 pushes do not list their commits; such a push is one `commit_created` of kind other. Logins,
    repositories and ids become hashes; messages, names and addresses are not kept. All other types are left out.
    Most of a file is other people's: `--who LOGIN` takes one's own.
    """

    name = "gharchive"
    line = "an hour of GH Archive (.json.gz); --who LOGIN takes one person's pushes"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a commit."""
        turn = Turn(context)
        yield from mapped(path.name, numbered_lines(path), turn.events)


class Turn:
    """Turns lines into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._names = Maker(GhArchive.name, context), context.names

    def events(self, _: int, line: str) -> Iterator[Event]:
        """Yield the commits of a push."""
        push = push_of(line)
        actor, repo, payload = (push.get(field) for field in ("actor", "repo", "payload"))
        if not (isinstance(actor, dict) and isinstance(repo, dict) and isinstance(payload, dict)):
            raise Unusable("payload", "it has no actor, repository or payload", "PushEvent")
        person, where = str(actor.get("login", "")), self._names.hide(str(repo.get("name", "")))
        time_ms, offset = moment(str(push.get("created_at")), "created_at")
        for kind, sha in commits_of(payload):
            data = {"commit.kind": kind, "commit.id": self._names.hide(sha), "commit.repository": where}
            identity = f"{where} {sha} {push.get('id')}"
            yield self._maker.event(Kind.COMMIT_CREATED, time_ms, person, identity, data, offset=offset)


def push_of(line: str) -> dict[str, Any]:
    """Return the push in a line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise Unusable("", "it is no JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        raise Unusable("type", "it tells no type")
    if found["type"] != "PushEvent":
        word = found["type"] if found["type"] in OTHERS else "another type"
        raise Unusable("type", "only pushes mean one of our kinds", word, False)
    return found


def commits_of(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Return kind and id of each commit that a push brought first."""
    commits = payload.get("commits")
    if isinstance(commits, list):
        new = [commit for commit in commits if isinstance(commit, dict) and commit.get("distinct", True)]
        return [("commit", str(commit["sha"])) for commit in new if commit.get("sha")]
    if payload.get("head"):
        return [("other", str(payload["head"]))]
    raise Unusable("payload", "it lists no commits", "PushEvent")
