from hypothesis import given
from hypothesis import strategies as some

from builders.days import Editor, a_week
from undersong.domain.state import State
from undersong.domain.window import STEP_MS, Window, closing_after
from undersong.reports.active import ActiveTime
from undersong.reports.local import LocalTime
from undersong.reports.stretch import Stretch, total_ms, unite
from undersong.reports.strip import Commits, States, strip_section, without


def read(editor):
    active, states, commits = ActiveTime(), States(), Commits()
    for event in editor.events:
        active.feed(event)
        commits.feed(event)
    for judged in editor.windows:
        states.feed(*judged)
    return states, active, commits


def test_windows_of_one_state_are_one_stretch():
    editor = Editor()
    editor.work(5)
    editor.work(10, state=State.FOCUSED)
    editor.work(5)
    editor.edit()
    states, active, _ = read(editor)

    found = states.stretches(active)

    assert [stretch.length_ms for stretch in found[State.FOCUSED]] == [600_000]
    assert found[State.STUCK] == []


@given(some.lists(some.tuples(some.integers(1, 400), some.sampled_from(list(State))), max_size=60))
def test_no_minute_belongs_to_two_states_and_none_lies_outside_active_time(windows):
    active, states = ActiveTime(), States()
    active.stretches = [Stretch(30_000, 900_000), Stretch(2_000_000, 5_000_000)]
    for number, state in windows:
        states.feed(Window(number * STEP_MS, 3, {}), (), state)

    found = states.stretches(active).values()

    together = [stretch for stretches in found for stretch in stretches]
    assert total_ms(unite(together)) == total_ms(together) <= active.total_ms


def test_a_window_in_which_nothing_happened_says_nothing():
    editor = Editor()
    editor.work(5)
    states, active, _ = read(editor)
    states.feed(Window(editor.now_ms + STEP_MS, 0, {}), (), State.STUCK)

    assert states.stretches(active)[State.STUCK] == []


def test_taking_away_leaves_the_rest():
    left = without([Stretch(0, 10), Stretch(20, 30)], [Stretch(3, 5), Stretch(8, 22)])

    assert list(left) == [Stretch(0, 3), Stretch(5, 8), Stretch(22, 30)]


def test_the_states_of_a_day_add_up_to_its_active_time():
    states, active, commits = read(a_week(1))

    section = strip_section(states.stretches(active), active, commits, LocalTime(60), ["Mon 12 Jan"])

    _, worked, *parts = section.table.rows[0]
    assert sum(parts) == worked == round(active.total_ms / 60_000)
    assert len(section.spec["layer"][1]["data"]["values"]) == len(commits.times_ms) == 2


def test_experimental_judges_are_named():
    states, active, commits = read(a_week(1))

    section = strip_section(states.stretches(active), active, commits, LocalTime(), [], states.experimental)

    assert "experimental models (flow 0.1.0, stuck 0.1.0), which claim no accuracy" in section.words


def strip_of(editor):
    """Return the section of what an editor played."""
    states, active, commits = read(editor)
    return strip_section(
        states.stretches(active), active, commits, LocalTime(), ["Mon 12 Jan"], (), states.unjudged(active)
    )


def test_work_that_no_detector_saw_is_not_called_steady():
    editor = Editor()
    editor.work(30)
    editor.windows.clear()

    section = strip_of(editor)

    assert "None of it was judged" in section.words
    assert "steady" not in section.words
    assert section.table.rows == (("Mon 12 Jan", 30, 0, 0, 0, 0, 30),)
    assert {bar["state"] for bar in section.spec["data"]["values"]} == {"not judged"}
    assert section.spec["layer"][0]["encoding"]["color"]["legend"]["values"][-1] == "not judged"


def test_what_was_judged_and_what_was_not_add_up():
    editor = Editor()
    editor.work(30)
    editor.windows.clear()
    editor.work(20)
    editor.work(10, state=State.STUCK)
    editor.edit()

    section = strip_of(editor)

    assert "10 min looked stuck and 20 min looked steady; 30 min was not judged" in section.words
    assert section.table.rows == (("Mon 12 Jan", 60, 20, 0, 10, 0, 30),)


def test_the_pauses_between_judged_windows_count_as_judged():
    week = a_week(2)
    _, (verdict, *_), state = week.windows[0]
    ends = sorted({closing_after(event.time_ms) for event in week.events})
    week.windows = [(Window(end, 1, {}), (verdict,), state) for end in ends]
    states, active, _ = read(week)

    assert states.unjudged(active) == []


def test_a_window_that_no_detector_judged_is_not_judged():
    editor = Editor()
    editor.work(10)
    editor.windows = [(window, (), State.STEADY) for window, _, _ in editor.windows]
    states, active, _ = read(editor)

    assert total_ms(states.unjudged(active)) == active.total_ms
