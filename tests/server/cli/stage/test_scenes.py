"""What the scenes read before they tell."""

from pathlib import Path

from undersong.cli.stage.scenes import cut_offs, noted
from undersong.domain.places import Places


def test_the_cut_offs_are_those_of_the_releases_in_service(tmp_path: Path) -> None:
    found = cut_offs(Places(tmp_path))

    assert set(found) == {"stuck", "flow"}
    assert all(0 < cut_off < 1 for cut_off in found.values())


def test_the_report_of_a_recording_with_another_clock_says_so_first() -> None:
    report = {"summary": ["1 h of active time."], "title": "Your flow"}

    assert noted(report, "The clock ran fast.")["summary"] == ["The clock ran fast.", "1 h of active time."]
    assert noted(report, "") == report
