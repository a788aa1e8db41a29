"""Who is told what."""

from typing import Any

from undersong.lsp.editors import Editor, Editors


class Connection:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, method: str, _params: dict[str, Any]) -> None:
        self.told.append(method)


def editor(window: str, client: str = "vscode") -> Editor:
    return Editor(Connection(), window, client)  # type: ignore[arg-type]


def told(one: Editor) -> list[str]:
    return one.connection.told  # type: ignore[attr-defined, no-any-return]


def test_all_companions_are_told_and_foreign_clients_are_not() -> None:
    editors, ours, foreign = Editors(), editor("a"), editor("b", client="")
    editors.join(ours)
    editors.join(foreign)

    editors.tell_all("undersong/state", {})

    assert (told(ours), told(foreign)) == (["undersong/state"], [])


def test_a_nudge_goes_to_the_focused_window_alone() -> None:
    editors, first, second = Editors(), editor("a"), editor("b")
    editors.join(first)
    editors.join(second)
    editors.focus("a")

    editors.tell_focused("undersong/nudge", {})

    assert (told(first), told(second)) == (["undersong/nudge"], [])


def test_without_a_focused_window_the_latest_one_is_told() -> None:
    editors, first, second = Editors(), editor("a"), editor("b")
    editors.join(first)
    editors.join(second)

    editors.tell_focused("undersong/nudge", {})

    assert (told(first), told(second)) == ([], ["undersong/nudge"])


def test_a_window_that_leaves_twice_is_forgotten_once() -> None:
    editors, one = Editors(), editor("a")
    editors.join(one)

    editors.leave(one)
    editors.leave(one)

    assert len(editors) == 0


def test_a_command_that_only_asks_is_no_window() -> None:
    editors = Editors()
    editors.join(editor("a"))
    editors.join(editor("b", client="cli"))

    assert len(editors) == 2
    assert editors.windows == 1
