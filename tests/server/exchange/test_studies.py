"""What the sets of studies and the public archives mean among our kinds."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builders.exchange import PERSON, SALT, SAMPLES, context, read, table
from builders.wire import START_MS
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Format, Unmapped
from undersong.exchange.catalog import FORMATS
from undersong.exchange.maker import source_of
from undersong.exchange.names import Names

FORMS = {form.name: form() for form in FORMATS}


def sample(name: str, folder: Path) -> tuple[list[Event], list[Unmapped]]:
    """Read the sample of a format."""
    return read(form_of(name), SAMPLES[name](folder))


def form_of(name: str) -> Format:
    return FORMS[name]


def kinds(events: list[Event]) -> dict[str, int]:
    return dict(Counter(str(event.kind) for event in events))


def left_out(faults: list[Unmapped]) -> dict[str, int]:
    assert not any(fault.is_fault for fault in faults)
    return dict(Counter(fault.kind for fault in faults))


def test_an_outcome_belongs_to_the_suggestion_that_was_shown(tmp_path: Path) -> None:
    events, faults = sample("cups", tmp_path)

    shown, taken, other, refused = events
    assert shown.data["suggestion.id"] == taken.data["suggestion.id"] != other.data["suggestion.id"]
    assert (taken.data["suggestion.outcome"], refused.data["suggestion.outcome"]) == ("accepted", "ignored")
    assert (taken.data["suggestion.accepted_chars"], taken.data["suggestion.visible_ms"]) == (12, 812)
    assert (shown.data["cups.label"], "cups.hidden" in shown.data) == ("A", False)
    assert shown.time_ms // 3_600_000 % 24 == 16
    assert left_out(faults) == {"Replay": 1, "Browsing": 1}


def test_an_outcome_without_its_suggestion_is_told(tmp_path: Path) -> None:
    path = table(tmp_path / "events.csv", [{"programmer": "a", "t_s": 1, "state_name": "Accepted", "hour_utc": ""}])

    events, faults = read(form_of("cups"), path)

    assert events == []
    assert "was not shown before" in str(faults[0])


def test_a_code_state_is_a_run_and_its_errors_are_errors(tmp_path: Path) -> None:
    events, faults = sample("penn", tmp_path)

    failed, passed, compiler, thrown, named = events
    assert faults == []
    assert (failed.data["test.outcome"], failed.data["test.failed"], passed.data["test.outcome"]) == (
        "failed",
        2,
        "passed",
    )
    assert failed.session == passed.session == compiler.session  # one homework, though an hour apart
    assert [event.data["error.class"] for event in (compiler, thrown, named)] == [
        "other",
        "NullPointerException",
        "other",
    ]
    assert (compiler.data["error.line"], compiler.time_ms) == (6, failed.time_ms)


def test_snapshots_alone_will_do(tmp_path: Path) -> None:
    sample("penn", tmp_path)

    events, _ = read(form_of("penn"), tmp_path / "snapshots.csv.gz")

    assert kinds(events) == {"test_run": 2}


def test_a_number_that_is_none_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    rows = [
        {"programmer": "a", "hw": "h", "t": "2023-01-01 00:00:00", "tests_failed": value, "tests_passed": 1}
        for value in ("NaN", "-1", "2", "0.5", "")
    ]

    events, faults = read(form_of("penn"), table(tmp_path / "snapshots.csv", rows))

    assert len(events) == 1
    assert [(fault.row, fault.column) for fault in faults] == [(row, "tests_failed") for row in (1, 2, 4, 5)]


def test_an_answer_is_a_suggestion_of_a_tool(tmp_path: Path) -> None:
    events, _ = sample("chat", tmp_path)

    assert kinds(events) == {"suggestion_shown": 2, "suggestion_outcome": 2}
    assert [event.data.get("suggestion.outcome") for event in events] == [None, "ignored", None, "accepted"]
    assert events[3].data["suggestion.accepted_chars"] == 20


def test_an_interruption_takes_the_focus_and_gives_it_back(tmp_path: Path) -> None:
    (away, back, ratings, *_), faults = sample("interruptibility", tmp_path)

    assert faults == []
    assert (away.data["focus.gained"], back.data["focus.gained"]) == (False, True)
    assert back.time_ms - away.time_ms == 43_100 - 3_411
    assert ratings.data["interruptibility.interruptibility"] == 2
    assert ratings.kind not in set(Kind)


def test_windows_of_one_environment_are_no_leaving(tmp_path: Path) -> None:
    (first, second), _ = sample("pharo", tmp_path)

    assert {event.data["focus.target"] for event in (first, second)} == {"editor"}
    assert (first.data["pharo.familiar"], "pharo.familiar" in second.data) == (True, False)


def test_a_commit_has_its_authors_own_hour(tmp_path: Path) -> None:
    (first, _), _ = sample("git-rhythm", tmp_path)

    assert (first.utcoffset_minutes, (first.time_ms // 3_600_000) % 24) == (120, 10)
    assert (first.data["commit.files"], first.data["commit.is_fix"], first.data["commit.deleted_lines"]) == (2, True, 0)


def test_a_push_is_its_new_commits(tmp_path: Path) -> None:
    events, faults = sample("gharchive", tmp_path)

    assert [event.data["commit.kind"] for event in events] == ["commit", "other"]
    assert {event.time_ms for event in events} == {START_MS}
    assert left_out(faults) == {"WatchEvent": 1}


@pytest.mark.parametrize(
    ("push", "column"),
    [
        ({"type": "PushEvent"}, "payload"),
        (
            {"type": "PushEvent", "actor": {}, "repo": {}, "payload": {}, "created_at": "2023-01-01T00:00:00Z"},
            "payload",
        ),
        ({"type": "PushEvent", "actor": {}, "repo": {}, "payload": {"head": "a"}}, "created_at"),
        ({"type": 5}, "type"),
        ([], "type"),
    ],
)
def test_a_push_that_is_none_is_told(push: Any, column: str, tmp_path: Path) -> None:
    path = tmp_path / "hour.json.gz"
    path.write_bytes(gzip.compress(json.dumps(push).encode() + b"\n{broken\n"))

    events, faults = read(form_of("gharchive"), path)

    assert events == []
    assert [fault.column for fault in faults] == [column, ""]


def test_questions_and_answers_are_kept_and_judged_by_nobody(tmp_path: Path) -> None:
    (question, answer), faults = sample("stackexchange", tmp_path)

    assert question.kind == "dev.undersong.exchange.stackexchange.question.v1"
    assert answer.kind == "dev.undersong.exchange.stackexchange.answer.v1"
    assert question.data["post.score"] == -3
    assert left_out(faults) == {"other posts": 1}


def test_a_row_of_the_dump_that_is_none_is_told(tmp_path: Path) -> None:
    path = SAMPLES["stackexchange"](tmp_path)
    declared = '<!DOCTYPE r [<!ENTITY a "1">]>'
    entity = f'{declared}<row Id="7" PostTypeId="&a;" CreationDate="2023-11-14T22:13:20.123"/>\n'
    path.write_text(path.read_text().replace("<posts>\n", "<posts>\n<row\n<other/>\n" + entity))

    events, faults = read(form_of("stackexchange"), path)

    assert len(events) == 2
    assert [fault.row for fault in faults if fault.is_fault] == [3, 4, 5]


@pytest.mark.parametrize(
    "name", sorted({form.name for form in FORMATS if form.is_of_others} - {"progsnap2", "stackexchange"})
)
def test_a_persons_events_can_be_told_apart(name: str, tmp_path: Path) -> None:
    events, _ = sample(name, tmp_path)

    person = {"stackexchange": "7"}.get(name, PERSON)
    assert {event.source for event in events} == {source_of(name, person, Names(SALT))}
    assert context().now_ms > START_MS
