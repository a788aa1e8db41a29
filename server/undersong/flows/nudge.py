"""From verdicts to a quiet offer: asks the policy every second, tells what it decides, and brings it the answers."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from undersong.domain.clock import Clock
from undersong.domain.errors import StoreFull, StoreUnreadable
from undersong.domain.kind import Kind
from undersong.domain.nudge import Answer, Level, Nudge
from undersong.domain.settings import Settings
from undersong.domain.verdict import Verdict
from undersong.episodes import Episode, Episodes
from undersong.flows.attend import Judged
from undersong.flows.record import Recorder
from undersong.nudges.moment import Moment
from undersong.nudges.policy import Policy
from undersong.nudges.sentences import beside_usual, sentence_of
from undersong.nudges.watch import Watch
from undersong.nudges.words import actions_of
from undersong.store.events import EventStore
from undersong.store.memory import EPISODES, NUDGES

# Windows hand over once a second; looking two seconds back sees their events in order.
LAG_MS = 2_000
# What is followed before the daemon began: enough to know whether someone has just come back, or runs fail in a row.
REBUILD_MS = 3_600_000
# A flood of events is followed in parts of about ten milliseconds, so that it does not hold up the windows.
MOST_AT_ONCE = 1_000
# As many failing tests as an event names.
MOST_TESTS = 7
USUAL = "usual."


class Audience(Protocol):
    """The attached windows."""

    def tell_focused(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell the window that has the focus."""
        ...

    def notice(self, level: str, code: str, text: str) -> None:
        """Tell a person something once."""
        ...


class Nudging:
    """The daemon's side of nudges.

    Parameters
    ----------
    thresholds
        Gives detector → threshold → value, as the releases in service name them: ``enter``, the probability from which
        a state holds, and ``usual.<feature>``.
    """

    def __init__(
        self,
        store: EventStore,
        recorder: Recorder,
        audience: Audience,
        clock: Clock,
        settings: Callable[[], Settings],
        thresholds: Callable[[], Mapping[str, Mapping[str, float]]],
    ) -> None:
        self._store, self._recorder, self._audience = store, recorder, audience
        self._clock, self._settings, self._thresholds = clock, settings, thresholds
        kept = store.recall(NUDGES) or {}
        self._watch = Watch(remembered(store))
        self._written: tuple[tuple[Episode, ...], StoreUnreadable | None] | None = None
        self._policy = Policy()
        if "policy" in kept:
            self._policy.restore(kept["policy"])
        self._judged: list[Judged] = []
        self._first_ms: int | None = None
        self._fed_ms = clock.now_ms() - REBUILD_MS
        self._has_new = True

    def note_events(self, _latest: Mapping[str, int], _now_ms: int) -> None:
        """Remember that there is something to follow."""
        self._has_new = True

    def note_verdicts(self, judged: Sequence[Judged]) -> None:
        """Take windows for the next look."""
        self._judged += judged

    def explain(self, verdict: Verdict) -> dict[str, Any]:
        """Return a verdict's sentence, and the features that weighed most beside what they usually are."""
        self._follow(self._clock.now_ms() - LAG_MS)
        usual = dict(verdict.usual) or usual_of(self._thresholds().get(verdict.detector, {}))
        return {"sentence": sentence_of(verdict, self._watch.episodes.facts(), usual), "why": why(verdict, usual)}

    def tick(self, now_ms: int) -> None:
        """Look at what happened and speak if the policy says so."""
        self._follow(now_ms - LAG_MS)
        named = self._thresholds()
        self._policy.enter = {name: values["enter"] for name, values in named.items() if "enter" in values}
        self._policy.usual = {name: usual_of(values) for name, values in named.items()}
        judged, self._judged = self._judged, []
        nudge = self._policy.consider(judged, self._watch.moment(now_ms, self._first_ms), self._settings())
        for sentence in self._policy.take_notices():
            self._audience.notice("info", "nudges", sentence)
        if nudge is not None:
            self._tell(nudge)
        if nudge is not None or judged:
            self._keep()

    def moment(self, now_ms: int) -> Moment:
        """Return what the person is doing, for others who may have something to ask."""
        return self._watch.moment(now_ms, self._first_ms)

    def answer(self, nudge_id: str, answer: Answer) -> None:
        """Bring the policy a person's answer; it holds across a restart."""
        self._policy.answer(nudge_id, answer, self._watch.moment(self._clock.now_ms(), self._first_ms))
        self._keep()

    def forget(self) -> None:
        """Let go of what was followed: events under it were forgotten, and the episodes went with them."""
        self._watch, self._judged, self._first_ms = Watch(), [], None
        self._policy.forget()
        self._keep()

    def _follow(self, until_ms: int) -> None:
        if not self._has_new or until_ms <= self._fed_ms:
            return
        events = list(islice(self._store.events(self._fed_ms + 1, until_ms), MOST_AT_ONCE))
        self._watch.feed(events)
        self._fed_ms = events[-1].time_ms if len(events) == MOST_AT_ONCE else until_ms
        self._has_new = self._store.count_since(self._fed_ms + 1) > 0
        if self._first_ms is None:
            self._first_ms = self._store.oldest_ms()

    def _tell(self, nudge: Nudge) -> None:
        if nudge.level is not Level.SILENT:
            self._audience.tell_focused("undersong/nudge", message_of(nudge))
        data = {
            "nudge.id": nudge.id,
            "nudge.detector": nudge.verdict.detector,
            "nudge.level": nudge.level.value,
            "nudge.probability": round(nudge.verdict.probability, 4),
            "nudge.release": nudge.verdict.release,
        }
        try:
            self._recorder.write(Kind.NUDGE_SHOWN, data)
        except StoreFull:
            return  # the person was told of the full disk; the offer itself was made

    def _keep(self) -> None:
        """Keep what changes with every window; the episodes, a hundred times as large, only when there is another."""
        episodes = self._watch.episodes
        kept: dict[str, dict[str, Any]] = {}
        kept[NUDGES] = {"policy": self._policy.as_dict(), "standing": episodes.standing_as_dict()}
        written = (episodes.kept, self._store.problem)  # a file that was put aside took the episodes with it
        if self._written is None or any(now is not then for now, then in zip(written, self._written, strict=True)):
            kept[EPISODES] = {"episodes": [episode.as_dict() for episode in episodes.kept]}
        self._store.remember_together(kept)
        self._written = written


def remembered(store: EventStore) -> Episodes:
    """Return the episodes that were kept, and the trouble that stood; former versions kept them in one place."""
    kept = store.recall(NUDGES) or {}
    episodes = store.recall(EPISODES) or kept.get("episodes", {})
    return Episodes.from_dict({**episodes, **kept.get("standing", {})})


def message_of(nudge: Nudge) -> dict[str, Any]:
    """Return a nudge as `undersong/nudge` carries it."""
    return {
        "id": nudge.id,
        "detector": nudge.verdict.detector,
        "level": nudge.level.value,
        "text": nudge.text,
        "evidence": list(nudge.evidence),
        "actions": [{"id": a.id, "title": a.title, "command": a.command} for a in actions_of(nudge)],
        "isExperimental": nudge.verdict.is_experimental,
        "subject": nudge.file,
        "named": nudge.named,
        "tests": list(nudge.tests[:MOST_TESTS]),
        "why": why(nudge.verdict, nudge.usual),
        "by": f"{nudge.verdict.release}: {nudge.verdict.probability:.0%}",
    }


def why(verdict: Verdict, usual: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the features that weighed most, with their words and what they usually are."""
    return [
        {"feature": name, "value": value, "usual": usual.get(name), "text": beside_usual(name, value, usual)}
        for name, value in verdict.weights
    ]


def usual_of(thresholds: Mapping[str, float]) -> dict[str, float]:
    """Return feature → usual value from what a release names; one without a usual value is left out."""
    named = {name: value for name, value in thresholds.items() if name.startswith(USUAL) and value == value}
    return {name.removeprefix(USUAL): value for name, value in named.items()}
