"""The code index: how fast it reads, how soon it knows a saved file, and how soon it answers."""

import random
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from undersong.cli.bench.figure import Figure
from undersong.cli.bench.generated import write_repository
from undersong.cli.bench.words import WordCompletion
from undersong.domain.suggestion import Context, Suggestion

if TYPE_CHECKING:
    from undersong.flows.assist import Assist

FILES = 1_000
SLICE_MS = 10
LINES, FULL_LINES = 120, 1_000
SAVES = 30
HELD_BACK = 20


def measure(full: bool) -> list[Figure]:
    """Read a generated repository of 1,000 files, save some of them, and ask for lines of files held back."""
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        root = Path(folder) / "repository"
        write_repository(root, FILES, seed=7)
        subprocess.run(["git", "init", "-q"], cwd=root, check=False)
        held = sorted(root.rglob("*.py"))[:: FILES // HELD_BACK][:HELD_BACK]
        texts = {path: path.read_text() for path in held}
        for path in held:
            path.unlink()
        assist, reading = read_all(root, Path(folder) / "index")
        return [reading, resaving(assist, root), *completing(assist, texts, FULL_LINES if full else LINES)]


def read_all(root: Path, index: Path) -> tuple["Assist", Figure]:
    """Read everything; the baseline is the syntax trees alone, without keeping anything."""
    from undersong.flows.assist import Assist

    assist = Assist(index)
    assist.open(root)
    begun = time.process_time()
    while assist.step(SLICE_MS):
        pass
    seconds = time.process_time() - begun
    klocs = assist.status()[0]["lines"] / 1000
    value, baseline = klocs / seconds, klocs / parse_seconds(root)
    return assist, Figure(
        "index", f"{FILES} files", "kloc_per_cpu_second", value, "kloc/s", None, 1, baseline, value / baseline, 100
    )


def parse_seconds(root: Path) -> float:
    """Return the CPU seconds that tree-sitter takes for all files."""
    from undersong.source.trees import parse

    files = [path.read_bytes() for path in root.rglob("*.py")]
    begun = time.process_time()
    for data in files:
        parse("python", data)
    return time.process_time() - begun


def resaving(assist: "Assist", root: Path) -> Figure:
    """Save files with a line more each and wait until the index knows it; the baseline is reading and parsing one."""
    from undersong.source.trees import parse

    taken, alone = [], []
    for number, path in enumerate(sorted(root.rglob("*.py"))[:SAVES]):
        path.write_text(path.read_text() + f"\nSAVED_{number} = {number}\n")
        begun = time.perf_counter()
        assist.changed([str(path)])
        while assist.status()[0]["busy"]:
            assist.step(SLICE_MS)
        taken.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        parse("python", path.read_bytes())
        alone.append((time.perf_counter() - begun) * 1000)
    value, baseline = p95(taken), p95(alone)
    span = (min(taken), max(taken))
    return Figure(
        "index", "p95", "resave_milliseconds", value, "ms", span, SAVES, baseline, value / baseline, 50, better="less"
    )


def completing(assist: "Assist", texts: dict[Path, str], lines: int) -> list[Figure]:
    """Type random lines and ask at each of their words; the baseline completes words of the file, as VS Code does."""
    chance = random.Random(7)
    words = WordCompletion()
    taken, taken_words = [], []
    right = right_words = 0
    for _ in range(lines):
        path = chance.choice(sorted(texts))
        for head, rest in typed(texts[path], chance):
            begun = time.perf_counter()
            found = assist.complete(Context(str(path), "python", head))
            taken.append((time.perf_counter() - begun) * 1000)
            right += isinstance(found, Suggestion) and found.text.split("\n")[0].strip() == rest.strip()
            begun = time.perf_counter()
            right_words += words.complete(head) == rest.strip()
            taken_words.append((time.perf_counter() - begun) * 1000)
    return [speed(taken, taken_words), exactness(right, right_words, len(taken))]


def speed(taken: list[float], baseline: list[float]) -> Figure:
    """Return the time to answer that 95 of 100 requests keep."""
    value, other = p95(taken), p95(baseline)
    span, ratio = (statistics.median(taken), max(taken)), value / other
    return Figure(
        "index", "p95", "completion_p95_milliseconds", value, "ms", span, len(taken), other, ratio, 30, better="less"
    )


def exactness(right: int, right_words: int, asked: int) -> Figure:
    """Return the share of requests whose answer was the rest of the line to the letter."""
    ratio = right / right_words if right_words else None
    return Figure(
        "index", "generated code", "line_exact_share", right / asked, "", None, asked, right_words / asked, ratio
    )


def typed(text: str, chance: random.Random) -> list[tuple[str, str]]:
    """Return the places of a random line at which a person may wait: the text before each, and the rest of the line."""
    lines = text.split("\n")
    row = chance.choice([row for row, line in enumerate(lines) if len(line.strip()) > 8])
    line = lines[row]
    starts = [found.start() for found in re.finditer(r"\w+", line)]
    return [("\n".join([*lines[:row], line[:at]]), line[at:]) for at in starts]


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]
