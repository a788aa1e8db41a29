"""The demo from the first event to the report."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from undersong.app.starting import stop_daemon
from undersong.cli.features import in_service
from undersong.cli.stage.assist import Desk, show_completions, show_naming, wait_for_index
from undersong.cli.stage.memory import remembered, tell_episode
from undersong.cli.stage.night import let_night_pass
from undersong.cli.stage.player import Player
from undersong.cli.stage.recording import DAY_MS, Recording
from undersong.cli.stage.voice import Voice
from undersong.cli.talk import Talk
from undersong.domain.places import Places
from undersong.domain.span import rfc3339
from undersong.reports.page import html

MINUTE_MS = 60_000
# Of the time that was wished, this much is for the whole session and the rest for its second part.
FIRST_SHARE = 0.85
# The flow's and the stuck detector's; the third judges by rank, for which a release has no cut-off.
JUDGED = ("stuck", "flow")
DAYS_LATER, LEAD_IN_MS = 7, 3 * MINUTE_MS


class Scenes:
    """All scenes, in one home that belongs to the demo."""

    def __init__(
        self, recording: Recording, home: Path, workspace: Path, voice: Voice, settings: Mapping[str, Any]
    ) -> None:
        self._recording, self._workspace, self._voice, self._settings = recording, workspace, voice, settings
        self._places = Places(home)
        self._desk = Desk()
        self._told = 0

    def run(self, seconds: float, out: Path) -> dict[str, Any]:
        """Play everything, write the report to `out`, and return a summary."""
        minutes = (self._recording.end_ms - self._recording.start_ms) / MINUTE_MS
        player = Player(self._recording, self._voice, seconds * FIRST_SHARE, cut_offs(self._places))
        self._voice.scene(f"A recorded session of {minutes:.0f} minutes, played in {seconds * FIRST_SHARE:.0f} seconds")
        if self._recording.note:
            self._voice.line(self._recording.note, "quiet")
        self._player = player
        try:
            with Talk(self._places, self._hear, str(self._workspace), self._settings, window="demo") as daemon:
                return self._show(daemon, player, seconds * (1 - FIRST_SHARE), out)
        finally:
            with contextlib.suppress(OSError):
                stop_daemon(self._places)

    def _show(self, daemon: Talk, player: Player, seconds: float, out: Path) -> dict[str, Any]:
        played = player.play(daemon, after_batch=self._tell_memory)
        self._voice.line(f"{played.events} events stored and judged in {played.seconds:.0f} s", "quiet")
        self._voice.scene("The person has gone: the models retrain")
        let_night_pass(daemon, self._places, self._voice, player.now_ms)
        again = self._play_again(daemon, seconds)
        self._voice.scene("Suggestions from the package that was worked on")
        found = wait_for_index(daemon)
        self._voice.line(f"{found['files']} files with {found['lines']} lines are indexed", "quiet")
        completions = show_completions(daemon, self._voice, self._workspace)
        has_naming = show_naming(daemon, self._desk, self._voice, self._workspace)
        self._write_report(daemon, self._player.now_ms, out)
        return {
            "events": played.events,
            "states": dict(played.states),
            "nudges": [nudge["text"] for nudge in played.nudges],
            "remembered": self._told,
            "again": again,
            "completions": completions,
            "naming": has_naming,
            "report": str(out),
        }

    def _hear(self, method: str, params: Mapping[str, Any]) -> None:
        self._player.hear(method, params)
        self._desk.hear(method, params)

    def _tell_memory(self, now_ms: int) -> None:
        """Tell what was remembered since the last time."""
        kept = remembered(self._places)
        for episode in kept[self._told :]:
            tell_episode(self._voice, now_ms, episode, self._recording.names)
        self._told = len(kept)

    def _play_again(self, daemon: Talk, seconds: float) -> list[str]:
        """Play the hunt for the last remembered episode once more, a week later, until something is said."""
        kept = remembered(self._places)
        if not kept:
            return []
        begun_ms = kept[-1].ended_ms - int(kept[-1].minutes * MINUTE_MS)
        later = self._recording.again(begun_ms - LEAD_IN_MS, DAYS_LATER)
        day = datetime.fromtimestamp(later.start_ms / 1000, UTC)
        self._voice.scene(
            f"A week later, on {day.day} {day:%b}, the same test fails again (that part of the recording, once more)"
        )
        self._player = Player(later, self._voice, seconds, cut_offs(self._places))
        played = self._player.play(daemon, stops_at_nudge=True)
        self._voice.line("stopped here: the rest of the recording is known", "quiet")
        return [nudge["text"] for nudge in played.nudges]

    def _write_report(self, daemon: Talk, now_ms: int, out: Path) -> None:
        since, until = rfc3339(self._recording.start_ms - MINUTE_MS), rfc3339(now_ms)
        report = noted(daemon.request("undersong/report", {"since": since, "until": until}), self._recording.note)
        out.write_text(html(report), encoding="utf-8")
        self._voice.scene("The report, for your eyes only")
        for sentence in report["summary"]:
            self._voice.line(sentence)
        self._voice.line(f"Open {out}", "accent")
        self._voice.scene("To look on: what the demo stored stays where it is")
        until_day = rfc3339(now_ms + DAY_MS)[:10]
        looked = f"UNDERSONG_HOME={self._places.home} undersong report --since {since[:10]} --until {until_day}"
        self._voice.line(looked)
        self._voice.scene("In your own editor")
        self._voice.line("npm run package            makes the extension (.vsix)")
        self._voice.line("npm run install-extension  puts it into the VS Code it finds")


def cut_offs(places: Places) -> dict[str, float]:
    """Return detector → the probability from which its release in service tells a state."""
    releases = in_service(places.ledger)
    return {name: releases[name].manifest.thresholds["enter"] for name in JUDGED if name in releases}


def noted(report: Mapping[str, Any], note: str) -> dict[str, Any]:
    """Return a report that begins with what must be known of the recording."""
    return {**report, "summary": [*([note] if note else []), *report["summary"]]}
