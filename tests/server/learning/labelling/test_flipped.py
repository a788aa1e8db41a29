"""A training set with flipped labels is refused by validation; needs the training environment."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders.days import DAY_MS, MONDAY_MS, Editor
from builders.lessons import a_session, windows_of, write_steadily
from builders.releases import NOON, ledger_in
from undersong.domain.clock import HeldClock
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.learning.examples import Split, examples_of, split_by_time
from undersong.learning.labelling.windows import Label, Labelling, study_windows
from undersong.registry import Registry, shipped_folder

pytest.importorskip("sklearn")
pytestmark = pytest.mark.train

from undersong.learning.material.dataset import Candidate, Dataset  # noqa: E402
from undersong.learning.material.scoring import auc  # noqa: E402
from undersong.learning.material.served import served  # noqa: E402
from undersong.learning.recipes.catalog import RECIPES  # noqa: E402
from undersong.learning.training import make_candidate  # noqa: E402
from undersong.learning.validation import REFUSED, Ruling  # noqa: E402

SESSIONS = 15


def days_of_work() -> list[Event]:
    """Return sessions that begin well and end in the hunt for a bug; the person says both."""
    editor = Editor()
    for day in range(SESSIONS):
        editor.now_ms = MONDAY_MS + day * DAY_MS
        write_steadily(editor, 18)
        editor.happen(Kind.SELF_REPORT, report__state="fine")
        a_session(editor, green_minutes=5, say="stuck")
    return editor.events


def lesson(events: Iterable[Event], flip_votes: bool = False, flip_words: bool = False) -> Dataset:
    """Return the examples of `stuck`, with labels turned round as told."""
    events = list(events)
    windows = windows_of(events)
    found = study_windows(windows, events)["stuck"].labels

    def turned(label: Label) -> Label:
        is_wrong = flip_votes if label.is_weak else flip_words
        return replace(label, value=1 - label.value) if is_wrong else label

    return examples_of(RECIPES["stuck"], windows, Labelling({at: turned(label) for at, label in found.items()}))


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return days_of_work()


@pytest.fixture
def judged(tmp_path: Path):
    registry = Registry(ledger_in(tmp_path), tmp_path / "releases", shipped_folder(), HeldClock(NOON))

    def candidate_of(split: Split) -> tuple[Candidate, Ruling]:
        return make_candidate(RECIPES["stuck"], split, registry.serving("stuck"), seed=7)

    return candidate_of


def test_honest_labels_are_let_through(events, judged) -> None:
    _, ruling = judged(split_by_time(lesson(events)))

    assert ruling.is_promoted


def test_a_candidate_that_learned_from_flipped_labels_is_refused_on_honest_ones(events, judged) -> None:
    honest, flipped = split_by_time(lesson(events)), split_by_time(lesson(events, True, True))

    _, ruling = judged(replace(honest, learned=flipped.learned))

    assert ruling.decision == REFUSED
    assert ruling.scores["brier"] > 2 * ruling.scores_in_service["brier"]


def test_votes_that_were_flipped_everywhere_are_refused_without_a_single_word(events, judged) -> None:
    silent = [event for event in events if event.kind != Kind.SELF_REPORT]

    _, honest = judged(split_by_time(lesson(silent)))
    _, flipped = judged(split_by_time(lesson(silent, flip_votes=True)))

    assert honest.is_promoted
    assert flipped.scores["f1"] > 0.9 > flipped.scores_in_service["f1"]
    assert flipped.decision == REFUSED
    assert flipped.reason.startswith("The votes look turned round")


def test_beside_flipped_votes_nothing_serves_that_does_worse_on_own_words(events, judged) -> None:
    split = split_by_time(lesson(events, flip_votes=True))
    own = split.held.chosen(at for at, weight in enumerate(split.held.weights) if weight == 1.0)

    candidate, ruling = judged(split)

    shipped = (shipped_folder() / "stuck" / "model.onnx").read_bytes()
    ours, theirs = (auc(served(onnx, own.rows), np.array(own.labels)) for onnx in (candidate.onnx, shipped))
    assert not ruling.is_promoted or ours >= theirs > 0.9


def test_functions_that_vote_the_wrong_way_round_do_not_turn_the_labels_round(events, monkeypatch) -> None:
    from undersong.learning.labelling import windows as labelling

    def opposite(function):
        return replace(function, vote=lambda timeline, end_ms: -function.vote(timeline, end_ms))

    turned = tuple(replace(asked, functions=tuple(map(opposite, asked.functions))) for asked in labelling.QUESTIONS)
    honest = study_windows(windows_of(events), events)["stuck"].labels
    monkeypatch.setattr(labelling, "QUESTIONS", turned)

    found = study_windows(windows_of(events), events)["stuck"].labels

    both = sorted(at for at in honest.keys() & found.keys() if honest[at].is_weak)
    assert len(both) > 100
    assert np.mean([(honest[at].value > 0.5) == (found[at].value > 0.5) for at in both]) > 0.9
