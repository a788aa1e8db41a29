"""Failing runs since the last green one, in a few numbers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.episodes.ending import Doings, Ending, EndKind
from undersong.episodes.episode import Episode
from undersong.episodes.facts import Facts
from undersong.episodes.recent import renew

# A test belongs to an episode when it failed to the end or in half of the runs, not when a wrong turn broke it.
LEAST_SHARE = 0.5
# An error whose class nobody told.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """One failing run: what ran (``test``, ``build``, ``run``), test → what it ended with, and its counts.

    What it ended with is a hash of the words, and the error's class; empty where the runner did not say.
    """

    time_ms: int
    what: str
    tests: Mapping[str, tuple[str, str]]
    passed: int | None = None
    failed: int | None = None

    @classmethod
    def of(cls, event: Event, what: str) -> Self:
        """Read a failing run from its event."""
        data = event.data
        signatures = str(data.get("test.signatures") or "").split()
        reasons = str(data.get("test.reasons") or "").split()
        if len(reasons) != len(signatures):
            reasons = [""] * len(signatures)
        error = str(data.get("test.error_class") or "")
        tests = {name: (reason, error) for name, reason in zip(signatures, reasons, strict=True)}
        return cls(event.time_ms, what, tests, data.get("test.passed"), data.get("test.failed"))


@dataclass(slots=True)
class Repeat:
    """How often one test failed, since when, and whether it always ended alike."""

    first_ms: int
    reason: str
    error: str
    times: int = 1
    is_alike: bool = True

    def again(self, reason: str, error: str) -> None:
        """Note that it failed once more."""
        self.times += 1
        self.is_alike = self.is_alike and reason == self.reason
        self.reason, self.error = reason, error or self.error


@dataclass(slots=True)
class Trouble:
    """What is known of the failing runs since the last green one, and of what was done about them.

    However long it stands it stays small: of the tests, files and errors the latest are known.
    """

    runs: int = 0
    begun_ms: int = 0
    last: Failure | None = None
    best: tuple[int, int] | None = None  # passed and failed of the run that got furthest
    repeats: dict[str, Repeat] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)
    standing: dict[str, None] = field(default_factory=dict)
    edits: int = 0
    doings: Doings = field(default_factory=Doings)

    def fail(self, failure: Failure) -> None:
        """Take in another failing run: what is done from here on may be what ends it."""
        self.begun_ms = self.begun_ms or failure.time_ms
        self.runs += 1
        self._count(failure)
        if self.runs > 1:
            self.edits += self.doings.edits
            for file in sorted(self.doings.files):
                renew(self.touched, file, None)
        self.doings = Doings()

    def amend(self, failure: Failure) -> None:
        """Let a runner's own report take the place of the command that it came from."""
        self._count(failure)

    def note(self, event: Event) -> None:
        """Take in what was done since the last failing run; before the first one nothing is in the way."""
        if not self.runs:
            return
        self.doings.take(event)
        if event.kind == Kind.COMMAND_EXECUTED:
            command = str(event.data.get("command.class") or "other")
            self.tried[command] = self.tried.get(command, 0) + 1
        elif event.kind == Kind.DEBUG_STARTED:
            self.tried["debug"] = self.tried.get("debug", 0) + 1
        elif event.kind == Kind.ERROR_OCCURRED and event.data.get("error.state") == "appeared":
            renew(self.standing, f"{event.data.get('error.class')}@{event.subject or ''}", None)

    @property
    def failing(self) -> frozenset[str]:
        """The tests that failed in the last run."""
        return frozenset(self.last.tests) if self.last else frozenset()

    def facts(self) -> Facts:
        """Return what can be said of it."""
        last = self.last
        if last is None or not self.runs:
            return Facts()
        most = max((self.repeats[name].times for name in self.failing), default=0)
        names = sorted(name for name in self.failing if self.repeats[name].times == most)
        same = [self.repeats[name] for name in names]
        since_ms = min((repeat.first_ms for repeat in same), default=self.begun_ms)
        is_alike = bool(same) and most > 1 and all(repeat.is_alike and repeat.reason for repeat in same)
        return Facts(
            what=last.what,
            runs=self.runs,
            tests=len(same),
            times=most or self.runs,
            signatures=tuple(names),
            minutes=(last.time_ms - since_ms) / 60_000,
            errors=tuple(sorted({repeat.error or UNKNOWN for repeat in same})) if is_alike else (),
            edits=self.edits,
            files=len(self.touched),
            passed=last.passed,
            failed=last.failed,
            best_passed=self.best[0] if self.best else None,
        )

    def ended(self, ended_ms: int, ending: Ending | None = None) -> Episode:
        """Return the episode that a green run, or giving up, makes of it."""
        often = {name for name, repeat in self.repeats.items() if repeat.times >= LEAST_SHARE * self.runs}
        kept = sorted(often | self.failing)
        known = [self.repeats[name] for name in kept]
        return Episode(
            signatures=tuple(kept),
            ending=ending or self.doings.ending(self.touched.keys()),
            minutes=round((ended_ms - self.begun_ms) / 60_000, 1),
            runs=self.runs,
            ended_ms=ended_ms,
            reasons=tuple(sorted({repeat.reason for repeat in known if repeat.reason})),
            errors=tuple(sorted({repeat.error for repeat in known if repeat.error})),
            standing=tuple(sorted(self.standing)),
            files=tuple(sorted(self.touched.keys() | self.doings.files)),
            tried=tuple(sorted(self.tried)),
        )

    def left(self) -> Episode:
        """Return the episode that it is when nobody came back to it."""
        return self.ended(self.last.time_ms if self.last else self.begun_ms, Ending(EndKind.GAVE_UP))

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the store."""
        return {
            "runs": self.runs,
            "begun_ms": self.begun_ms,
            "last": None if self.last is None else asdict(self.last),
            "best": self.best,
            "repeats": {name: asdict(repeat) for name, repeat in self.repeats.items()},
            "touched": list(self.touched),
            "tried": self.tried,
            "standing": list(self.standing),
            "edits": self.edits,
            "doings": self.doings.as_dict(),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`; former versions did not keep what was done since the last run."""
        last, best = plain["last"], plain["best"]
        return cls(
            runs=plain["runs"],
            begun_ms=plain["begun_ms"],
            last=last and Failure(**{**last, "tests": {name: tuple(said) for name, said in last["tests"].items()}}),
            best=best and (best[0], best[1]),
            repeats={name: Repeat(**repeat) for name, repeat in plain["repeats"].items()},
            touched=dict.fromkeys(plain["touched"]),
            tried=dict(plain["tried"]),
            standing=dict.fromkeys(plain["standing"]),
            edits=plain["edits"],
            doings=Doings.from_dict(plain["doings"]) if "doings" in plain else Doings(),
        )

    def _count(self, failure: Failure) -> None:
        self.last = failure
        for name, (reason, error) in failure.tests.items():
            repeat = self.repeats.get(name)
            if repeat is None:
                repeat = Repeat(failure.time_ms, reason, error)
            else:
                repeat.again(reason, error)
            renew(self.repeats, name, repeat)
        if failure.passed is not None:
            self.best = max(self.best or (0, 0), (failure.passed, -(failure.failed or 0)))
