"""The report in a few plain sentences, written by rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersong.domain.state import State
from undersong.reports.active import ActiveTime
from undersong.reports.assistance import Suggestions
from undersong.reports.episodes import Episode
from undersong.reports.focus import active_ms
from undersong.reports.fragmentation import PRIOR_MEDIAN, Switches, beside_prior, per_hour
from undersong.reports.local import LocalTime
from undersong.reports.stretch import Stretch, total_ms
from undersong.reports.tests import Runs
from undersong.reports.words import DASH, capital, count, day_name, duration, share

MOST = 5
EMPTY = (
    "Nothing was recorded in this range, so there is nothing to show yet.",
    "When recording is on, a first working hour is enough for a first report.",
)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that the sentences and the figures at the head speak of."""

    active: ActiveTime
    local: LocalTime
    states: Mapping[State, list[Stretch]]
    blocks: Sequence[Stretch]
    switches: Switches
    episodes: Sequence[Episode]
    tests: Runs
    suggestions: Suggestions
    unjudged: Sequence[Stretch] = ()

    @property
    def days(self) -> int:
        """The number of days with active time."""
        return len({day for stretch in self.active.stretches for day, _, _ in self.local.by_day(stretch)})

    @property
    def rate(self) -> float | None:
        """Switches an active hour."""
        return per_hour(self.switches.total, self.active.total_ms)


def summarize(found: Findings) -> list[str]:
    """Return three to five sentences; what did not happen is left out before what did."""
    sentences = [time_sentence(found), focus_sentence(found)]
    if found.rate is not None:
        sentences.append(f"There were {round(found.rate)} switches an active hour, {beside_prior(found.rate)}.")
    sentences.append(episode_sentence(found))
    if found.tests.runs or found.suggestions.kinds:
        sentences.append(loop_sentence(found))
    return sentences[:MOST]


def time_sentence(found: Findings) -> str:
    """Return how long the work was."""
    days, sessions = count(found.days, "day"), count(len(found.active.sessions), "session")
    return f"{capital(duration(found.active.total_ms))} of active time on {days}, in {sessions}."


def focus_sentence(found: Findings) -> str:
    """Return how much of it lay in focus blocks."""
    if not found.blocks:
        return "No stretch of 25 minutes went by without a break."
    held = sum(active_ms(block, found.active) for block in found.blocks)
    longest = max(found.blocks, key=lambda block: block.length_ms)
    verb = "holds" if len(found.blocks) == 1 else "hold"
    words = f"{capital(count(len(found.blocks), 'focus block'))} {verb} {duration(held)} of it"
    if len(found.blocks) == 1:
        return f"{words}, on {day_name(found.local.day(longest.start_ms))}."
    begun = day_name(found.local.day(longest.start_ms))
    return f"{words}; the longest, {duration(longest.length_ms)}, was on {begun}."


def episode_sentence(found: Findings) -> str:
    """Return what stood still, and what most often ended it."""
    if not found.episodes and found.unjudged:
        left = duration(total_ms(found.unjudged))
        return f"No row of failing runs stood still for long; {left} of the time was not judged by any detector."
    if not found.episodes:
        return "Nothing stood still for long."
    number, lost = len(found.episodes), total_ms(episode.stretch for episode in found.episodes)
    endings = [episode.ending for episode in found.episodes]
    ending = max(sorted(set(endings)), key=endings.count)
    words = f"{capital(count(number, 'no-progress episode'))} took {duration(lost)}"
    if ending == "still open":
        return f"{words}; {'it is' if number == 1 else 'the last is'} still open."
    return f"{words}; {'it' if number == 1 else f'{endings.count(ending)} of {number}'} ended with {ending}."


def loop_sentence(found: Findings) -> str:
    """Return the test runs, and the suggestions that were taken."""
    passed, failed = found.tests.number("passed"), found.tests.number("failed")
    shown, taken = len(found.suggestions.kinds), found.suggestions.taken()
    tests = f"{count(len(found.tests.runs), 'test run')}, {share(passed, passed + failed)} of them passing"
    offers = f"{taken} of {count(shown, 'suggestion')} taken"
    parts = [words for words, is_there in ((tests, found.tests.runs), (offers, shown)) if is_there]
    return f"{capital('; '.join(parts))}."


def figures(found: Findings) -> list[dict[str, str]]:
    """Return the few figures for the head of the page: label, value and what it is beside."""
    passed, failed = found.tests.number("passed"), found.tests.number("failed")
    held = sum(active_ms(block, found.active) for block in found.blocks)
    lost = total_ms(episode.stretch for episode in found.episodes)
    rate = DASH if found.rate is None else str(round(found.rate))
    return [
        {"label": "active", "value": duration(found.active.total_ms), "note": f"on {count(found.days, 'day')}"},
        {"label": "in focus blocks", "value": duration(held), "note": count(len(found.blocks), "block")},
        {"label": "switches an hour", "value": rate, "note": f"prior median {PRIOR_MEDIAN}"},
        {"label": "without progress", "value": duration(lost), "note": count(len(found.episodes), "episode")},
        {"label": "runs passing", "value": share(passed, passed + failed), "note": count(len(found.tests.runs), "run")},
    ]
