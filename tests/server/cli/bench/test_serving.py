"""The serving bench tells what was served, by whom, and what it took of the server alone."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from undersong.cli.bench import serving
from undersong.cli.bench.generated import write_repository
from undersong.cli.bench.serving_lines import Line, places, split
from undersong.cli.yardstick.crowd import Member, held_of
from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.tally import Tally
from undersong.cli.yardstick.targets import Targets

GOOD = Offer("add(first)", 0.9, "repository", 4)


def tally(served: int, late: int, typed_through: int = 0) -> Tally:
    found = Tally()
    for _ in range(served):
        found.answered(GOOD, "add(first)", 10.0, is_current=True)
    for _ in range(late):
        found.answered(GOOD, "add(first)", 200.0, is_current=True)
    for _ in range(typed_through):
        found.went_on(GOOD)
    return found


def test_rates_are_by_the_clock_and_by_the_servers_processor() -> None:
    line = Line(tally(served=30, late=10, typed_through=70), seconds=10.0, daemon_seconds=0.5, worker_seconds=1.5)

    figures = {figure.figure: figure for figure in serving.figures_of("both, B: replay, 2 times a person", line, line)}

    assert figures["answers_per_second"].value == 4
    assert figures["replies_per_second"].value == 10
    assert figures["replies_per_server_cpu_second"].value == 50
    assert figures["replies_per_second_of_two_cores"].value == 100
    assert figures["replies_per_second_of_two_cores"].met is False
    assert figures["daemon_replies_per_server_cpu_second"].value == 15
    assert figures["daemon_milliseconds_per_request"].value == 12.5
    assert figures["worker_milliseconds_per_request"].value == 37.5
    assert figures["p99_milliseconds"].value == 200
    assert figures["in_time"].value == 75


def test_the_mix_adds_up_to_everything() -> None:
    line = Line(tally(served=30, late=10, typed_through=60), 10.0, 0.5, 1.5)

    shares = [f.value for f in serving.figures_of("row", line, line) if f.figure.startswith("share_")]

    assert len(shares) == 3
    assert sum(shares) == pytest.approx(100)


def test_only_the_replay_carries_the_claim() -> None:
    line = Line(tally(served=1, late=0), 1.0, 0.1, 0.1)

    goals = {
        row: [figure.goal for figure in serving.figures_of(row, line, line) if figure.goal is not None]
        for row in ("both, A: unique cold places", "both, B: replay, cold start", "both, B: replay, 4 times a person")
    }

    assert list(goals.values()) == [[], [], [1_000.0]]


async def test_the_speed_rises_until_answers_come_late(monkeypatch: pytest.MonkeyPatch) -> None:
    speeds: list[float] = []

    async def replay_line(_typists: Any, _crowd: Any, _seconds: float, speed: float) -> Line:
        speeds.append(speed)
        return Line(tally(served=90, late=30 if speed > 2 else 0), 1.0, 0.1, 0.1)

    monkeypatch.setattr(serving, "replay_line", replay_line)

    told = [speed async for speed, _ in serving.speeding([], None, 1.0)]  # type: ignore[arg-type]

    assert told == speeds == [1.0, 2.0, 4.0]


def test_no_cold_place_is_asked_twice(tmp_path: Path) -> None:
    write_repository(tmp_path / "repo", 20, seed=3)
    [held] = held_of([tmp_path / "repo"], tmp_path / "held")
    member = Member(None, held)  # type: ignore[arg-type]

    found = [cut for cut, _ in zip(places(member, 1), range(300), strict=False)]

    assert len(set(found)) == len(found) == 300
    head, rest = split(member, found[0])
    assert (head + rest) in "\n".join(line.rstrip() for line in held.texts[found[0].path].split("\n"))


@pytest.mark.process
def test_a_real_daemon_serves_several_editors_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (("EDITORS", 3), ("SECONDS", 0.7), ("WARM_UP_SECONDS", 0.3), ("SPEEDS", (1.0,))):
        monkeypatch.setattr(serving, name, value)
    monkeypatch.setattr(serving, "engines", lambda: ("repository",))
    for number in range(2):
        write_repository(tmp_path / str(number), 25, seed=number)

    figures = serving.measure(False, Targets((tmp_path / "0", tmp_path / "1")))

    rows = {figure.row for figure in figures}
    assert len([row for row in rows if ", A:" in row]) == len([row for row in rows if ", C:" in row]) == 1
    assert len([row for row in rows if ", B:" in row]) == 3
    cold = {figure.figure: figure for figure in figures if ", A:" in figure.row}
    assert cold["replies_per_second"].value > 0
    assert cold["worker_milliseconds_per_request"].value > 0
    assert cold["exact_prefix"].baseline is not None


def test_an_editor_without_a_daemon_says_so(tmp_path: Path) -> None:
    from undersong.cli.yardstick.editor import Editor

    async def attach() -> None:
        async with Editor(tmp_path / "none.sock", tmp_path, "e0"):
            pass

    with pytest.raises(OSError, match="No such file"):
        asyncio.run(attach())
