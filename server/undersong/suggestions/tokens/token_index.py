"""All files of one repository as tokens of the language model, kept current file by file."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from undersong.suggestions.tokens.draft import LEAST_MATCH, NO_DRAFT, Draft, breaks_of, continued
from undersong.suggestions.tokens.evidence import LONGEST, Evidence, Tally
from undersong.suggestions.tokens.merging import CHUNK, merged
from undersong.suggestions.tokens.sealed import write
from undersong.suggestions.tokens.segment import Segment, segment_of
from undersong.suggestions.tokens.shelf import Shelf
from undersong.suggestions.tokens.stream import Ids, Tokens, context_keys, tokens_of

log = logging.getLogger(__name__)

# A file of more tokens (about 200 kB) was made by a program; what comes after them is not held.
LARGEST_FILE = 65_536
# A segment of up to this many tokens is sorted anew with the files that come after it, which takes a millisecond.
SMALL = 8_192
# A segment is merged with the younger ones once they have an eighth of its tokens. Each segment costs a question 20 to
# 30 microseconds; with a quarter there was one more of them, with a sixteenth no fewer.
RATIO = 8
# What was read of the file counts as our memory: after 256 questions 24 MB of a million tokens, 56 MB of three. It is
# given back after so many questions, when nothing else is to be done; the next twenty then take half as long again.
ASKED = 64
# A segment of which this share is buried is written anew.
MOST_BURIED = 0.3


class TokenIndex:
    """Answers what followed the same tokens elsewhere. One thread asks and puts.

    What has been put counts at once. Drive `work` when there is time: it merges what came in, so that answers stay
    quick, and saves it. `flush` saves what is not merged yet.

    Parameters
    ----------
    folder
        Where the index lies; made if it is not there. What is damaged or of another version counts as absent.
    breaks
        Ids that contain a line break: drafts end with the first of them.
    """

    def __init__(self, folder: Path, breaks: Ids = ()) -> None:
        self._shelf, self._breaks = Shelf(folder), breaks_of(breaks)
        self._segments = self._shelf.load()
        self._home: dict[str, Segment] = {}
        self._waiting: dict[str, tuple[Tokens, str]] = {}
        self._merging: Sequence[Segment] = ()
        self._puts = self._saved_puts = 0
        self._asked, self._can_save = 0, True
        for segment in self._segments:
            self._adopt(segment)

    @property
    def size(self) -> int:
        """Tokens of all files."""
        return sum(segment.living for segment in self._segments) + self._waiting_size

    def paths(self) -> list[str]:
        """Return the files that are held."""
        return [*self._home, *self._waiting]

    def stamp(self, path: str) -> str | None:
        """Return the stamp that a file was put with, None for one that is not held."""
        if path in self._waiting:
            return self._waiting[path][1]
        return self._home[path].files[path].stamp if path in self._home else None

    def put(self, path: str, ids: Ids | None, stamp: str = "") -> None:
        """Hold these tokens as those of a file, or forget the file."""
        self._puts += 1
        self._waiting.pop(path, None)
        if home := self._home.pop(path, None):
            home.bury(path)
        if ids is not None:
            self._waiting[path] = (tokens_of(ids[:LARGEST_FILE]), stamp)
            if self._waiting_size >= CHUNK:
                self._seal()

    def after(self, ids: Ids, longest: int = LONGEST, without: str | None = None) -> Evidence:
        """Return what followed the last up to `longest` tokens in all files but `without`."""
        self._seal()
        self._asked += 1
        context, tally = context_keys(ids, longest), Tally()
        for segment in self._segments:
            segment.count(context, tally, without)
        return tally.evidence()

    def drafts(self, ids: Ids, most: int, without: str | None = None) -> Draft:
        """Return up to `most` tokens that followed the longest match, the latest put if there are more of that length.

        Empty where fewer than three tokens match.
        """
        self._seal()
        context, best, place, source = context_keys(ids, LONGEST), LEAST_MATCH - 1, 0, None
        for segment in reversed(self._segments):
            longest, found = segment.latest(context, best + 1, without)
            if longest > best:
                best, place, source = longest, found, segment
        return continued(source.stream, place, most, self._breaks) if source else NO_DRAFT

    def flush(self) -> None:
        """Have all on disk that was put."""
        self._seal()
        unnamed = [segment for segment in self._segments if segment.name is None]
        if self._can_save and (unnamed or self._saved_puts != self._puts):
            with self._saving():
                for segment in unnamed:
                    write(self._shelf.next(), segment)
                self._save()

    def work(self) -> Iterator[bool]:
        """Sort, merge and save what came in.

        Yields after each slice of a few milliseconds whether there is more to do; it never ends.
        """
        puts = -1
        while True:
            # Files that come one after the other are sorted together.
            if puts == self._puts:
                self._seal()
            puts = self._puts
            if group := self._due():
                yield from self._merge(group)
            elif self._asked > ASKED:
                self._rest()
            yield bool(self._waiting or self._due())

    @property
    def _waiting_size(self) -> int:
        return sum(len(tokens) for tokens, _ in self._waiting.values())

    def _seal(self) -> None:
        """Sort what waits into a segment, together with the youngest one if that is small."""
        if not self._waiting:
            return
        files, last = self._waiting, self._segments[-1:]
        if last and last[0] not in self._merging and len(last[0].columns) <= SMALL:
            kept = [path for path in last[0].files if path not in last[0].buried]
            files = {path: (last[0].tokens(path), last[0].files[path].stamp) for path in kept} | files
            self._segments.pop()
        self._waiting = {}
        self._segments.append(segment_of(files))
        self._adopt(self._segments[-1])

    def _merge(self, group: Sequence[Segment]) -> Iterator[bool]:
        self._merging = group
        with self._saving():
            self._replace(group, (yield from merged(self._shelf.next(), group)))
            self._save()
        self._merging = ()

    def _replace(self, group: Sequence[Segment], whole: Segment) -> None:
        first = self._segments.index(group[0])
        self._segments[first : first + len(group)] = [whole]
        whole.bury_all([path for path in whole.files if self._home.get(path) not in group])
        self._adopt(whole)

    def _rest(self) -> None:
        self._asked = 0
        for segment in self._segments:
            segment.rest()

    def _due(self) -> Sequence[Segment]:
        return due(self._segments) if self._can_save else ()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """Go on in memory when the disk refuses: the index serves, and is made anew after the next start."""
        try:
            yield
        except OSError as error:
            self._can_save = False
            log.warning("the index of tokens cannot be saved", extra={"finding": type(error).__name__})

    def _adopt(self, segment: Segment) -> None:
        self._home.update(dict.fromkeys((path for path in segment.files if path not in segment.buried), segment))

    def _save(self) -> None:
        self._shelf.save(self._segments)
        self._saved_puts = self._puts


def due(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Return the segments that should be one, a stretch of neighbours; none when all is well."""
    first, younger = len(segments), 0
    for number in range(len(segments) - 1, -1, -1):
        if younger * RATIO > segments[number].living:
            first = number
        younger += segments[number].living
    if first < len(segments):
        return segments[first:]
    return [one for one in segments if one.living < (1 - MOST_BURIED) * len(one.columns)][:1]
