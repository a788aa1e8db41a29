"""The data dump of Stack Exchange: questions and answers of one site."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.exchange.base import Context, Format, Mapped, Unmapped, Unusable, kept, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.tables import file_in
from undersong.exchange.texts import numbered_lines
from undersong.exchange.times import moment

KINDS = {"1": "question", "2": "answer"}
COUNTS = ("Score", "ViewCount", "AnswerCount", "CommentCount", "FavoriteCount")
ROW = re.compile(r"\s*<row\s")
FRAME = re.compile(r"<\?xml|</?posts|<!--")


class StackExchange(Format):
    """Posts.xml: questions and answers, dated, with their counts, are kept without being judged.

    A question is looking for help, but none of our kinds says so. Titles, bodies and tags are not kept. Wiki pages,
    tag texts and the like are left out. Most of a file is other people's: `--who ID` takes one user's.
    """

    name = "stackexchange"
    line = "a Stack Exchange data dump's Posts.xml; --who ID takes one user's posts"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a post. A row of the dump is a line, so that no file is too long."""
        file = file_in(path, "Posts.xml")
        turn = Turn(context)
        has_faults = False
        for item in mapped(file.name, numbered_lines(file), turn.events):
            has_faults = has_faults or isinstance(item, Unmapped)
            yield item
        if not turn.rows and not has_faults:
            raise BadInput(str(file), "holds no posts", "name Posts.xml of a Stack Exchange data dump")


class Turn:
    """Turns lines into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._names = Maker(StackExchange.name, context), context.names
        self.rows = 0

    def events(self, _: int, line: str) -> Iterator[Event]:
        """Yield the event of a post; lines around the posts are nothing."""
        if FRAME.match(line.lstrip()):
            return
        row = attributes_of(line)
        self.rows += 1
        word = KINDS.get(row.get("PostTypeId", ""))
        if word is None:
            raise Unusable("PostTypeId", "only questions and answers tell of someone's work", "other posts", False)
        time_ms, offset = moment(row.get("CreationDate", ""), "CreationDate")
        counts = {f"post.{name.lower()}": int(row[name]) for name in COUNTS if is_whole(row.get(name, ""))}
        data = {"post.id": self._names.hide(row.get("Id", "")), "post.is_answered": "AcceptedAnswerId" in row, **counts}
        person = row.get("OwnerUserId", "")
        yield self._maker.event(kept(StackExchange.name, word), time_ms, person, row.get("Id", ""), data, offset=offset)


def attributes_of(line: str) -> dict[str, str]:
    """Return the attributes of a row.

    Each line is parsed by itself, and one that begins with anything but a row is not: no declaration of entities can
    reach it.
    """
    if not ROW.match(line):
        raise Unusable("", "it is no row of the dump")
    try:
        element = ElementTree.fromstring(line)  # noqa: S314 (a single element; see above)
    except (ElementTree.ParseError, ValueError):
        raise Unusable("", "it is no row of the dump") from None
    return element.attrib


def is_whole(text: str) -> bool:
    """Return whether a text is a whole number that JSON can express."""
    return re.fullmatch(r"-?\d{1,15}", text, re.ASCII) is not None
