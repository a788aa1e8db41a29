"""An editor sends what was typed, and everything only where it must."""

from undersong.cli.yardstick.document import Document, position_behind


def test_what_is_typed_goes_out_as_a_range_at_the_end() -> None:
    document = Document("file:///a.py")
    document.show("x = 1\ny")

    [(method, params)] = document.show("x = 1\nyes")

    assert method == "textDocument/didChange"
    [change] = params["contentChanges"]
    assert change == {"range": {"start": {"line": 1, "character": 1}, "end": {"line": 1, "character": 1}}, "text": "es"}
    assert params["textDocument"] == {"uri": "file:///a.py", "version": 2}


def test_a_jump_sends_the_whole_text_and_the_first_opens() -> None:
    document = Document("file:///a.py")

    methods = [method for method, _ in document.show("x = 1\n")]
    [(_, jump)] = document.show("y = 2\n")

    assert methods == ["textDocument/didOpen", "textDocument/didChange"]
    assert jump["contentChanges"] == [{"text": "y = 2\n"}]
    assert document.show("y = 2\n") == []


def test_columns_are_utf16_units() -> None:
    assert position_behind("ä\n😀b") == {"line": 1, "character": 3}


def test_a_persons_own_request_is_told_from_the_editors() -> None:
    document = Document("file:///a.py", "x")

    assert document.asking()["context"] == {"triggerKind": 1}
    assert document.asking(is_asked=False)["context"] == {"triggerKind": 2}
