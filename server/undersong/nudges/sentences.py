"""What is said of a verdict: one sentence on the work, its evidence, and what ended the same before.

A sentence says what the events show and nothing else; the features that weighed most choose which of it is told.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.episodes import MOST, Facts, Recalled, ended_by
from undersong.features.catalog import BY_NAME, describe

MOST_EVIDENCE = 3
WHAT = {"test": "The tests", "build": "The build", "run": "The program"}
OPENING: Mapping[str, str] = {
    "stuck": "The last runs brought no progress",
    "flow": "Editing without friction",
    "anomaly": "This stretch of work differs from the usual ones",
}
# Which facts say in the work's words what a feature says in numbers.
OF_PROGRESS = frozenset({"fail_streak", "runs", "runs_a_rise", "rises_recent", "same_result_streak"})
OF_FALLING = frozenset({"fall_share", "passed_share", "best_share"})
OF_ERRORS = frozenset({"same_error_streak", "error_quotient", "repeated_error_density"})
# Classes of errors that are no name of an error, or have a word of their own.
SPOKEN = {"AssertionError": "assertion", "unknown": "error", "other": "error", "Failed": "failure"}


def sentence_of(verdict: Verdict, facts: Facts, usual: Mapping[str, float]) -> str:
    """Return a verdict in one sentence; nothing for a steady one.

    `usual` holds the usual value of each feature: the person's own where the verdict brings it, else the release's.
    """
    match verdict.state:
        case State.STUCK if facts.runs:
            return f"{repeated(facts)}."
        case State.STUCK:
            return plain_sentence(verdict)
        case State.UNUSUAL:
            differ = [beside_usual(name, value, usual) for name, value in verdict.weights[:2]]
            return f"{': '.join([OPENING['anomaly'], '; '.join(differ)] if differ else [OPENING['anomaly']])}."
        case State.FOCUSED:
            weighed = [describe(name, value) for name, value in verdict.weights[:2]]
            return f"{': '.join([OPENING['flow'], '; '.join(weighed)] if weighed else [OPENING['flow']])}."
    return ""


def plain_sentence(verdict: Verdict) -> str:
    """Return the feature that weighed most, where no run can be spoken of.

    >>> plain_sentence(Verdict("stuck", State.STUCK, 0.8, 0, (("fail_streak", 4.0),)))
    '4 runs without a new test passing.'
    """
    fact = describe(*verdict.weights[0]) if verdict.weights else OPENING[verdict.detector]
    return f"{fact[0].upper()}{fact[1:]}."


def repeated(facts: Facts) -> str:
    """Return what failed, how often and for how long; that it ended alike only where each time is known to.

    >>> repeated(Facts(runs=5, tests=1, times=5, minutes=24.2, errors=("AssertionError",)))
    'The same test failed 5 times in 24 minutes, same assertion'
    """
    if facts.is_same:
        who = "The same test" if facts.tests == 1 else f"The same {facts.tests} tests"
        return f"{who} failed {number(facts.times)} {span(facts.minutes)}{alike(facts)}"
    who = WHAT.get(facts.what, "The runs")
    return f"{who} failed {number(facts.runs)}" + (f" {span(facts.minutes)}" if facts.runs > 1 else "")


def alike(facts: Facts) -> str:
    """Return with what all of these runs ended, where that is known."""
    if not facts.errors:
        return ""
    if facts.tests > 1 or len(facts.errors) > 1:
        return ", each with the same error"
    error = facts.errors[0]
    return f", same {SPOKEN.get(error, error)}"


def evidence_of(verdict: Verdict, facts: Facts, usual: Mapping[str, float]) -> tuple[str, ...]:
    """Return what else the runs show, as the features weighed, then what lay between them, then who judged."""
    note = ", experimental" if verdict.is_experimental else ""
    judged = f"judged by {verdict.release}{note}: {verdict.probability:.0%}"
    if verdict.state is not State.STUCK or not facts.runs:
        return (*(beside_usual(name, value, usual) for name, value in verdict.weights[1:]), judged)
    chosen = [words for name, _ in verdict.weights if (words := fact_for(name, facts))]
    return (*dict.fromkeys([*chosen, progress(facts), between(facts)]), judged)[-MOST_EVIDENCE - 1 :]


def fact_for(feature: str, facts: Facts) -> str:
    """Return the fact that shows in the work what a feature counts; nothing where the runs do not show it."""
    if feature in OF_PROGRESS:
        return progress(facts)
    if feature in OF_FALLING:
        return fall(facts)
    return "the error came back unchanged" if feature in OF_ERRORS and facts.errors else ""


def progress(facts: Facts) -> str:
    """Return how far the tests got, now and in the failing runs; of green ones before them it knows nothing."""
    if facts.passed is None:
        return f"{facts.runs} runs without a green one" if facts.runs > 1 else "one run, not green"
    total = facts.passed + (facts.failed or 0)
    if facts.best_passed is not None and facts.best_passed > facts.passed:
        return fall(facts)
    beside = f", no more in any of these {facts.runs} runs" if facts.runs > 1 and facts.best_passed is not None else ""
    return f"{facts.passed} of {total} tests pass{beside}"


def fall(facts: Facts) -> str:
    """Return how many tests pass now that did before; nothing where none fell."""
    if facts.passed is None or facts.best_passed is None or facts.best_passed <= facts.passed:
        return ""
    return f"{facts.passed} tests pass, {facts.best_passed} did before"


def between(facts: Facts) -> str:
    """Return what was edited between the runs."""
    if not facts.edits:
        return "no edit between the runs"
    edits = "1 edit" if facts.edits == 1 else f"{facts.edits} edits"
    files = "1 file" if facts.files == 1 else f"{facts.files} files"
    return f"{edits} in {'at least ' if facts.files >= MOST else ''}{files} between the runs"


def beside_usual(feature: str, value: float, usual: Mapping[str, float]) -> str:
    """Return a feature in words with its usual value."""
    known = usual.get(feature)
    return describe(feature, value) + ("" if known is None else f" (usually {value_words(feature, known)})")


def value_words(feature: str, value: float) -> str:
    """Return a value of a feature by itself.

    >>> value_words("delete_share", 0.25), value_words("fail_streak", 3.0), value_words("active_seconds", 90.0)
    ('25 %', '3', '1.5 min')
    """
    known = BY_NAME.get(feature)
    if known is not None and known.unit == "share":
        return f"{100 * value:.0f} %"
    if known is not None and known.unit == "seconds":
        return f"{value / 60:.1f} min" if value >= 60 else f"{value:.0f} s"
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def last_time(recalled: Recalled, now_ms: int, utcoffset_minutes: int, is_named: bool = False) -> str:
    """Return what ended the same before, and when; `is_named` puts ``file <hash>`` where a window can name it.

    What ended it counts with the time that it took from the first failing run to the green one.
    """
    episode = recalled.episode
    when = day_words(episode.ended_ms, now_ms, utcoffset_minutes)
    return f"Last time ({when}) {ended_by(episode.ending, is_named)} ended it after {took(episode.minutes)}."


def day_words(then_ms: int, now_ms: int, utcoffset_minutes: int) -> str:
    """Return a day as one says it: today, yesterday, 3 Mar, and with its year when that is another."""
    then, now = (datetime.fromtimestamp(ms / 1000 + utcoffset_minutes * 60, UTC).date() for ms in (then_ms, now_ms))
    days = (now - then).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    return f"{then.day} {then:%b}" + ("" if then.year == now.year else f" {then.year}")


def number(times: int) -> str:
    """Return how often."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def span(minutes: float) -> str:
    """Return a span within which something happened."""
    whole = round(minutes)
    return "within a minute" if whole < 1 else "in a minute" if whole == 1 else f"in {whole} minutes"


def took(minutes: float) -> str:
    """Return how long something took."""
    return "less than a minute" if minutes < 1 else f"{minutes:.0f} min"
