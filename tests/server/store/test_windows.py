"""Windows and verdicts come back as they were told."""

from pathlib import Path

import pytest

from builders.stores import judged, open_store
from undersong.domain.state import State
from undersong.domain.window import STEP_MS
from undersong.store.events import EventStore


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def test_a_window_comes_back_with_its_verdicts_and_state(store: EventStore) -> None:
    told = judged(STEP_MS, State.STUCK)

    store.put_windows([told])

    assert list(store.windows()) == [told]


def test_what_was_told_is_not_rewritten(store: EventStore) -> None:
    store.put_windows([judged(STEP_MS, State.STUCK)])
    store.put_windows([judged(STEP_MS, State.STEADY), judged(2 * STEP_MS)])

    assert [state for _, _, state in store.windows()] == [State.STUCK, State.STEADY]


def test_a_range_of_windows_holds_both_its_ends(store: EventStore) -> None:
    store.put_windows([judged(number * STEP_MS) for number in range(1, 6)])

    found = [window.end_ms // STEP_MS for window, _, _ in store.windows(2 * STEP_MS, 4 * STEP_MS)]

    assert found == [2, 3, 4]
    assert (store.first_window_end(), store.last_window_end()) == (STEP_MS, 5 * STEP_MS)


def test_many_windows_are_read_page_by_page(store: EventStore) -> None:
    store.put_windows([judged(number * STEP_MS) for number in range(1201)])

    assert [window.end_ms for window, _, _ in store.windows()] == [number * STEP_MS for number in range(1201)]


def test_a_window_without_verdicts_is_kept(store: EventStore) -> None:
    window, _, state = judged(STEP_MS)

    store.put_windows([(window, (), state)])

    assert list(store.windows()) == [(window, (), state)]
