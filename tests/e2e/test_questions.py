"""Questions about the work, a person's words and the look back on a day, through a real daemon and worker."""

from collections.abc import Mapping
from typing import Any

import pytest

from builders.homes import AGREED, daemon_home
from builders.wire import START_MS, failing_run, rfc3339, wire_event
from undersong.cli.talk import Talk
from undersong.domain.places import Places
from undersong.domain.window import GRACE_MS

pytestmark = pytest.mark.process

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
ASKING = {**AGREED, "sampling_prompts": True, "nudges_enabled": False}


class Ear:
    """Notes what is asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def hear(self, method: str, params: Mapping[str, Any]) -> None:
        if method == "undersong/ask":
            self.asked.append(dict(params))


def work(daemon: Talk, begin_ms: int, minutes: int, is_failing: bool = False) -> None:
    """Edit, rest and run the tests, every five minutes; nothing happens between two things but a green or a red run."""
    for minute in range(0, minutes, 5):
        at = begin_ms + minute * MINUTE_MS
        run = failing_run(at + 60_000) if is_failing else wire_event("test_run", at + 60_000)
        daemon.request("undersong/record", {"events": [wire_event("file_modified", at), run]})
        daemon.command("undersong.clock.advance", at + 70_000 + GRACE_MS)


def reports_in(places: Places) -> list[dict[str, Any]]:
    from undersong.store.events import EventStore

    store = EventStore.open_read_only(places.events)
    try:
        return [dict(event.data) for event in store.events() if event.kind == "self_report"]
    finally:
        store.close()


def test_a_question_is_asked_and_what_is_answered_is_kept_and_puts_the_next_one_off() -> None:
    ear = Ear()
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, ear.hear, settings=ASKING) as daemon:
        work(daemon, START_MS, 90)
        asked = len(ear.asked)
        daemon.request("undersong/selfReport", {"state": "fine", "via": "prompt", "scale": 4})
        work(daemon, START_MS + 90 * MINUTE_MS, 40)

        assert asked == 1
        assert [choice["scale"] for choice in ear.asked[0]["choices"]] == [1, 2, 3, 4, 5]
        assert len(ear.asked) == asked
        assert reports_in(places) == [{"report.state": "fine", "report.via": "prompt", "report.scale": 4}]


def test_a_snooze_holds_for_the_rest_of_the_day() -> None:
    ear = Ear()
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, ear.hear, settings=ASKING) as daemon:
        answer = {"kind": "sample", "answer": "snooze_today"}
        until = daemon.request("undersong/askAnswer", answer)["snoozedUntil"]
        work(daemon, START_MS, 60)

        assert until > rfc3339(START_MS)
        assert ear.asked == []


def test_unless_turned_on_nothing_is_asked() -> None:
    ear = Ear()
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, ear.hear, settings=AGREED) as daemon:
        work(daemon, START_MS, 90)

        assert ear.asked == []


def test_a_day_is_looked_back_on_and_a_word_on_a_stretch_labels_its_windows() -> None:
    from undersong.learning.labelling.windows import study_windows
    from undersong.store.events import EventStore

    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, settings=AGREED) as daemon:
        work(daemon, START_MS, 40, is_failing=True)
        daemon.command("undersong.clock.advance", START_MS + 2 * HOUR_MS)

        day = {"since": rfc3339(START_MS - HOUR_MS)}
        stretches = daemon.request("undersong/review", day)["stretches"]
        stuck = next(one for one in stretches if "failed" in one["facts"])
        said = {"state": "stuck", "via": "review", "from": stuck["from"], "until": stuck["until"]}
        assert daemon.request("undersong/selfReport", said)["event"] is not None

        store = EventStore.open_read_only(places.events)
        windows = [window for window, _, _ in store.windows()]
        labels = study_windows(windows, list(store.events()))["stuck"].labels
        store.close()
        meant = [label for at, label in labels.items() if stuck["from"] <= rfc3339(at) <= stuck["until"]]
        assert meant
        assert {(label.value, label.is_weak) for label in meant} == {(1.0, False)}


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, settings=AGREED) as daemon:
        said = {"state": "fine", "from": rfc3339(START_MS), "until": rfc3339(START_MS - 1)}

        with pytest.raises(Exception, match="ends before it begins"):
            daemon.request("undersong/selfReport", said)
        assert reports_in(places) == []


def test_what_is_forgotten_while_the_daemon_runs_is_not_written_back() -> None:
    reviewing = {**AGREED, "review": True, "nudges_enabled": False}
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, settings=reviewing) as daemon:
        work(daemon, START_MS, 10)
        work(daemon, START_MS + 24 * HOUR_MS, 10)
        known = ends_in(places)
        forget_all(places)
        work(daemon, START_MS + 25 * HOUR_MS, 10)

        assert len(known) == 1
        assert ends_in(places) == []


def ends_in(places: Places) -> list[int]:
    from undersong.store.events import EventStore

    store = EventStore.open_read_only(places.events)
    try:
        return list((store.recall("questions") or {})["review"]["ends"])
    finally:
        store.close()


def forget_all(places: Places) -> None:
    from undersong.domain.clock import SystemClock
    from undersong.store.events import EventStore

    store = EventStore.open(places.events, SystemClock())
    try:
        store.forget_all()
    finally:
        store.close()
