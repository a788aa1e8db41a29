"""What the demo tells while it plays."""

import io
from pathlib import Path

from builders.wire import START_MS, wire_event
from undersong.cli.stage.player import Player
from undersong.cli.stage.recording import Recording
from undersong.cli.stage.voice import Voice

STUCK = {"state": "stuck", "detector": "stuck", "probability": 0.44, "sentence": "The same test failed 4 times."}
NUDGE = {"id": "n1", "text": "The same test failed 4 times.", "evidence": ["judged by stuck 0.1.0: 44%"]}


class Daemon:
    """Stores what it is given and offers help once."""

    def __init__(self, player: Player) -> None:
        self.player, self.answers = player, []

    def request(self, method, params):
        if method == "undersong/nudgeAnswer":
            self.answers.append(params["answer"])
        return {"stored": 1}

    def command(self, *_):
        if not self.player.played.nudges:
            self.player.hear("undersong/nudge", NUDGE)


def said_of(params, cut_offs) -> str:
    said = io.StringIO()
    recording = Recording([wire_event("test_run", START_MS)], Path())
    Player(recording, Voice(said, is_plain=True), 1, cut_offs).hear("undersong/state", params)
    return said.getvalue()


def test_a_verdict_under_the_cut_off_names_the_rule_that_told_it() -> None:
    words = "stuck (by the rule on repeated failures; the model alone says 44%, under its cut-off of 45%)"

    assert words in said_of(STUCK, {"stuck": 0.4456})


def test_a_verdict_over_the_cut_off_stands_beside_it() -> None:
    assert "stuck (46%, cut-off 45%)" in said_of({**STUCK, "probability": 0.46}, {"stuck": 0.4456})
    assert "stuck (46%)" in said_of({**STUCK, "probability": 0.46}, {})


def test_the_demo_says_that_it_answers_by_itself() -> None:
    said = io.StringIO()
    player = Player(Recording([wire_event("test_run", START_MS)], Path()), Voice(said, is_plain=True), 0.01)
    daemon = Daemon(player)

    player.play(daemon)

    assert daemon.answers == ["helpful"]
    assert "the demo answers by itself: helpful" in said.getvalue()
