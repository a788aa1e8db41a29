"""What is remembered, and when it comes back."""

import json

import pytest

from builders.days import DAY_MS, Editor, subject
from builders.troubles import SUM, TAX, a_week_later, after, do, fail, green, run, trouble
from undersong.domain.kind import Kind
from undersong.episodes import MOST, EndKind, Episodes
from undersong.episodes.follow import MOST_KEPT

# As the first version kept it: one word for how it ended.
FIRST = {"signatures": [SUM], "ending": "other_file", "minutes": 12.0, "runs": 4, "ended_ms": 1}


def test_when_the_same_fails_again_what_ended_it_comes_back() -> None:
    editor = trouble("edit another file")
    a_week_later(editor)
    fail(editor)

    recalled = after(editor).recalled(editor.now_ms)

    assert recalled is not None
    assert (recalled.kind, recalled.file, recalled.episode.minutes) == (EndKind.EDIT, subject(9), 9.0)


def test_new_trouble_has_no_past() -> None:
    editor = trouble("install")
    fail(editor, "ffffffff")

    assert after(editor).recalled(editor.now_ms) is None


def test_while_nothing_fails_there_is_nothing_to_say() -> None:
    editor = trouble("edit another file")

    assert after(editor).recalled(editor.now_ms) is None
    assert after(editor).facts().runs == 0


def test_one_failing_run_before_a_green_one_is_how_tests_are_worked_with() -> None:
    assert after(trouble("edit another file", runs=1)).kept == ()


def test_a_test_that_one_wrong_turn_broke_is_not_what_the_episode_was_about() -> None:
    editor = Editor()
    fail(editor)
    fail(editor, f"{SUM} {TAX}")
    fail(editor)
    green(editor)

    (episode,) = after(editor).kept

    assert episode.signatures == (SUM,)


def test_what_failed_and_was_tried_is_remembered_in_hashes_and_classes() -> None:
    editor = Editor()
    editor.edit(4)
    told = {"test__reasons": "99aabbcc", "test__error_class": "KeyError"}
    fail(editor, **told)
    editor.happen(Kind.ERROR_OCCURRED, 4, error__class="E1101", error__state="appeared", error__signature="0" * 16)
    editor.happen(Kind.DEBUG_STARTED)
    run(editor, "git")
    editor.edit(5)
    fail(editor, **told)
    green(editor)

    (episode,) = after(editor).kept

    assert (episode.reasons, episode.errors) == (("99aabbcc",), ("KeyError",))
    assert episode.standing == (f"E1101@{subject(4)}",)
    assert (episode.tried, episode.files) == (("debug", "git"), (subject(5),))


def test_what_nobody_came_back_to_for_a_day_was_given_up_and_is_no_answer() -> None:
    editor = Editor()
    fail(editor)
    fail(editor)
    editor.now_ms += DAY_MS
    fail(editor)

    episodes = after(editor)

    assert [episode.ending.kind for episode in episodes.kept] == [EndKind.GAVE_UP]
    assert episodes.recalled(editor.now_ms) is None
    assert episodes.facts().runs == 1


def test_trouble_that_is_taken_up_within_the_day_goes_on() -> None:
    editor = Editor()
    fail(editor)
    editor.now_ms += DAY_MS // 2
    fail(editor)

    assert after(editor).facts().runs == 2


def test_a_runners_report_and_its_command_are_one_run() -> None:
    editor = Editor()
    for _ in range(2):
        editor.happen(Kind.COMMAND_EXECUTED, command__class="test", command__exit_code=1)
        fail(editor)
    for _ in range(2):
        editor.happen(Kind.TEST_RUN, test__outcome="failed", test__signatures=SUM)
        editor.happen(Kind.COMMAND_EXECUTED, command__class="test", command__exit_code=1)
        editor.wait(60)

    facts = after(editor).facts()

    assert (facts.runs, facts.tests, facts.times) == (4, 1, 4)


def test_a_build_that_fails_is_trouble_until_it_works_again() -> None:
    editor = Editor()
    for _ in range(3):
        editor.edit()
        run(editor, "build", 2)
    assert (after(editor).facts().what, after(editor).facts().runs) == ("build", 3)

    run(editor, "run")
    assert after(editor).facts().runs == 3
    run(editor, "build")
    assert after(editor).facts().runs == 0


def test_hands_that_are_at_what_ended_it_are_acting() -> None:
    editor = trouble("edit another file")
    fail(editor)
    assert not after(editor).is_acting(editor.now_ms)

    editor.happen(Kind.FILE_OPENED, 9)
    assert not after(editor).is_acting(editor.now_ms)
    editor.edit(9)
    assert after(editor).is_acting(editor.now_ms)
    fail(editor)
    assert not after(editor).is_acting(editor.now_ms)


def test_what_is_remembered_survives_json_and_the_trouble_that_stands_goes_on() -> None:
    editor = trouble("edit another file")
    fail(editor, test__passed=3, test__failed=1, test__reasons="99aabbcc", test__error_class="KeyError")
    before = after(editor)
    plain = json.loads(json.dumps(before.as_dict()))

    again = Episodes.from_dict(plain)

    assert again.kept == before.kept
    assert again.facts() == before.facts()
    assert again.recalled(editor.now_ms) == before.recalled(editor.now_ms)


def restarted(editor: Editor, until_ms: int) -> Episodes:
    """Return what is known when the daemon ended at a time, began anew and read all events again."""
    episodes = Episodes()
    for event in (event for event in editor.events if event.time_ms <= until_ms):
        episodes.feed(event)
    again = Episodes.from_dict(json.loads(json.dumps(episodes.as_dict())))
    for event in editor.events:
        again.feed(event)
    return again


@pytest.mark.parametrize(
    "what", ["edit another file", "install", "check out", "let an agent edit", "configure", "build"]
)
def test_a_restart_at_any_moment_changes_nothing_of_what_is_remembered(what: str) -> None:
    editor = trouble(what, test__passed=3, test__failed=1)
    fail(editor)
    editor.happen(Kind.COMMAND_EXECUTED, command__class="test", command__exit_code=1)
    editor.wait(1)
    fail(editor, test__reasons="99aabbcc")
    do(editor, what)
    whole = after(editor).as_dict()

    assert whole["trouble"]["runs"] == 2
    assert {e.time_ms for e in editor.events if restarted(editor, e.time_ms).as_dict() != whole} == set()


def test_a_hand_that_is_at_what_ended_it_is_still_there_after_a_restart() -> None:
    editor = trouble("edit another file")
    fail(editor)
    editor.edit(9)

    assert restarted(editor, editor.now_ms).is_acting(editor.now_ms)


def test_trouble_that_an_older_version_kept_goes_on_without_what_was_done() -> None:
    editor = Editor()
    fail(editor)
    fail(editor)
    editor.edit(9)
    plain = after(editor).as_dict()
    del plain["trial"], plain["trouble"]["doings"]

    episodes = Episodes.from_dict(plain)

    assert episodes.facts() == after(editor).facts()
    assert not episodes.standing_as_dict()["trouble"]["doings"]["sizes"]


def test_trouble_that_nobody_ends_stays_small() -> None:
    editor = Editor()
    for number in range(MOST * 2):
        fail(editor, f"{number:08x}", minutes=0.1)
        editor.edit(number)
        editor.happen(
            Kind.ERROR_OCCURRED, number, error__class="E1101", error__state="appeared", error__signature="0" * 16
        )
    fail(editor, f"{MOST * 2 - 1:08x}", minutes=0.1)
    episodes = after(editor)
    trouble = episodes.standing_as_dict()["trouble"]

    assert [len(trouble[name]) for name in ("repeats", "touched", "standing")] == [MOST] * 3
    assert (episodes.facts().runs, episodes.facts().edits, episodes.facts().times) == (MOST * 2 + 1, MOST * 2, 2)


def test_many_files_in_one_diff_leave_the_latest() -> None:
    editor = Editor()
    fail(editor)
    for number in range(MOST + 9):
        editor.edit(number)

    sizes = after(editor).standing_as_dict()["trouble"]["doings"]["sizes"]

    assert (len(sizes), sizes[-1][0]) == (MOST, subject(MOST + 8))


def test_before_the_first_failing_run_nothing_is_in_the_way() -> None:
    editor = Editor()
    before = after(editor).standing_as_dict()
    editor.edit(9)
    run(editor, "git")

    assert {**after(editor).standing_as_dict(), "until_ms": 0} == before


def test_events_that_are_read_again_after_a_restart_are_not_counted_twice() -> None:
    editor = trouble("edit another file")
    fail(editor)
    again = Episodes.from_dict(json.loads(json.dumps(after(editor).as_dict())))

    for event in editor.events:
        again.feed(event)

    assert len(again.kept) == 1
    assert again.facts().runs == 1


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("went_back", EndKind.REVERT),
        ("install", EndKind.DEPENDENCY),
        ("other_file", EndKind.EDIT),
        ("same_file", EndKind.EDIT),
        ("several_files", EndKind.EDIT),
        ("rerun", EndKind.RERUN),
    ],
)
def test_what_the_first_version_kept_still_loads(word: str, kind: EndKind) -> None:
    episodes = Episodes.from_dict({"episodes": [{**FIRST, "ending": word}]})
    editor = Editor()
    fail(editor)
    for event in editor.events:
        episodes.feed(event)

    recalled = episodes.recalled(editor.now_ms)

    assert recalled is not None
    assert (recalled.kind, recalled.file) == (kind, None)


def test_the_oldest_are_forgotten() -> None:
    editor = Editor()
    for test in range(MOST_KEPT + 5):
        for _ in range(2):
            fail(editor, f"{test:08x}")
        do(editor, "install")
        green(editor)

    kept = after(editor).kept

    assert len(kept) == MOST_KEPT
    assert kept[-1].signatures == (f"{MOST_KEPT + 4:08x}",)
