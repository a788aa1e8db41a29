import json
from pathlib import Path

from typer.testing import CliRunner

from builders.events import edit, run_tests
from undersong.cli.main import make_app
from undersong.domain.event import Event
from undersong.lsp.convert import event_to_wire
from undersong.lsp.jsonl import LATE

SESSION = "01KAJ9S3VKCNW62VBGDHJJTB9G"
LANGUAGE = {"file.language": "python", "edit.seconds": 3}


def recording(path: Path, *events: Event, late: bool = False) -> str:
    lines = []
    for event in events:
        wire = event_to_wire(event) | {"sessionid": SESSION}
        lines.append(json.dumps(wire | {LATE: True} if late else wire))
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def in_vain(times: int) -> list[Event]:
    return [run_tests(25 * n, 11, 1, "a" * 8) for n in range(times)]


def replayed(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(make_app(), ["replay", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_recording_gives_one_verdict_a_line(tmp_path: Path) -> None:
    path = recording(tmp_path / "hunt.jsonl", edit(-5, data=LANGUAGE), *in_vain(6))

    code, output, _ = replayed(path, "--json")

    verdicts = [json.loads(line) for line in output.splitlines()]
    assert code == 0
    assert {verdict["detector"] for verdict in verdicts} == {"stuck", "flow", "anomaly"}
    assert [v["state"] for v in verdicts if v["detector"] == "stuck"][-1] == "stuck"
    assert verdicts[-1]["work"] == "stuck"


def test_for_people_a_line_says_what_weighed_most(tmp_path: Path) -> None:
    _, output, _ = replayed(recording(tmp_path / "hunt.jsonl", *in_vain(6)))

    assert "runs without a new test passing" in output


def test_a_line_that_holds_no_event_is_told_and_passed_over(tmp_path: Path) -> None:
    path = Path(recording(tmp_path / "hunt.jsonl", *in_vain(2)))
    path.write_text("nonsense\n" + path.read_text() + "\n\n")

    code, output, errors = replayed(str(path), "--json")

    assert code == 0
    assert "line 1" in errors
    assert output


def test_what_came_late_in_life_is_late_in_replay(tmp_path: Path) -> None:
    code, output, _ = replayed(recording(tmp_path / "late.jsonl", *in_vain(3), late=True), "--json")

    assert code != 0
    assert output == ""
