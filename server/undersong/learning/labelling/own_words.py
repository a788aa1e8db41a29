"""What people say themselves: at the moment, to a question, to a nudge, or later in a review."""

from collections.abc import Mapping

from undersong.domain.nudge import Answer
from undersong.domain.state import SelfReport
from undersong.learning.labelling.base import LabellingFunction, Vote
from undersong.learning.labelling.said import Said
from undersong.learning.labelling.timeline import Timeline

Words = Mapping[str, int]

STUCK_WORDS: Words = {
    SelfReport.STUCK: 1,
    SelfReport.FINE: -1,
    SelfReport.FOCUSED: -1,
    Answer.HELPFUL: 1,
    Answer.WRONG: -1,
}
# "Fine" says neither that the work was focused nor that it was not, and a nudge does not ask for focus.
FLOW_WORDS: Words = {SelfReport.FOCUSED: 1, SelfReport.STUCK: -1}


def word_about(timeline: Timeline, end_ms: int, words: Words) -> Said | None:
    """Return the word that counts for a window: what was said at the time before what was said later, then the latest.

    Memory of a day is kinder and rougher than the moment, so a review speaks only where nothing was said at the time.
    """
    about = [said for said in timeline.said_about(end_ms) if said.word in words]
    return max(about, key=lambda said: (not said.is_later, said.time_ms), default=None)


def voting(words: Words, is_later: bool) -> Vote:
    """Return the vote of what was said at the time, or of what was said later."""

    def vote(timeline: Timeline, end_ms: int) -> int:
        about = [said for said in timeline.said_about(end_ms) if said.word in words and said.is_later is is_later]
        return words[max(about, key=lambda said: said.time_ms).word] if about else 0

    return vote


def own_words(words: Words) -> tuple[LabellingFunction, ...]:
    """Return one's own words as functions, so that their coverage is told beside that of the others."""
    at_the_time = "said so within ten minutes: by a key, to a question or to a nudge"
    return (
        LabellingFunction("own_word", at_the_time, "own words", voting(words, is_later=False)),
        LabellingFunction("review", "said so of that stretch in a review of the day", "review", voting(words, True)),
    )
