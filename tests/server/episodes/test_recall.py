"""Which past episode is the closest."""

from builders.days import DAY_MS, MONDAY_MS
from undersong.episodes import Change, Ending, EndKind, Episode
from undersong.episodes.recall import Likeness, Standing, recall, shares_enough

NOW = MONDAY_MS + 100 * DAY_MS


def past(kind: EndKind = EndKind.EDIT, file: str = "a", days_ago: float = 1, minutes: float = 10, **what) -> Episode:
    changes = (Change(file, 10, 0, "user"),) if kind is EndKind.EDIT else ()
    return Episode(
        signatures=tuple(what.get("signatures", ())),
        ending=Ending(kind, changes),
        minutes=minutes,
        runs=3,
        ended_ms=NOW - int(days_ago * DAY_MS),
        reasons=tuple(what.get("reasons", ())),
        standing=tuple(what.get("standing", ())),
        files=tuple(what.get("files", ())),
    )


STANDING = Standing(frozenset({"s"}), frozenset({"r"}), frozenset({"KeyError@f"}), frozenset({"f"}))


def test_the_same_test_is_closer_than_the_same_words_than_the_same_error_than_the_same_files() -> None:
    tiers = [
        past(file="1", files=["f"]),
        past(file="2", standing=["KeyError@f"]),
        past(file="3", reasons=["r"]),
        past(file="4", signatures=["s"]),
    ]

    found = [recall(tiers[: number + 1], STANDING, NOW)[0] for number in range(4)]

    assert [each.file for each in found] == ["1", "2", "3", "4"]
    assert [each.likeness for each in found] == [
        Likeness.FILES,
        Likeness.ERROR,
        Likeness.REASON,
        Likeness.SIGNATURE,
    ]


def test_with_nothing_alike_there_is_nothing_to_recall() -> None:
    assert recall([past(signatures=["x"])], STANDING, NOW) == []
    assert recall([], STANDING, NOW) == []


def test_files_alone_are_too_little_to_speak_of() -> None:
    (found,) = recall([past(files=["f"])], STANDING, NOW)

    assert not found.is_clear


def test_what_took_longer_weighs_more() -> None:
    found = recall(
        [past(file="a", signatures=["s"], minutes=60), past(file="b", signatures=["s"], minutes=2)], STANDING, NOW
    )

    assert [each.file for each in found] == ["a", "b"]


def test_what_is_older_weighs_less() -> None:
    old, new = past(file="a", signatures=["s"], days_ago=90), past(file="b", signatures=["s"], days_ago=1)

    assert recall([old, new], STANDING, NOW)[0].file == "b"


def test_two_endings_of_one_weight_are_not_clear() -> None:
    tie = recall([past(file=file, signatures=["s"]) for file in "ab"], STANDING, NOW)
    agreed = recall([past(file=file, signatures=["s"]) for file in "aab"], STANDING, NOW)

    assert not tie[0].is_clear
    assert agreed[0].is_clear
    assert agreed[0].file == "a"


def test_of_several_that_ended_alike_the_latest_is_told() -> None:
    (found,) = recall([past(signatures=["s"], days_ago=days) for days in (9, 2, 30)], STANDING, NOW)

    assert found.episode.ended_ms == NOW - 2 * DAY_MS


def test_what_was_given_up_is_no_answer() -> None:
    assert recall([past(EndKind.GAVE_UP, signatures=["s"])], STANDING, NOW) == []


def test_half_of_the_smaller_set_is_the_same_trouble() -> None:
    assert shares_enough(("a", "b"), {"b", "c", "d"})
    assert not shares_enough(("a", "b", "c"), {"c", "d", "e"})
    assert not shares_enough((), {"a"})


def test_the_more_is_alike_the_more_it_weighs() -> None:
    found = recall(
        [past(file="a", signatures=["s"], minutes=60), past(file="b", signatures=["s"], reasons=["r"])], STANDING, NOW
    )

    assert [each.file for each in found] == ["b", "a"]


def test_the_same_test_that_says_something_else_or_stands_elsewhere_is_other_trouble() -> None:
    assert recall([past(signatures=["s"], reasons=["x"])], STANDING, NOW) == []
    assert recall([past(signatures=["s"], standing=["KeyError@x"])], STANDING, NOW) == []
    assert recall([past(signatures=["s"], reasons=["x"])], Standing(frozenset({"s"})), NOW) != []
