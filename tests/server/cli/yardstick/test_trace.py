"""Lines are typed key by key, with a person's pauses."""

import random
import statistics
from itertools import islice
from pathlib import Path

from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.trace import MEDIAN_GAP_SECONDS, ROWS, Trace, draw_traces, gap, keys_of

LINES = ["def add(a, b):", "    return a + b", ""]


def test_every_character_but_the_indentation_is_a_key() -> None:
    keys = list(keys_of(Trace("m.py", 1, 2), LINES, random.Random(7)))

    assert "".join(key.typed for key in keys) == "return a + b"
    assert keys[0].head == "def add(a, b):\n    "
    assert all(key.head + key.rest == "def add(a, b):\n    return a + b" for key in keys)


def test_the_next_line_stands_under_the_one_before() -> None:
    keys = list(keys_of(Trace("m.py", 0, 2), LINES, random.Random(7)))

    fresh = [key for key in keys if not key.typed]
    assert [key.head for key in fresh] == ["", "def add(a, b):\n    "]
    assert fresh[1].rest == "return a + b"


def test_half_of_the_pauses_are_shorter_than_usual() -> None:
    chance = random.Random(7)

    gaps = [gap(chance) for _ in range(2_000)]

    assert abs(statistics.median(gaps) - MEDIAN_GAP_SECONDS) < 0.02
    assert statistics.mean(gaps) > MEDIAN_GAP_SECONDS


def test_the_same_seed_types_the_same_and_stays_within_its_file() -> None:
    held = Held(Path("/nowhere"), {"a.py": "x\n" * 30, "b.py": "y\n" * 3})

    one, other = (list(islice(draw_traces(held, random.Random(5)), 50)) for _ in range(2))

    assert one == other
    sizes = {"a.py": 31, "b.py": 4}
    assert all(0 <= trace.row < trace.end <= min(trace.row + ROWS, sizes[trace.path]) for trace in one)
