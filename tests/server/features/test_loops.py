import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.events import command, edit, event, move, run_tests, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.loops import COMMIT, ENDS, FAIL, LONGEST, PASS, top_loops, ways_of


def session(words: str, start: float = 0, gap: float = 60) -> list[Event]:
    """Return a session: e edits, f fails, p passes, c commits, d debugs, a leaves, m looks around."""
    made = {
        "e": edit,
        "f": lambda at: run_tests(at, 4, 1),
        "p": lambda at: run_tests(at, 5, 0),
        "c": lambda at: event(Kind.COMMIT_CREATED, at, data={"commit.kind": "commit"}),
        "d": lambda at: event(Kind.DEBUG_STARTED, at, data={"debug.type": "debugpy"}),
        "a": lambda at: window_focus(at, gained=False),
        "m": move,
    }
    return [made[word](start + gap * n) for n, word in enumerate(words)]


def test_a_way_goes_from_green_to_green() -> None:
    assert [steps for steps, _ in ways_of(session("epefepec"))] == [
        ("edit", PASS),
        ("edit", FAIL, "edit", PASS),
        ("edit", COMMIT),
    ]


def test_the_same_again_is_one_step_and_a_pair_again_one_pair() -> None:
    assert [steps for steps, _ in ways_of(session("eeefefefep"))] == [("edit", FAIL, "edit", PASS)]


def test_looking_around_and_what_programs_edit_are_no_steps() -> None:
    agent = edit(5, origin=Origin.AGENT)

    assert [steps for steps, _ in ways_of([*session("em"), agent, *session("mp", 120)])] == [("edit", PASS)]


def test_a_loop_has_its_times_and_the_median_of_its_minutes() -> None:
    loops = top_loops([session("ep", gap=60), session("ep", gap=120), session("ep", gap=600), session("edep")])

    assert [(loop.steps, loop.times, loop.minutes) for loop in loops] == [(("edit", PASS), 3, 2)]
    assert loops[0].as_dict() == {"steps": ["edit", PASS], "times": 3, "minutes": 2}


def test_what_was_walked_twice_may_be_chance() -> None:
    assert top_loops([session("ep"), session("ep")]) == []


def test_the_most_walked_comes_first_and_five_are_enough() -> None:
    ways = ["ep", "ec", "efep", "edep", "eaep", "fep", "dep"]
    loops = top_loops([session(way) for n, way in enumerate(ways) for _ in range(10 - n)])

    assert [loop.times for loop in loops] == [10, 9, 8, 7, 6]


@pytest.mark.parametrize("pair", [(command(61, 0), run_tests(62, 5, 0)), (run_tests(61, 5, 0), command(62, 0))])
def test_a_command_and_its_report_end_one_way(pair: tuple[Event, Event]) -> None:
    assert len(list(ways_of([edit(0), *pair]))) == 1


@given(st.lists(st.sampled_from("efpcdam"), max_size=60))
def test_every_way_ends_in_green_and_holds_no_step_twice_in_a_row(words: list[str]) -> None:
    for steps, minutes in ways_of(session("".join(words))):
        assert steps[-1] in ENDS
        assert not set(steps[:-1]) & set(ENDS)
        assert 1 < len(steps) <= LONGEST
        assert all(one != other for one, other in itertools.pairwise(steps))
        assert minutes > 0
