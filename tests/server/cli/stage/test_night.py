"""What the demo tells of a training."""

import io
import json

from undersong.cli.stage.night import tell_decisions
from undersong.cli.stage.voice import Voice


def test_a_training_whose_candidates_were_refused_is_told_as_an_attempt() -> None:
    gate = [{"model": "stuck", "decision": "refused", "reason": "Too few sessions."}]
    said = io.StringIO()

    tell_decisions(Voice(said, is_plain=True), (json.dumps(["stuck", "flow"]), 158, True, 0.42, json.dumps(gate), ""))

    assert "tried to learn stuck, flow from 158 windows, in 0.4 s" in said.getvalue()
    assert "stuck: refused. Too few sessions." in said.getvalue()
