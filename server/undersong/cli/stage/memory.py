"""What the daemon remembered of an episode, told from its own store."""

from undersong.cli.stage.names import Names
from undersong.cli.stage.voice import Voice
from undersong.domain.places import Places
from undersong.episodes import Episode, ended_by
from undersong.flows.nudge import remembered as kept_by
from undersong.store.events import EventStore

MOST_NAMED = 3


def remembered(places: Places) -> tuple[Episode, ...]:
    """Return the episodes that the daemon keeps, oldest first."""
    store = EventStore.open_read_only(places.events)
    try:
        return kept_by(store).kept
    finally:
        store.close()


def tell_episode(voice: Voice, time_ms: int, episode: Episode, names: Names) -> None:
    """Tell what failed, what ended it, and what was tried before."""
    tests = listed([names.of_test(signature) for signature in episode.signatures])
    ended = names.in_words(ended_by(episode.ending, is_named=True))
    voice.at(time_ms, f"remembered: {tests} failed for {episode.minutes:.0f} min; {ended} ended it", "accent")
    for change in episode.ending.changes[:1]:
        sizes = f"{change.inserted} characters in, {change.deleted} out"
        voice.at(time_ms, f"            the last change before green: {sizes}, origin {change.origin}", "quiet")
    others = [names.of_file(file) for file in episode.files if file != episode.ending.file]
    if others:
        voice.at(time_ms, f"            edits in {listed(others)} had not", "quiet")
    voice.at(time_ms, "            (kept as salted hashes; an editor names them by its open workspace)", "quiet")


def listed(names: list[str]) -> str:
    """Return names as one says them."""
    shown = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED + 1 else names
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
