import random
from pathlib import Path

import pytest

from builders.penn import write_table
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import STEP_MS
from undersong.learning.recipes.cups import ORIGIN_MS, Record, events_of, labels_of, read_people
from undersong.learning.recipes.flow import FlowRecipe, windows_of

COLUMNS = ("programmer", "seq", "t_s", "state_name", "time_in_state_s", "cups_code", "compCharLen", "documentLength")


def record(t_s: float, state: str, code: str, in_state: float = 0.0, length: int = 100, offered: int = 20) -> Record:
    values = ("U", "0", str(t_s), state, str(in_state), code, str(offered), str(length))
    return dict(zip(COLUMNS, values, strict=True))


def test_a_suggestion_that_stood_is_shown_and_one_that_flashed_by_is_not() -> None:
    events = list(events_of([record(0, "Shown", "A"), record(0.2, "Shown", "A"), record(3, "Rejected", "A")]))

    assert [(event.kind, event.time_ms - ORIGIN_MS) for event in events] == [(Kind.SUGGESTION_SHOWN, 200)]


def test_what_was_accepted_is_the_assistants_and_the_rest_the_hands() -> None:
    events = list(events_of([record(0, "Accepted", "A"), record(5, "Shown", "Z", length=130)]))

    sizes = [(event.origin, event.data["edit.inserted_chars"]) for event in events if event.kind == Kind.FILE_MODIFIED]
    assert sizes == [(Origin.COMPLETION, 20), (Origin.USER, 10)]


def test_a_shrinking_document_was_deleted_from() -> None:
    events = list(events_of([record(0, "Shown", "A"), record(5, "Shown", "Z", length=80)]))

    assert [event.data["edit.deleted_chars"] for event in events if event.kind == Kind.FILE_MODIFIED] == [20]


def test_a_label_is_what_most_of_the_last_two_minutes_was() -> None:
    records = [
        record(100, "Shown", "Z", in_state=100),
        record(140, "Shown", "H", in_state=40),
        record(150, "Shown", "A", 10),
    ]

    labels = labels_of(records)

    assert labels[ORIGIN_MS + 120_000] is True
    assert labels[ORIGIN_MS + 160_000 - STEP_MS * 0] is True
    assert set(labels_of([record(10, "Shown", "A", in_state=10)])) == set()


def test_a_training_row_is_a_window_as_in_life() -> None:
    windows = windows_of([record(0, "Shown", "A"), record(30, "Shown", "Z", length=160)])

    assert windows[-1].features["typed_chars"] == 60
    assert windows[-1].features["suggestions_shown"] == 2


def write_cups(folder: Path, people: int = 8) -> Path:
    chance, rows = random.Random(3), []
    for person in range(people):
        t_s, length = 0.0, 100
        for seq in range(300):
            gap, producing = chance.uniform(1, 12), (seq // 25) % 2 == 0
            t_s, length = t_s + gap, length + (chance.randrange(40) if producing else chance.randrange(3))
            state = chance.choice(("Shown", "Accepted", "Rejected"))
            rows.append((f"U{person}", seq, t_s, state, gap, "Z" if producing else "F", 10, length))
    write_table(folder / "events.csv.gz", COLUMNS, rows)
    return folder


def test_each_programmers_records_come_in_their_order(tmp_path: Path) -> None:
    people = read_people(write_cups(tmp_path, people=2))

    assert sorted(people) == ["U0", "U1"]
    assert [int(item["seq"]) for item in people["U0"]] == list(range(300))


@pytest.mark.train
def test_writing_is_learned_and_exported(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    dataset = FlowRecipe().prior(write_cups(tmp_path))

    candidate = FlowRecipe().train(dataset, seed=7)

    assert candidate == FlowRecipe().train(dataset, seed=7)
    assert candidate.is_experimental
    assert candidate.thresholds["leave"] < candidate.thresholds["enter"]
