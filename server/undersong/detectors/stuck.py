"""Whether the runs of the last half hour get anywhere."""

from dataclasses import replace

from undersong.detectors.base import Detector, Weights
from undersong.detectors.repeating import is_repeating
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window

# One failing run is how a test is written first, two are a first try; a pattern takes three.
LEAST_STREAK = 3


class Stuck(Detector):
    """Tell when run after run brings no new passing test.

    Examples
    --------
    >>> from undersong.domain.window import Window
    >>> class Sure:
    ...     name, features, is_experimental = "stuck 0.0.0", ("fail_streak",), True
    ...     def threshold(self, name, default): return default
    ...     def predict(self, rows): return [0.9] * len(rows)
    >>> [Stuck(Sure()).judge(Window(20_000, 1, {"fail_streak": n})).state.name for n in (2.0, 3.0)]
    ['STEADY', 'STUCK']
    """

    name = "stuck"
    state = State.STUCK
    # Without a run nothing objective tells progress from its lack.
    needs = leads = "fail_streak"
    scene = frozenset({"best_share", "runs_a_rise"})

    def tell(self, window: Window, batch: float | None, weights: Weights) -> Verdict:
        """Return the verdict on a window; under three runs in vain it is steady whatever the probability.

        The same failure four times over minutes is told where the probability is plausible, if not high; a person's
        own cut-off binds that too, or their budget of alarms would bind nothing.
        """
        verdict = super().tell(window, batch, weights)
        if (window.features.get("fail_streak") or 0) < LEAST_STREAK:
            return replace(verdict, state=State.STEADY)
        if self.own.enter is None and verdict.probability >= self.leave and is_repeating(window.features):
            return replace(verdict, state=self.state)
        return verdict

    def is_over(self, window: Window) -> bool:
        """Tell whether the latest run brought something new, which ends it at once."""
        return window.features.get("fail_streak") == 0
