"""The rule beside the model: the same failure, run after run, is told from its fourth time on."""

from undersong.domain.window import Features

# Four runs in vain whose failures share an error each time. The prior learned from runs an hour apart, where three
# alike are common; of code states that repeat so and that it leaves below its cut-off 38 % stay without progress,
# against 31 % of all, so a plausible probability is asked for beside the rule.
LEAST_STREAK, LEAST_SAME = 4, 3
# Four runs within a moment are a hand on the key, not a row of attempts.
LEAST_SECONDS = 180.0


def is_repeating(features: Features) -> bool:
    """Tell whether the same failure came back at least three times, over minutes, with nothing new passing.

    >>> is_repeating({"fail_streak": 4.0, "same_error_streak": 3.0, "no_progress_seconds": 300.0})
    True
    >>> is_repeating({"fail_streak": 4.0, "same_error_streak": 1.0, "no_progress_seconds": 300.0})
    False
    """
    streak, same = features.get("fail_streak") or 0, features.get("same_error_streak") or 0
    seconds = features.get("no_progress_seconds")
    is_long = seconds is None or seconds >= LEAST_SECONDS
    return is_long and streak >= LEAST_STREAK and same >= LEAST_SAME
