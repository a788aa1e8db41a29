"""The three lines of the serving bench, each measured over a crowd of editors."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from undersong.cli.yardstick.crowd import Crowd, Member
from undersong.cli.yardstick.document import Document
from undersong.cli.yardstick.plan import Cut, draw_cuts
from undersong.cli.yardstick.replay import Typist, together, type_together
from undersong.cli.yardstick.tally import Tally


@dataclass(frozen=True, slots=True)
class Line:
    """What one stretch of time gave: counts, seconds by the clock, and seconds of processor of the server's parts."""

    tally: Tally
    seconds: float
    daemon_seconds: float
    worker_seconds: float

    @property
    def cpu_seconds(self) -> float:
        """What both took of the processor."""
        return self.daemon_seconds + self.worker_seconds

    @property
    def per_second(self) -> float:
        """Served keys a second by the clock."""
        return self.tally.served / self.seconds

    @property
    def per_cpu_second(self) -> float:
        """Served keys a second of daemon and worker."""
        return self.tally.served / max(0.01, self.cpu_seconds)

    @property
    def answers_per_second(self) -> float:
        """Answers with some text a second by the clock, however short and however late."""
        return self.tally.with_text / self.seconds

    @property
    def daemon_per_cpu_second(self) -> float:
        """The same without the ghost text that only stayed."""
        return self.tally.served_by_daemon / max(0.01, self.cpu_seconds)


async def timed(crowd: Crowd, work: Callable[[], Awaitable[Tally]]) -> Line:
    """Return what some work gave and took."""
    begun, before = time.monotonic(), crowd.cpu_seconds
    tally = await work()
    daemon, worker = (later - earlier for later, earlier in zip(crowd.cpu_seconds, before, strict=True))
    return Line(tally, time.monotonic() - begun, daemon, worker)


async def cold_line(crowd: Crowd, seconds: float, editors: int) -> Line:
    """Line A: each request is at a place of its own, after a jump to it; each editor waits for its answers."""

    async def ask(member: Member, seed: int) -> Tally:
        tally, until = Tally(), time.monotonic() + seconds
        documents: dict[str, Document] = {}
        for cut in places(member, seed):
            if time.monotonic() > until:
                break
            document = documents.setdefault(cut.path, member.editor.document(cut.path))
            head, rest = split(member, cut)
            member.editor.show(document, head)
            offer, milliseconds = await member.editor.complete(document, is_asked=True)
            tally.answered(offer, rest, milliseconds, is_current=True)
        return tally

    async def all_of_them() -> Tally:
        chosen = crowd.members[:editors]
        return together(await asyncio.gather(*(ask(member, seed) for seed, member in enumerate(chosen))))

    return await timed(crowd, all_of_them)


async def replay_line(typists: list[Typist], crowd: Crowd, seconds: float, speed: float) -> Line:
    """Line B: everybody types, so many times as fast as a person."""
    return await timed(crowd, lambda: type_together(typists, seconds, speed))


async def alone_line(crowd: Crowd, seconds: float) -> Line:
    """Return what one editor gets that waits for each answer, in each repository in turn."""
    roots = {member.held.root: member for member in crowd.members}

    async def type_alone() -> Tally:
        typists = [Typist(member.editor, member.held, seed) for seed, member in enumerate(roots.values())]
        for typist in typists:
            await typist.type_waiting(time.monotonic() + seconds / len(typists))
        return together([typist.tally for typist in typists])

    return await timed(crowd, type_alone)


async def cached_line(crowd: Crowd, seconds: float) -> Line:
    """Line C: every editor asks again and again at one place that has an answer, the text unchanged: the ceiling."""
    # One after the other, and before the time is taken: what is measured is the answer that is known already.
    found = [await answered_place(member, seed) for seed, member in enumerate(crowd.members)]
    until = time.monotonic() + seconds

    async def ask(member: Member, place: tuple[Document, str] | None) -> Tally:
        tally = Tally()
        while place is not None and time.monotonic() < until:
            offer, milliseconds = await member.editor.complete(place[0], is_asked=True)
            tally.answered(offer, place[1], milliseconds, is_current=True)
        return tally

    async def all_of_them() -> Tally:
        asking = (ask(member, place) for member, place in zip(crowd.members, found, strict=True))
        return together(await asyncio.gather(*asking))

    return await timed(crowd, all_of_them)


async def answered_place(member: Member, seed: int, tries: int = 20) -> tuple[Document, str] | None:
    """Return a document whose end gets an answer of two tokens or more, and what really follows."""
    for cut, _ in zip(places(member, seed), range(tries), strict=False):
        document = member.editor.document(cut.path)
        head, rest = split(member, cut)
        member.editor.show(document, head)
        offer, _ = await member.editor.complete(document, is_asked=True)
        if offer is not None and offer.tokens > 1:
            return document, rest
    return None


def places(member: Member, seed: int) -> Iterator[Cut]:
    """Yield places of the held files, no two of them the same."""
    lines = {path: text.split("\n") for path, text in member.held.texts.items()}
    seen: set[Cut] = set()
    for cut in draw_cuts(lines, member.held.paths, random.Random(1_000 + seed), 100_000):
        if cut not in seen:
            seen.add(cut)
            yield cut


def split(member: Member, cut: Cut) -> tuple[str, str]:
    """Return the text before a place and the rest of its line."""
    lines = member.held.texts[cut.path].split("\n")
    return "\n".join([*lines[: cut.row], lines[cut.row][: cut.column]]), lines[cut.row][cut.column :].rstrip()
