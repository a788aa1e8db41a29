"""The stretches of a day that a person looks back on."""

from datetime import datetime
from itertools import pairwise

from builders.days import DAY_MS, HOUR_MS, MONDAY_MS, a_week
from undersong.domain.kind import Kind
from undersong.flows.review import MOST_STRETCHES, make_review
from undersong.lsp.schema import BASE, reasons


def monday() -> dict:
    week = a_week(1)
    return make_review(week.events, week.windows, MONDAY_MS, MONDAY_MS + DAY_MS)


def test_a_day_becomes_a_few_stretches_in_order_and_free_of_overlap() -> None:
    stretches = monday()["stretches"]

    times = [(one["from"], one["until"]) for one in stretches]
    assert 2 <= len(stretches) <= MOST_STRETCHES
    assert times == sorted(times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))
    assert reasons(f"{BASE}messages/review.json#/$defs/result", {"stretches": stretches}) == ""


def test_facts_are_numbers_and_no_verdict() -> None:
    stretches = monday()["stretches"]

    knots = [one for one in stretches if "failed" in one["facts"]]
    assert knots
    words = " ".join(one["facts"] for one in stretches)
    assert not [word for word in ("stuck", "focused", "unusual") if word in words]


def test_the_hunt_for_a_bug_is_among_them() -> None:
    said = [one["said"] for one in monday()["stretches"]]

    assert said.count("stuck") == 1
    assert set(said) == {"stuck", None}


def test_a_word_of_the_review_is_of_the_stretch_that_it_names_not_of_when_it_was_said() -> None:
    week = a_week(1)
    until_ms = MONDAY_MS + DAY_MS
    before = make_review(week.events, week.windows, MONDAY_MS, until_ms)["stretches"]
    meant, current = before[0], next(one for one in before[1:] if one["said"] is None)
    spoken_ms = round(datetime.fromisoformat(current["until"]).timestamp() * 1000) - 60_000
    week.now_ms = spoken_ms
    times = {"report__from": meant["from"], "report__until": meant["until"]}
    week.happen(Kind.SELF_REPORT, report__state="focused", report__via="review", **times)

    after = make_review(week.events, week.windows, MONDAY_MS, until_ms)["stretches"]

    assert {one["from"]: one["said"] for one in after} == {
        one["from"]: "focused" if one is meant else one["said"] for one in before
    }


def test_what_lies_outside_the_day_is_left_out() -> None:
    week = a_week(1)

    assert make_review(week.events, week.windows, MONDAY_MS - DAY_MS, MONDAY_MS + HOUR_MS)["stretches"] == []
