"""Every error that Undersong raises on purpose.

UndersongError
├── UserError                the person can mend it; the command line leaves with 2
│   ├── BadSetting           a setting or variable that cannot be used
│   ├── BadInput             a file or argument that cannot be read as what it should be
│   ├── NotThere             something named does not exist
│   └── RenameRefused        a rename that could miss a place or change a meaning
├── EventRefused             an event that the schema does not admit
├── StoreError
│   ├── StoreFull            the disk, or the page limit, is full: nothing was acknowledged
│   ├── StoreBusy            another program holds the database for too long
│   ├── StoreNewer           the database was written by a newer version
│   ├── StoreDamaged         the database cannot be read as one, and lies where it lay
│   └── StoreUnreadable      the database does not open, and was put aside
├── ReleaseError
│   ├── ReleaseUnreadable    a release is corrupt or of another schema
│   ├── NotJoined            a model that set-up puts together is not there
│   └── NoRelease            no release of that name serves
├── LearningError
│   ├── CandidateRejected    a candidate did worse than the release in service
│   ├── TooFewExamples       not enough labelled rows to train on
│   ├── TooFewPeople         nobody could be left out and judged
│   ├── TooFewOfAKind        one of the two kinds is all but missing
│   └── TrainingAbandoned    the person came back
└── WorkerError
    ├── WorkerGone           the worker died before it answered
    ├── RequestTooLong       a question that is too long to be sent
    └── DeadlinePassed       the answer came too late to be of use
"""

from collections.abc import Sequence


class UndersongError(Exception):
    """The root; its text is a sentence that may be shown to a person."""


class UserError(UndersongError):
    """Something that the person who called can mend."""


class BadSetting(UserError):
    """A setting or variable holds a value that cannot be used."""

    def __init__(self, name: str, found: object, remedy: str) -> None:
        super().__init__(f"{name} is {found!r}, which cannot be used; {remedy}.")
        self.name, self.found, self.remedy = name, found, remedy


class BadInput(UserError):
    """A file or argument cannot be read as what it should be."""

    def __init__(self, thing: str, finding: str, remedy: str) -> None:
        super().__init__(f"{thing} {finding}; {remedy}.")
        self.thing, self.finding, self.remedy = thing, finding, remedy


class NotThere(UserError):
    """Something that was named does not exist."""

    def __init__(self, thing: str, remedy: str) -> None:
        super().__init__(f"{thing} does not exist; {remedy}.")
        self.thing, self.remedy = thing, remedy


class RenameRefused(UserError):
    """A rename that could miss a place or change a meaning; nothing was changed."""

    def __init__(self, name: str, finding: str) -> None:
        super().__init__(f"{name} keeps its name: {finding}.")
        self.name, self.finding = name, finding


class EventRefused(UndersongError):
    """An event that the schema does not admit."""

    def __init__(self, event_id: str | None, reason: str) -> None:
        super().__init__(f"Event {event_id or 'without an id'} was refused: {reason}.")
        self.event_id, self.reason = event_id, reason


class StoreError(UndersongError):
    """The event store could not do what was asked."""


class StoreFull(StoreError):
    """The disk, or the page limit, is full; nothing of the batch was stored."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} cannot grow: the disk is full; free some space and the waiting events are sent again."
        )
        self.path = path


class StoreBusy(StoreError):
    """Another program holds the database for longer than we wait; nothing was changed."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is held by another program; nothing was changed, try again in a moment.")
        self.path = path


class StoreNewer(StoreError):
    """The database was written by a newer version; it was not touched."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer Undersong (its tables are of version {found}, this one knows {known}); "
            "nothing was changed, install the newer version again."
        )
        self.path, self.found, self.known = path, found, known


class StoreDamaged(StoreError):
    """The database cannot be read as one."""

    def __init__(self, path: str, finding: str) -> None:
        super().__init__(f"{path} cannot be read ({finding}); the daemon puts it aside and begins a new one.")
        self.path, self.finding = path, finding


class StoreUnreadable(StoreError):
    """A database does not open; it was put aside, when there was still something to put aside."""

    def __init__(self, path: str, aside: str | None, finding: str) -> None:
        kept = f"it was kept as {aside}" if aside else "nothing of it is left"
        super().__init__(f"{path} does not open ({finding}); {kept} and a new one begun.")
        self.path, self.aside, self.finding = path, aside, finding


class ReleaseError(UndersongError):
    """A release could not be used."""


class ReleaseUnreadable(ReleaseError):
    """A release is corrupt or was made for another schema."""

    def __init__(self, release: str, finding: str) -> None:
        super().__init__(f"Release {release} cannot serve: {finding}.")
        self.release, self.finding = release, finding


class NoRelease(ReleaseError):
    """No release of that name serves."""

    def __init__(self, model: str) -> None:
        super().__init__(f"No release of {model} serves; `undersong models list` shows what is there.")
        self.model = model


class NotJoined(ReleaseError):
    """A model that set-up puts together from a base and an adapter is not there, or is of another version."""

    def __init__(self, model: str, version: str, others: Sequence[str] = ()) -> None:
        finding = f"is there as {', '.join(others)} and not as {version}" if others else "was not put together here"
        super().__init__(f"The model of {model} {finding}; `node scripts/setup.mjs` puts it together.")
        self.model, self.version, self.others = model, version, tuple(others)


class LearningError(UndersongError):
    """A training did not lead to a release."""


class CandidateRejected(LearningError):
    """A candidate did worse than the release it would replace."""

    def __init__(self, candidate: str, score: float, floor: float) -> None:
        super().__init__(f"Candidate {candidate} scored {score:.3f}, below {floor:.3f}; the current release stays.")
        self.candidate, self.score, self.floor = candidate, score, floor


class TooFewExamples(LearningError):
    """Not enough labelled rows to train on."""

    def __init__(self, model: str, found: int, wanted: int) -> None:
        super().__init__(f"{found} of {wanted} labelled examples for {model} are there; no release is made.")
        self.model, self.found, self.wanted = model, found, wanted


class TooFewPeople(LearningError):
    """Nobody could be left out and judged."""

    def __init__(self, study: str, found: int, wanted: int) -> None:
        super().__init__(f"{study} has {found} people, and {wanted} are needed to leave some out and judge on them.")
        self.study, self.found, self.wanted = study, found, wanted


class TooFewOfAKind(LearningError):
    """One of the two kinds of examples is all but missing."""

    def __init__(self, model: str, found: int, rows: int, wanted: int) -> None:
        super().__init__(
            f"Of the {rows} labelled examples that {model} could learn from, {found} are of the rarer kind and"
            f" {wanted} are needed; no release is made."
        )
        self.model, self.found, self.rows, self.wanted = model, found, rows, wanted


class TrainingAbandoned(LearningError):
    """The person came back while a training ran."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"Training of {model} stopped because work went on; it is tried again when the machine is idle."
        )
        self.model = model


class WorkerError(UndersongError):
    """The worker could not answer."""


class WorkerGone(WorkerError):
    """The worker died before it answered."""

    def __init__(self, method: str) -> None:
        super().__init__(f"The worker ended before it answered {method}; it is started again.")
        self.method = method


class RequestTooLong(WorkerError):
    """A request holds a document larger than any that is worked on."""

    def __init__(self, method: str, size: int) -> None:
        super().__init__(f"{method} has {size} bytes; a document this long is left alone.")
        self.method, self.size = method, size


class DeadlinePassed(WorkerError):
    """The answer came too late to be of use."""

    def __init__(self, method: str, milliseconds: int) -> None:
        super().__init__(f"{method} took longer than {milliseconds} ms; the answer is dropped.")
        self.method, self.milliseconds = method, milliseconds
