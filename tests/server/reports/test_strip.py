from hypothesis import given
from hypothesis import strategies as some

from builders.days import Editor, a_week
from undersong.domain.state import State
from undersong.domain.window import STEP_MS, Window
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
