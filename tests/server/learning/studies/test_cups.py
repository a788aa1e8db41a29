from pathlib import Path
from typing import Any

import pytest

from builders.cups import COLUMNS, row, write_cups, write_rows
from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Fault
from undersong.learning.studies.cups import MEASURED, TABLE, People, read_people, unescaped


def read(folder: Path) -> tuple[People, list[str]]:
    faults: list[Fault] = []
    people = read_people(folder, faults)
    return people, [str(fault) for fault in faults]


def test_a_table_as_published_has_no_fault(tmp_path: Path) -> None:
    people, faults = read(write_cups(tmp_path, people=2, offers=5))

    assert {person: len(moments) for person, moments in people.items()} == {"U0": 15, "U1": 15}
    assert faults == []


def test_moments_come_in_the_order_of_their_numbers_not_of_the_file(tmp_path: Path) -> None:
    people, _ = read(write_rows(tmp_path, [row("U", 10, 9.0, "Rejected"), row("U", 9, 8.0, "Shown")]))

    assert [moment.state for moment in people["U"]] == ["Shown", "Rejected"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"seq": "x"}, "row 2, column seq: is 'x', which is no whole number."),
        ({"seq": 0}, "row 2, column seq: is 0 a second time for U."),
        ({"programmer": ""}, "row 2, column programmer: is empty."),
        ({"state_name": "Gone"}, "row 2, column state_name: is 'Gone', which is no known state."),
        ({"compCharLen": "nan"}, "row 2, column compCharLen: is 'nan', which is no length."),
    ],
)
def test_a_row_that_cannot_be_placed_is_left_out_and_told(tmp_path: Path, cells: dict[str, Any], sentence: str) -> None:
    broken = row("U", 1, 1.0, "Shown") | cells

    people, faults = read(write_rows(tmp_path, [row("U", 0, 0.0, "Shown"), broken, row("U", 2, 2.0, "Rejected")]))

    assert [moment.seq for moment in people["U"]] == ["0", "2"]
    assert faults == [f"{TABLE}, {sentence}"]


@pytest.mark.parametrize("text", ["high", "inf", "1e300"])
def test_a_measure_that_is_no_number_is_not_known(tmp_path: Path, text: str) -> None:
    people, faults = read(write_rows(tmp_path, [row("U", 0, 0.0, "Shown", confidence=text)]))

    assert people["U"][0].measured["confidence"] != people["U"][0].measured["confidence"]
    assert faults == [f"{TABLE}, row 1, column confidence: is {text!r}, which is no usable number; taken as not known."]


def test_an_empty_measure_is_no_fault(tmp_path: Path) -> None:
    people, faults = read(write_rows(tmp_path, [row("U", 0, 0.0, "Shown", confidence="")]))

    assert (people["U"][0].measured["confidence"] > 0, faults) == (False, [])


@pytest.mark.parametrize("time", ["", "-5", "3.0", "later", "1e306"])
def test_time_that_runs_back_stands_still(tmp_path: Path, time: str) -> None:
    people, faults = read(write_rows(tmp_path, [row("U", 0, 4.0, "Shown"), row("U", 1, 0, "Rejected", t_s=time)]))

    assert [moment.at_seconds for moment in people["U"]] == [4.0, 4.0]
    assert faults == [f"{TABLE}, row 2, column t_s: is {time!r}, taken as 4.0: time neither runs back nor leaps."]


def test_one_time_far_ahead_spoils_no_later_one(tmp_path: Path) -> None:
    times = (0.0, 9000.0, 2.0, 5.0)

    people, faults = read(write_rows(tmp_path, [row("U", i, at, "Replay") for i, at in enumerate(times)]))

    assert [moment.at_seconds for moment in people["U"]] == [0.0, 9000.0, 9000.0, 9003.0]
    assert len(faults) == 1


@pytest.mark.parametrize("odd", [-1e9, 1e9, 1e300])
def test_one_impossible_time_is_named_itself_and_spoils_no_other(tmp_path: Path, odd: float) -> None:
    times = (0.0, 1.0, odd, 2.0, 5.0)

    people, faults = read(write_rows(tmp_path, [row("U", i, at, "Replay") for i, at in enumerate(times)]))

    assert [moment.at_seconds for moment in people["U"]] == [0.0, 1.0, 1.0, 2.0, 5.0]
    assert len(faults) == 1
    assert f"{TABLE}, row 3, column t_s" in faults[0]


def test_a_column_that_can_be_done_without_is_told_once(tmp_path: Path) -> None:
    columns = tuple(column for column in COLUMNS if column not in ("quantile", "suggestion"))

    people, faults = read(write_rows(tmp_path, [row("U", 0, 0.0, "Shown"), row("U", 1, 1.0, "Rejected")], columns))

    assert len(people["U"]) == 2
    assert faults == [f"{TABLE}, column quantile: is missing.", f"{TABLE}, column suggestion: is missing."]


def test_without_a_column_that_is_needed_nothing_can_be_used(tmp_path: Path) -> None:
    folder = write_rows(tmp_path, [row("U", 0, 0.0, "Shown")], ("programmer", "seq", "state_name", "compCharLen"))

    with pytest.raises(BadInput, match=r"events.csv.gz lacks the column t_s"):
        read(folder)


def test_a_table_of_broken_rows_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="has no usable row"):
        read(write_rows(tmp_path, [row("U", 0, 0.0, "Gone")]))


def test_what_a_file_that_was_cut_short_still_holds_is_used(tmp_path: Path) -> None:
    whole = (write_cups(tmp_path, people=6, offers=60) / TABLE).read_bytes()
    (tmp_path / TABLE).write_bytes(whole[: len(whole) // 2])

    people, faults = read(tmp_path)

    assert 0 < sum(map(len, people.values())) < 6 * 180
    assert "cannot be read from here on" in faults[-1]


def test_what_is_known_only_afterwards_is_not_read() -> None:
    assert not [column for column in MEASURED if column.startswith(("edit_pct", "cups_"))]


def test_text_comes_back_as_it_stood_in_the_editor() -> None:
    assert unescaped('"print(\\"a\\")\\n\\tb\\\\n"') == 'print("a")\n\tb\\n'
