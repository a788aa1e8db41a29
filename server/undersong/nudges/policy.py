"""Whether and when a verdict is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from undersong.domain.nudge import Answer, Level, Nudge
from undersong.domain.settings import Settings
from undersong.domain.state import State
from undersong.domain.ulid import new_ulid
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.nudges.budget import DAY_MS, Budget
from undersong.nudges.moment import Moment
from undersong.nudges.rise import Rise
from undersong.nudges.words import OFFERED, after_silence, off_by_itself, words_for

Judged = tuple[Window, tuple[Verdict, ...], State]

# Where a release names no threshold, a verdict has to be clear.
ENTER = 0.6
# Alerts of the unusual are worth one look a week, in the status bar.
ANOMALY_EVERY_MS = 7 * DAY_MS


class Policy:
    """Decides on every window, and once a second in between. Only `stuck` makes toasts; `flow` never nudges.

    Parameters
    ----------
    enter
        Detector → probability from which its state holds, as its release names it.
    new_id
        Makes the id of a nudge from a time.
    """

    def __init__(self, enter: Mapping[str, float] | None = None, new_id: Callable[[int], str] = new_ulid) -> None:
        self.enter: Mapping[str, float] = enter or {}
        # Detector → feature → usual value, as its release names it.
        self.usual: Mapping[str, Mapping[str, float]] = {}
        self._new_id = new_id
        self._rise = Rise()
        self._verdict: Verdict | None = None
        self._is_focused = False
        self._budgets: dict[str, Budget] = {}
        self._unusual_ms: int | None = None
        self._silent_count = 0
        self._notices: list[str] = []
        self._detector_of: dict[str, str] = {}

    def consider(self, judged: Sequence[Judged], moment: Moment, settings: Settings) -> Nudge | None:
        """Take in new windows (none between two) and return a nudge if now is the time for one."""
        for window, verdicts, _ in judged:
            if verdicts:  # what ends a state in silence has none, and silence is no progress
                self._follow(window, verdicts)
        self._rise = self._rise.at(moment.now_ms)
        if not settings.nudges_enabled:
            self._forgive()
            return None
        self._end_silence(moment, settings)
        return self._offer_help(moment, settings) or self._mention_unusual(judged, moment, settings)

    def answer(self, nudge_id: str, answer: Answer, moment: Moment) -> str | None:
        """Take a person's answer to a nudge; return the detector it was about, None when that is not known any more."""
        detector = self._detector_of.get(nudge_id)
        if detector is None:
            return None
        budget = self._budget(detector).answered(nudge_id, answer, moment.now_ms, moment.utcoffset_minutes)
        self._budgets[detector] = budget
        return detector

    @property
    def rise(self) -> Rise:
        """The rise that is followed now."""
        return self._rise

    @property
    def is_waiting(self) -> bool:
        """Something rises that was not told: what happens before the next window matters."""
        return self._rise.since_ms is not None and not self._rise.is_told

    def take_notices(self) -> list[str]:
        """Return the sentences that a person should hear once, and forget them."""
        notices, self._notices = self._notices, []
        return notices

    def as_dict(self) -> dict[str, Any]:
        """Return everything that must outlive the daemon."""
        return {
            "rise": asdict(self._rise),
            "budgets": {name: budget.as_dict() for name, budget in self._budgets.items()},
            "unusual_ms": self._unusual_ms,
            "silent_count": self._silent_count,
            "detector_of": dict(list(self._detector_of.items())[-50:]),
        }

    def restore(self, plain: Mapping[str, Any]) -> None:
        """Go on from `as_dict`, or what forgetting left of it; the thresholds are the releases' and are given anew."""
        self._rise = Rise(**plain.get("rise", {}))
        self._budgets = {name: Budget.from_dict(budget) for name, budget in plain["budgets"].items()}
        self._unusual_ms, self._silent_count = plain.get("unusual_ms"), plain.get("silent_count", 0)
        self._detector_of = dict(plain.get("detector_of", {}))

    def forget(self) -> None:
        """Let go of what was judged and shown; what the person asked of nudges is no record and stays."""
        self._verdict, self._is_focused = None, False
        self.restore({"budgets": {name: budget.forgotten().as_dict() for name, budget in self._budgets.items()}})

    def _follow(self, window: Window, verdicts: Sequence[Verdict]) -> None:
        self._verdict = next((verdict for verdict in verdicts if verdict.detector == "stuck"), None)
        self._is_focused = any(verdict.state is State.FOCUSED for verdict in verdicts)
        enter = self.enter.get("stuck", ENTER)
        probability = self._verdict.probability if self._verdict else 0.0
        if self._verdict is not None and self._verdict.state is State.STEADY:
            # Probable, but the detector itself waits for more runs: no entry, and no reason to leave either.
            probability = min(probability, enter - 1e-6)
        elif self._verdict is not None:
            # Its rule on repeated failures may hold where the probability alone would not.
            probability = max(probability, enter)
        self._rise = self._rise.after(window.end_ms, probability, enter)

    def _offer_help(self, moment: Moment, settings: Settings) -> Nudge | None:
        verdict, budget = self._verdict, self._budget("stuck")
        if verdict is None or not self._rise.has_entered or self._rise.is_told:
            return None
        if budget.is_unwelcome and not budget.is_off:
            self._turn_off("stuck", budget)
            return None
        if budget.is_mute(moment.now_ms):
            return None
        if self._may_speak(moment, settings):
            self._rise = replace(self._rise, is_told=True)
            return self._speak(verdict, Level.TOAST, moment, settings)
        if not self._rise.is_mentioned and self._must_be_soft(moment, settings):
            self._rise = replace(self._rise, is_mentioned=True)
            return self._make(verdict, Level.STATUS_BAR, moment)
        return None

    def _may_speak(self, moment: Moment, settings: Settings) -> bool:
        """Tell whether now is the time for a toast: at a boundary, within the budget, and before it is too late."""
        if moment.boundary_ms is None or moment.is_busy or self._is_focused:
            return False
        if not self._budget("stuck").allows(moment.now_ms, moment.utcoffset_minutes, settings):
            return False
        return not self._rise.is_mentioned or not self._is_late(moment, settings)

    def _must_be_soft(self, moment: Moment, settings: Settings) -> bool:
        """Tell whether the status bar, which cuts nothing off and spends no budget, has to do for now.

        It does at once where no toast may come, and after five minutes where one waited for a boundary.
        """
        if is_silent(moment, settings):
            return False
        may_toast = self._budget("stuck").allows(moment.now_ms, moment.utcoffset_minutes, settings)
        return not may_toast or moment.now_ms < moment.free_ms or self._is_late(moment, settings)

    def _is_late(self, moment: Moment, settings: Settings) -> bool:
        """Tell whether a boundary was waited for too long, not counting the time in which nobody may be spoken to."""
        free_ms = max(self._budget("stuck").ready_ms(settings), moment.free_ms)
        return self._rise.is_overdue(moment.now_ms, free_ms)

    def _mention_unusual(self, judged: Sequence[Judged], moment: Moment, settings: Settings) -> Nudge | None:
        if not judged or judged[-1][2] is not State.UNUSUAL or is_silent(moment, settings):
            return None
        if self._unusual_ms is not None and moment.now_ms - self._unusual_ms < ANOMALY_EVERY_MS:
            return None
        verdict = next((verdict for verdict in judged[-1][1] if verdict.detector == "anomaly"), None)
        if verdict is None or moment.now_ms < self._budget("anomaly").snoozed_until_ms:
            return None
        self._unusual_ms = moment.now_ms
        return self._make(verdict, Level.STATUS_BAR, moment)

    def _speak(self, verdict: Verdict, level: Level, moment: Moment, settings: Settings) -> Nudge:
        """Make a nudge that counts: in the silent days too, so that they show what speaking would have been like."""
        silent = is_silent(moment, settings)
        self._silent_count += silent
        nudge = self._make(verdict, Level.SILENT if silent else level, moment)
        spent = self._budget(verdict.detector).spent(nudge.id, moment.now_ms, moment.utcoffset_minutes, not silent)
        self._budgets[verdict.detector] = spent
        return nudge

    def _make(self, verdict: Verdict, level: Level, moment: Moment) -> Nudge:
        nudge_id = self._new_id(moment.now_ms)
        self._detector_of[nudge_id] = verdict.detector
        usual = dict(verdict.usual) or self.usual.get(verdict.detector, {})
        said = words_for(verdict, moment, usual)
        parts = (said.text, said.evidence, OFFERED[verdict.detector], moment.now_ms)
        return Nudge(nudge_id, verdict, level, *parts, said.named, said.file, said.tests, usual)

    def _budget(self, detector: str) -> Budget:
        return self._budgets.get(detector, Budget())

    def _turn_off(self, detector: str, budget: Budget) -> None:
        self._budgets[detector] = replace(budget, is_off=True)
        self._notices.append(off_by_itself(detector, len(budget.shown), budget.welcome))

    def _forgive(self) -> None:
        """Let a kind that turned itself off speak again: the person has just touched the switch."""
        for name, budget in self._budgets.items():
            self._budgets[name] = replace(budget, is_off=False, shown=()) if budget.is_off else budget

    def _end_silence(self, moment: Moment, settings: Settings) -> None:
        if self._silent_count and not is_silent(moment, settings):
            self._notices.append(after_silence(self._silent_count))
            self._silent_count = 0


def is_silent(moment: Moment, settings: Settings) -> bool:
    """Tell whether nudges are only counted: so many days from the first event, so that nobody is surprised."""
    if moment.first_event_ms is None:
        return False
    return moment.now_ms < moment.first_event_ms + settings.nudges_silent_days * DAY_MS
