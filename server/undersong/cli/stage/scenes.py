"""The demo from the first event to the report."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from undersong.app.starting import stop_daemon
from undersong.cli.stage.assist import Desk, show_completions, show_naming, wait_for_index
from undersong.cli.stage.night import let_night_pass
from undersong.cli.stage.player import Player
from undersong.cli.stage.recording import Recording
from undersong.cli.stage.voice import Voice
from undersong.cli.talk import Talk
from undersong.domain.places import Places
from undersong.domain.span import rfc3339
from undersong.reports.page import html

MINUTE_MS = 60_000


class Scenes:
    """All scenes, in one home that belongs to the demo."""

    def __init__(
        self, recording: Recording, home: Path, workspace: Path, voice: Voice, settings: Mapping[str, Any]
    ) -> None:
        self._recording, self._workspace, self._voice, self._settings = recording, workspace, voice, settings
        self._places = Places(home)
        self._desk = Desk()

    def run(self, seconds: float, out: Path) -> dict[str, Any]:
        """Play everything, write the report to `out`, and return a summary."""
        player = Player(self._recording, self._voice, seconds)
        minutes = (self._recording.end_ms - self._recording.start_ms) / MINUTE_MS
        self._voice.scene(f"A recorded session of {minutes:.0f} minutes, played in {seconds:.0f} seconds")

        def hear(method: str, params: Mapping[str, Any]) -> None:
            player.hear(method, params)
            self._desk.hear(method, params)

        try:
            with Talk(self._places, hear, str(self._workspace), self._settings, window="demo") as daemon:
                return self._show(daemon, player, out)
        finally:
            with contextlib.suppress(OSError):
                stop_daemon(self._places)

    def _show(self, daemon: Talk, player: Player, out: Path) -> dict[str, Any]:
        played = player.play(daemon)
        self._voice.line(f"{played.events} events stored and judged in {played.seconds:.0f} s", "quiet")
        self._voice.scene("The person has gone: the models retrain")
        now_ms = let_night_pass(daemon, self._places, self._voice, player.now_ms)
        self._voice.scene("Suggestions from the package that was worked on")
        found = wait_for_index(daemon)
        self._voice.line(f"{found['files']} files with {found['lines']} lines are indexed", "quiet")
        completions = show_completions(daemon, self._voice, self._workspace)
        has_naming = show_naming(daemon, self._desk, self._voice, self._workspace)
        self._write_report(daemon, now_ms, out)
        return {
            "events": played.events,
            "states": dict(played.states),
            "nudges": [nudge["text"] for nudge in played.nudges],
            "completions": completions,
            "naming": has_naming,
            "report": str(out),
        }

    def _write_report(self, daemon: Talk, now_ms: int, out: Path) -> None:
        since, until = rfc3339(self._recording.start_ms - MINUTE_MS), rfc3339(now_ms)
        report = daemon.request("undersong/report", {"since": since, "until": until})
        out.write_text(html(report), encoding="utf-8")
        self._voice.scene("The report, for your eyes only")
        for sentence in report["summary"]:
            self._voice.line(sentence)
        self._voice.line(f"Open {out}", "accent")
        self._voice.scene("In your own editor")
        self._voice.line("npm run package            makes the extension (.vsix)")
        self._voice.line("npm run install-extension  puts it into the VS Code it finds")
