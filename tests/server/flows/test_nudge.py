"""What the daemon keeps of nudges and of what they go by."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders.days import Editor
from builders.nudging import judged
from builders.troubles import SUM, after, fail, trouble
from undersong.domain.clock import HeldClock
from undersong.domain.settings import Settings
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.episodes import Episodes
from undersong.flows.nudge import LAG_MS, Nudging, remembered
from undersong.flows.record import Recorder
from undersong.store.events import EventStore
from undersong.store.memory import EPISODES, NUDGES
from undersong.store.row import row_of


class Desk:
    """A daemon's side of nudges over a real store."""

    def __init__(self, folder: Path, now_ms: int) -> None:
        self.clock = HeldClock(now_ms)
        self.store = EventStore.open(folder / "events.db", self.clock)
        self.named: Mapping[str, Mapping[str, float]] = {}
        self.nudging = self.begun()

    def begun(self) -> Nudging:
        recorder = Recorder(self.store, self.clock, self.notice)
        return Nudging(self.store, recorder, self, self.clock, Settings, lambda: self.named)

    def tell_focused(self, _method: str, _params: Mapping[str, Any]) -> None: ...

    def notice(self, _level: str, _code: str, _text: str) -> None: ...

    def live(self, editor: Editor) -> None:
        """Take in what happened and look at it, with a window that was judged."""
        self.store.append([row_of(event) for event in editor.events])
        editor.events.clear()
        self.clock.advance_to(editor.now_ms + LAG_MS)
        self.nudging.note_events({}, self.clock.now_ms())
        self.look()

    def look(self) -> None:
        self.nudging.note_verdicts([judged(self.clock.now_ms(), 0.1)])
        self.nudging.tick(self.clock.now_ms())

    def wipe(self) -> None:
        """Note what is written from here on."""
        self.store.remember(EPISODES, {"episodes": "untouched"})

    @property
    def wrote_episodes(self) -> bool:
        return self.store.recall(EPISODES) != {"episodes": "untouched"}


@pytest.fixture
def editor() -> Editor:
    return Editor()


@pytest.fixture
def desk(tmp_path: Path, editor: Editor) -> Iterator[Desk]:
    desk = Desk(tmp_path, editor.now_ms)
    yield desk
    desk.store.close()


def test_episodes_are_written_when_there_is_another_and_not_with_every_window(desk: Desk, editor: Editor) -> None:
    desk.live(trouble("install", editor=editor))
    assert len(remembered(desk.store).kept) == 1

    desk.wipe()
    desk.look()
    editor.edit(3)
    fail(editor)
    desk.live(editor)
    assert not desk.wrote_episodes

    desk.live(trouble("edit another file", editor=editor))
    assert len(remembered(desk.store).kept) == 2


def test_the_trouble_that_stands_is_kept_with_every_window(desk: Desk, editor: Editor) -> None:
    fail(editor)
    editor.edit(3)
    desk.live(editor)
    whole = remembered(desk.store)

    desk.nudging = desk.begun()
    desk.live(editor)

    assert whole.facts().runs == 1
    assert remembered(desk.store).as_dict() == whole.as_dict()


def test_what_a_former_version_kept_in_one_place_goes_on(desk: Desk, editor: Editor) -> None:
    fail(trouble("install", editor=editor))
    former = after(editor).as_dict()
    desk.store.remember(NUDGES, {"episodes": former})

    assert remembered(desk.store).as_dict() == former
    desk.clock.advance_to(editor.now_ms)
    desk.nudging = desk.begun()
    desk.look()

    assert "episodes" not in (desk.store.recall(NUDGES) or {})
    assert remembered(desk.store).as_dict() == former


def test_a_state_is_explained_beside_the_persons_own_usual_where_it_is_known(desk: Desk) -> None:
    desk.named = {"anomaly": {"usual.edit_share": 0.9}}
    odd = Verdict("anomaly", State.UNUSUAL, 1.0, 0, (("edit_share", 0.6),))

    def usual(verdict: Verdict) -> tuple[float, bool]:
        told = desk.nudging.explain(verdict)
        return told["why"][0]["usual"], "(usually 25 %)" in told["sentence"]

    assert usual(replace(odd, usual=(("edit_share", 0.25),))) == (0.25, True)
    assert usual(odd) == (0.9, False)


def test_where_nothing_was_kept_nothing_is_remembered(desk: Desk) -> None:
    assert remembered(desk.store).as_dict() == Episodes().as_dict()


def test_what_was_forgotten_is_not_written_again(desk: Desk, editor: Editor) -> None:
    desk.live(fail_twice(trouble("install", editor=editor)))

    desk.nudging.forget()

    assert SUM not in str(desk.store.recall(EPISODES)) + str(desk.store.recall(NUDGES))


def fail_twice(editor: Editor) -> Editor:
    fail(editor)
    fail(editor)
    return editor
