"""What the demo tells of an episode."""

import io

from builders.troubles import after, trouble
from undersong.cli.stage.memory import listed, tell_episode
from undersong.cli.stage.names import Names
from undersong.cli.stage.voice import Voice


def test_it_tells_what_failed_what_ended_it_and_what_had_not() -> None:
    (episode,) = after(trouble("edit another file")).kept
    ended, touched = episode.ending.file or "", next(file for file in episode.files if file != episode.ending.file)
    names = Names({ended: "shop/money.py", touched: "shop/tax.py", "0a1b2c3d": "tests/a.py::test_sum"})
    said = io.StringIO()

    tell_episode(Voice(said, is_plain=True), episode.ended_ms, episode, names)

    assert "remembered: test_sum failed for 9 min; an edit in shop/money.py ended it" in said.getvalue()
    assert "origin user" in said.getvalue()
    assert "edits in shop/tax.py had not" in said.getvalue()


def test_names_are_listed_as_one_says_them() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
