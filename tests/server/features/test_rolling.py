import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.events import SECOND_MS, START_MS, command, edit, event, green_stretch, move, run_tests, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS, STEP_MS, Window
from undersong.features.catalog import BY_NAME
from undersong.features.rolling import MEMORY_MS, METERS, Rolling
from undersong.features.session import session_features

# So many kinds of events come about by chance; so long, in seconds, nothing but one or two of them.
KINDS, HOUR_AND_HALF = 9, 5_400


def windows_of(events: list[Event], until_ms: int = 2**53) -> list[Window]:
    rolling = Rolling()
    for item in events:
        rolling.feed(item)
    return [rolling.close(end_ms) for end_ms in rolling.due(until_ms)]


def mixed(number: int, seed: int, gap_seconds: float = 6.0) -> list[Event]:
    chance, seconds, events = random.Random(seed), 0.0, []
    for seq in range(number):
        seconds += chance.expovariate(1 / gap_seconds)
        events.append(any_event(seconds, seq, chance))
    return events


def monotonous(kinds: tuple[int, ...], gap_seconds: int, seed: int) -> list[Event]:
    """Return an hour and a half in which one or two things alone happen, then anything for a while."""
    chance, often = random.Random(seed), range(gap_seconds, HOUR_AND_HALF, gap_seconds)
    events = [any_event(seconds, seq, chance, chance.choice(kinds)) for seq, seconds in enumerate(often)]
    for seconds in range(HOUR_AND_HALF, HOUR_AND_HALF + 900, 15):
        events.append(any_event(seconds, len(events), chance))
    return events


def any_event(seconds: float, seq: int, chance: random.Random, kind: int | None = None) -> Event:
    subject = f"{chance.randrange(5):016x}"
    makers = (
        lambda: edit(seconds, chance.randrange(60), chance.randrange(9), chance.randrange(90), subject=subject),
        lambda: move(seconds, subject=subject),
        lambda: run_tests(seconds, chance.randrange(9), chance.randrange(3), chance.choice("abc") * 16),
        lambda: command(seconds, chance.choice([0, 1, None]), chance.choice(["test", "build", "git"])),
        lambda: window_focus(seconds, chance.random() < 0.5),
        lambda: event(Kind.FILE_SAVED, seconds, subject=subject, data={"file.digest": chance.choice("ab") * 16}),
        lambda: event(
            Kind.ERROR_OCCURRED,
            seconds,
            data={"error.state": chance.choice(["appeared", "cleared"]), "error.alive": 1},
        ),
        lambda: event(Kind.SUGGESTION_SHOWN, seconds, data={"suggestion.kind": "completion"}),
        lambda: event("com.example.later.v9", seconds),
    )
    return (chance.choice(makers) if kind is None else makers[kind])()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_batches_and_their_order_change_no_window(seed: int, batch: int) -> None:
    events = mixed(120, seed)
    whole = windows_of(events)

    rolling, shuffled, found = Rolling(), list(events), []
    for end in range(START_MS + STEP_MS, events[-1].time_ms + 2 * STEP_MS, STEP_MS):
        part = [item for item in shuffled if end - STEP_MS < item.time_ms <= end]
        random.Random(batch).shuffle(part)
        for item in part:
            rolling.feed(item)
        found += [rolling.close(due) for due in rolling.due(end)]

    assert found == whole


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(100, 250))
def test_one_that_reads_back_its_memory_goes_on_as_if_it_had_never_stopped(seed: int, stop: int) -> None:
    events = mixed(350, seed, gap_seconds=20)
    stopped_ms = events[stop].time_ms // STEP_MS * STEP_MS
    lived = [window for window in windows_of(events) if window.end_ms > stopped_ms]

    rebuilt = windows_of([item for item in events if item.time_ms > stopped_ms - MEMORY_MS])

    assert [window for window in rebuilt if window.end_ms > stopped_ms] == lived


@pytest.mark.parametrize("gap_seconds", [4, 240])
@pytest.mark.parametrize("kinds", [(kind,) for kind in range(KINDS)] + [(0, 6), (2, 6), (3, 6), (2, 3)])
def test_it_does_so_however_long_the_same_thing_happens(kinds: tuple[int, ...], gap_seconds: int) -> None:
    for seed in range(3):
        events = monotonous(kinds, gap_seconds, seed)
        stopped_ms = (START_MS + HOUR_AND_HALF * SECOND_MS) // STEP_MS * STEP_MS
        lived = [window for window in windows_of(events) if window.end_ms > stopped_ms]

        rebuilt = windows_of([item for item in events if item.time_ms > stopped_ms - MEMORY_MS])

        assert [window for window in rebuilt if window.end_ms > stopped_ms] == lived


def test_an_event_of_a_closed_window_is_left_out() -> None:
    rolling = Rolling()
    rolling.feed(edit(15))
    rolling.close(START_MS + STEP_MS)

    rolling.feed(edit(10))

    assert rolling.due(2**53) == []


def test_an_event_at_the_edge_belongs_to_the_window_that_ends_there() -> None:
    rolling = Rolling()
    rolling.feed(edit(20))

    assert rolling.due(2**53) == [START_MS + STEP_MS]


def test_what_is_older_than_the_span_has_left() -> None:
    windows = windows_of([edit(1), edit(2), move(SPAN_MS / SECOND_MS + 30)])

    assert windows[0].features["edits"] == 2
    assert windows[-1].features["edits"] == 0
    assert windows[-1].features["edit_share"] == 0


def test_an_unknown_kind_counts_as_an_event_and_nothing_else() -> None:
    (window,) = windows_of([event("com.example.later.v9", 3)])

    assert window.events == 1
    assert window.features["actions"] == 0


def test_every_feature_of_a_window_is_in_the_catalog_and_the_other_way_round() -> None:
    (window,) = windows_of([edit(1)])

    assert set(window.features) == set(BY_NAME)


def test_no_two_meters_name_the_same_feature() -> None:
    names = [name for meter in METERS for name in meter().close(START_MS)]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("minutes", [5, 30])
def test_a_green_stretch_has_no_failing_runs(minutes: int) -> None:
    last = windows_of(list(green_stretch(0, minutes)))[-1]

    assert last.features["fail_streak"] == 0
    assert last.features["edit_share"] is not None


JUNK = st.one_of(
    st.none(), st.text(max_size=3), st.integers(-(2**70), 2**70), st.floats(), st.lists(st.none(), max_size=1)
)
OWN_FIELDS = {
    "edit": ["inserted_chars", "deleted_chars", "undone_chars", "changes", "first_line", "last_line", "seconds"],
    "test": ["passed", "failed", "errors", "outcome", "exit_code", "signatures", "via"],
    "command": ["class", "exit_code"],
    "error": ["state", "alive", "severity"],
    "file": ["digest", "branches_change"],
    "focus": ["target", "gained"],
    "commit": ["kind"],
    "suggestion": ["kind", "outcome"],
    "cursor": ["line"],
}
FIELDS = st.sampled_from([f"{group}.{name}" for group, names in OWN_FIELDS.items() for name in names])


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*Kind, "com.example.later.v9"]),
            st.integers(-(2**62), 2**62),
            st.dictionaries(FIELDS, JUNK, max_size=4),
            st.sampled_from([None, "a" * 16]),
            st.sampled_from([None, *Origin]),
        ),
        max_size=12,
    )
)
def test_impossible_times_and_fields_of_any_kind_raise_nothing(
    rows: list[tuple[str, int, dict[str, object], str | None, Origin | None]],
) -> None:
    events = [
        Event(f"{n:026}", kind, at_ms, n, "editor/w1", "s1", subject, origin, 0, at_ms, data)
        for n, (kind, at_ms, data, subject, origin) in enumerate(rows)
    ]

    windows_of(events)

    assert session_features(events).keys() == session_features([]).keys()
