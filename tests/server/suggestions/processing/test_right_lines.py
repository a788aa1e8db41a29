"""Right lines pass: the true rest of a line at random places of our own code is what the processors must not touch."""

import random
import time
from pathlib import Path

import undersong
from undersong.domain.suggestion import Context
from undersong.source.lexer import tokens_of
from undersong.suggestions.processing import Known, process
from undersong.suggestions.processing.pieces import pieces_of

FILES = sorted(Path(undersong.__file__).parent.rglob("*.py"))
CUTS = 3000
SHARE = 0.995
CLOSING = {"(": ")", "[": "]", "{": "}", '"': '"', "'": "'", '"""': '"""'}


def cuts(seed: int, count: int = CUTS) -> list[tuple[str, str, str]]:
    """Text before, the rest of its line, and what follows; at any character behind the indentation."""
    chance = random.Random(seed)
    texts = [text for text in (path.read_text() for path in FILES) if text.count("\n") > 20]
    found = []
    while len(found) < count:
        text = chance.choice(texts)
        at = chance.randrange(200, len(text))
        end = text.find("\n", at)
        rest, line = text[at:end], text[text.rfind("\n", 0, at) + 1 : at]
        if end > 0 and rest.strip() and (line.strip() or chance.random() < 0.1):
            found.append((text[:at], rest.rstrip(), text[end:]))
    return found


def share_unchanged(places: list[tuple[str, str, str]], known: Known, has_suffix: bool) -> float:
    right = [
        process(rest, Context("a.py", "python", prefix, suffix if has_suffix else ""), known) == rest
        for prefix, rest, suffix in places
    ]
    return sum(right) / len(right)


def vocabulary() -> Known:
    """What an index of all other files would know; every second file is held back."""
    words = {token.strip() for path in FILES[::2] for token in tokens_of(path.read_text())}
    return Known(words.__contains__)


def test_with_only_the_left_side_known_a_right_line_passes() -> None:
    assert share_unchanged(cuts(1), vocabulary(), has_suffix=False) >= SHARE


def test_with_both_sides_known_a_right_line_passes() -> None:
    assert share_unchanged(cuts(2), vocabulary(), has_suffix=True) >= SHARE


def test_a_right_line_before_closers_that_the_editor_put_there_comes_out_without_them() -> None:
    asked, wrong = 0, []
    for prefix, rest, suffix in cuts(3, 6000):
        line = prefix.rpartition("\n")[2]
        opened = pieces_of(line, "", "python").opened
        behind = "".join(CLOSING[mark] for mark, _ in reversed(opened))
        if prefix.count('"""') % 2 or not behind or not rest.endswith(behind) or len(rest) == len(behind):
            continue
        asked += 1
        result = process(rest, Context("a.py", "python", prefix, behind + suffix), Known())
        if result != rest[: -len(behind)].rstrip():
            wrong.append((line, rest, behind, result))

    assert asked > 500
    assert len(wrong) <= (1 - SHARE) * asked, wrong[:20]


def test_the_whole_chain_takes_less_than_a_third_of_a_millisecond() -> None:
    places, known = cuts(4, 500), vocabulary()
    begun = time.process_time()
    share_unchanged(places, known, has_suffix=True)

    # Three times the budget: what the figure is on a busy machine is no matter of the code.
    assert (time.process_time() - begun) / len(places) < 0.0009
