"""What was sent away does not come back."""

from typing import Any

from undersong.lsp.hints import Hints


class Memory:
    """Remembers in a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}

    def remember(self, key: str, value: dict[str, Any]) -> None:
        self.kept[key] = value

    def recall(self, key: str) -> dict[str, Any] | None:
        return self.kept.get(key)


def found(name: str, kind: str = "function") -> dict[str, Any]:
    return {"start": [0, 4], "end": [0, 9], "name": name, "wanted": "x", "kind": kind, "evidence": "41 of 42"}


def test_a_dismissed_hint_is_not_offered_again_at_that_place() -> None:
    memory = Memory()
    hints = Hints(memory, "00" * 32)
    (hint,) = hints.put("file:///a.py", "a.py", [found("fooBar")])

    hints.dismiss(hint.place, hint.kind)

    assert hints.of("file:///a.py") == ()
    assert Hints(memory, "00" * 32).put("file:///a.py", "a.py", [found("fooBar")]) == ()
    assert len(hints.put("file:///b.py", "b.py", [found("fooBar")])) == 1


def test_a_kind_dismissed_three_times_is_muted_everywhere() -> None:
    hints = Hints(Memory(), "00" * 32)
    for name in ("aB", "cD", "eF"):
        (hint,) = hints.put("u", "p", [found(name)])
        hints.dismiss(hint.place, hint.kind)

    assert hints.put("other", "q", [found("gH")]) == ()
    assert len(hints.put("other", "q", [found("GH", kind="class")])) == 1


def test_memory_holds_no_name_and_no_path() -> None:
    memory = Memory()
    hints = Hints(memory, "00" * 32)
    (hint,) = hints.put("u", "plantedPath.py", [found("plantedName")])

    hints.dismiss(hint.place, hint.kind)

    assert "planted" not in str(memory.kept)
