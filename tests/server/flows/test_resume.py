"""Life with restarts and replay in one go tell the same."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from builders.events import MINUTE_MS, START_MS, any_work, event
from builders.stores import open_store
from undersong.cli.shipped import shipped_models
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.model import Model
from undersong.domain.window import STEP_MS
from undersong.flows.resume import KEEP_EVERY_MS, Keeper, resumed
from undersong.flows.sense import Judged, Sense
from undersong.inference.stub import Stub
from undersong.store.events import EventStore, row_of

FOREVER = 2**53


@pytest.fixture(scope="module")
def models() -> dict[str, Model]:
    return shipped_models()


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def told_of(seed: int, hours: float = 2.5) -> list[Event]:
    """Work with self-reports, nudges and answers in between."""
    chance = random.Random(seed)
    events = any_work(chance, int(hours * 240), 15)
    said, shown = [], ""
    for at in range(40, len(events), 15):
        seconds = (events[at].time_ms - START_MS) / 1000 + 0.5
        word = chance.choice(["stuck", "stuck", "fine", "focused", "nudge", "answer"])
        if word == "nudge":
            shown = f"N{at}"
            said.append(event(Kind.NUDGE_SHOWN, seconds, data={"nudge.id": shown, "nudge.detector": "stuck"}))
        elif word == "answer":
            said.append(event(Kind.NUDGE_ANSWERED, seconds, data={"nudge.id": shown, "nudge.answer": "helpful"}))
        else:
            said.append(event(Kind.SELF_REPORT, seconds, data={"report.state": word}))
    return sorted([*events, *said], key=lambda item: item.order)


class Life:
    """The worker's side and the daemon's, with a store between them."""

    def __init__(self, store: EventStore, models: dict[str, Model]) -> None:
        self.store, self.models = store, models
        self.told: list[Judged] = []
        self.closed_ms = START_MS - STEP_MS
        self.restart()

    def restart(self) -> None:
        self.sense, self.keeper = resumed(self.store, self.models, self.closed_ms), Keeper()

    def live(self, events: list[Event], until_ms: int, is_heard: bool = True) -> None:
        """Store events, close windows up to a time, and keep the answer unless it is never heard."""
        self.store.append([row_of(item) for item in events])
        self.sense.feed(item for item in self.store.events(self.closed_ms, until_ms) if item.time_ms > self.closed_ms)
        judged, personal = self.sense.close_until(until_ms), self.keeper.due(self.sense)
        if is_heard:
            self.store.put_windows([(item.window, item.verdicts, item.state) for item in judged], personal)
            self.told += judged
            self.closed_ms = until_ms


class Milder:
    """Another release, which gives everything a lower probability."""

    is_experimental = True

    def __init__(self, model: Model) -> None:
        self._model, self.name, self.features = model, f"{model.name} again", model.features

    def threshold(self, name: str, default: float) -> float:
        return self._model.threshold(name, default)

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        return [probability / 2 for probability in self._model.predict(rows)]


def replayed(models: dict[str, Model], events: list[Event]) -> Sense:
    sense = Sense(models)
    sense.personal.end_ms = START_MS - STEP_MS
    sense.feed(events)
    return sense


def labels_of(sense: Sense) -> int:
    return sum(labels for _, labels in sense.personal.learned)


def parts_of(events: list[Event], stops: list[int]) -> list[tuple[list[Event], int]]:
    """The events of each stretch, and the window's end that it closes with."""
    ends = [events[stop].time_ms // STEP_MS * STEP_MS for stop in stops] + [events[-1].time_ms + STEP_MS]
    ends[-1] = -(-ends[-1] // STEP_MS) * STEP_MS
    starts = [0, *ends[:-1]]
    return [([e for e in events if a < e.time_ms <= b], b) for a, b in zip(starts, ends, strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_killed_and_started_again_it_tells_what_a_replay_tells(
    store: EventStore, models: dict[str, Model], seed: int
) -> None:
    events = told_of(seed)
    stops = sorted(random.Random(seed).sample(range(60, len(events) - 60), 4))
    life = Life(store, models)

    for part, until_ms in parts_of(events, stops):
        life.live(part, until_ms)
        life.restart()

    sense = replayed(models, events)
    assert life.told == sense.close_until(life.closed_ms)
    assert life.sense.personal.as_dict() == sense.personal.as_dict()
    assert labels_of(life.sense) > 5


@pytest.mark.parametrize(("order", "seed"), [("ab", 0), ("aba", 1), ("aabb", 2), ("abb", 2), ("a-a", 0), ("-ab", 1)])
def test_a_release_that_changed_while_nothing_ran_judges_and_learns_as_if_it_had_been_swapped(
    store: EventStore, models: dict[str, Model], order: str, seed: int
) -> None:
    releases: dict[str, Model] = {"a": models["stuck"], "b": Milder(models["stuck"]), "-": Stub("stuck")}
    events = told_of(seed, 4)
    stops = sorted(random.Random(seed).sample(range(60, len(events) - 60), len(order) - 1))
    life, sense = Life(store, models), replayed(models, events)
    replay = []

    for letter, (part, until_ms) in zip(order, parts_of(events, stops), strict=True):
        life.models = {**models, "stuck": releases[letter]}
        life.restart()
        life.live(part, until_ms)
        sense.swap("stuck", releases[letter])
        replay += sense.close_until(until_ms)

    assert life.told == replay
    assert life.sense.personal.as_dict() == sense.personal.as_dict()


def test_an_answer_that_was_never_heard_teaches_nothing_twice(store: EventStore, models: dict[str, Model]) -> None:
    events = told_of(11)
    life = Life(store, models)
    (first, middle), (second, end) = parts_of(events, [300])
    life.live(first, middle)

    life.live(second, end, is_heard=False)
    life.restart()
    life.live([], end)

    sense = replayed(models, events)
    assert life.told == sense.close_until(end)
    assert life.sense.personal.as_dict() == sense.personal.as_dict()


def test_what_a_label_teaches_is_kept_at_once_and_the_rest_once_an_hour(models: dict[str, Model]) -> None:
    keeper, sense = Keeper(), Sense(models)
    report = event(Kind.SELF_REPORT, 601, data={"report.state": "stuck"})
    work = any_work(random.Random(1), 600, 15)
    sense.feed([*work, report])

    kept = []
    for end_ms in range(START_MS + STEP_MS, START_MS + 2 * KEEP_EVERY_MS, STEP_MS):
        sense.close_until(end_ms)
        if keeper.due(sense) is not None:
            kept.append((end_ms - START_MS) // MINUTE_MS)

    assert kept[0] == 0
    assert 10 in kept
    assert len(kept) <= 5


def test_after_events_are_gone_what_was_learned_of_them_stays(store: EventStore, models: dict[str, Model]) -> None:
    events = told_of(5)
    life = Life(store, models)
    for part, until_ms in parts_of(events, [500]):
        life.live(part, until_ms)
    learned = life.sense.personal.learned

    store.connection.run("DELETE FROM event")
    life.restart()

    assert life.sense.personal.learned == learned


def test_forgetting_takes_what_was_learned_with_it(store: EventStore, models: dict[str, Model]) -> None:
    life = Life(store, models)
    for part, until_ms in parts_of(told_of(6), [500]):
        life.live(part, until_ms)
    assert store.personal() is not None
    assert labels_of(life.sense) > 0

    store.forget(START_MS, START_MS + MINUTE_MS)
    life.restart()

    assert store.personal() is None
    assert labels_of(life.sense) == 0


def test_what_knows_more_than_was_told_is_not_believed(store: EventStore, models: dict[str, Model]) -> None:
    life = Life(store, models)
    for part, until_ms in parts_of(told_of(7), [500]):
        life.live(part, until_ms)

    sense = resumed(store, models, START_MS + STEP_MS)

    assert labels_of(sense) == 0
