"""Whatever is typed, the worker has the text that the window has."""

import random
from typing import Any

import pytest

from undersong.inference import texts
from undersong.inference.texts import Known, agreeing, agreeing_at_end

PIECES = ("a", "b", "ab", "\n", "😀", "total = add(first)\n", "")


def question(path: str, prefix: str, suffix: str) -> dict[str, Any]:
    return {"path": path, "language": "python", "prefix": prefix, "suffix": suffix}


@pytest.mark.parametrize("seed", range(10))
def test_any_row_of_texts_arrives_as_it_was_sent(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_KNOWN", 3)
    chance, daemon, worker = random.Random(seed), Known(), Known()
    whole = {f"{name}.py": "" for name in "abcde"}

    for _ in range(200):
        path = chance.choice(list(whole))
        at = chance.randrange(len(whole[path]) + 1)
        cut = chance.randrange(4)
        whole[path] = whole[path][:at] + "".join(chance.choices(PIECES, k=2)) + whole[path][at + cut :]
        cursor = chance.randrange(len(whole[path]) + 1)
        asked = question(path, whole[path][:cursor], whole[path][cursor:])

        sent = daemon.shortened(asked)
        daemon.note(asked)

        assert worker.restored(sent) == asked


def test_a_key_costs_a_key() -> None:
    daemon, text = Known(), "x = 1\n" * 10_000
    daemon.note(question("a.py", text + "to", text))

    sent = daemon.shortened(question("a.py", text + "tot", text))

    assert sent == {"path": "a.py", "language": "python", "changed": [len(text) + 2, len(text), "t", ""]}


def test_what_could_not_be_sent_is_not_taken_for_known() -> None:
    daemon, worker = Known(), Known()
    daemon.shortened(question("a.py", "never sent", ""))
    asked = question("a.py", "never sent, but this", "")

    assert worker.restored(daemon.shortened(asked)) == asked


def test_params_of_another_kind_stay_as_they_are() -> None:
    daemon = Known()

    for params in ({}, {"path": "a.py"}, {"path": "a.py", "text": "x"}):
        assert daemon.shortened(params) is params
        assert Known().restored(params) is params
        daemon.note(params)
    assert daemon.of("a.py") == ("", "")


@pytest.mark.parametrize(
    ("one", "other", "head", "tail"),
    [("", "", 0, 0), ("abc", "abc", 3, 3), ("abc", "abd", 2, 0), ("xbc", "abc", 0, 2), ("abc", "bc", 0, 2)],
)
def test_how_much_agrees(one: str, other: str, head: int, tail: int) -> None:
    assert (agreeing(one, other), agreeing(other, one)) == (head, head)
    assert (agreeing_at_end(one, other), agreeing_at_end(other, one)) == (tail, tail)


@pytest.mark.parametrize("seed", range(5))
def test_how_much_agrees_is_what_going_through_it_finds(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(300):
        one, other = ("".join(chance.choices("ab", k=chance.randrange(9))) for _ in range(2))
        pairs = zip(one, other, strict=False)
        plain = next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))
        assert agreeing(one, other) == agreeing_at_end(one[::-1], other[::-1]) == plain
