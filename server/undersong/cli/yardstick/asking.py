"""What one row of figures is made of: a server that is asked at every place of a plan."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from undersong.cli.bench.words import WORD, WordCompletion
from undersong.cli.yardstick.document import Document
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.plan import TOKEN, Block, Cut, Visit
from undersong.cli.yardstick.scores import Answer, Saving, first_line
from undersong.cli.yardstick.session import Session


class Suggester(Protocol):
    """Whoever says how a text goes on."""

    def suggest(self, path: str, text: str) -> Offer | None:
        """Return what may follow the text of a held file."""


@dataclass(slots=True)
class Asked:
    """All that came of one plan.

    `cuts` are the answers at places within lines, `jumps` those at the beginnings of blocks, `typed_on` the others
    on the way through blocks, `first` the very first of a daemon; `savings` is what the blocks saved.
    """

    cuts: list[Answer] = field(default_factory=list)
    typed_on: list[Answer] = field(default_factory=list)
    jumps: list[Answer] = field(default_factory=list)
    first: list[Answer] = field(default_factory=list)
    savings: list[Saving] = field(default_factory=list)

    def add(self, other: "Asked") -> None:
        """Take in what another seed gave."""
        self.cuts += other.cuts
        self.typed_on += other.typed_on
        self.jumps += other.jumps
        self.first += other.first
        self.savings += other.savings

    def under(self, folder: str) -> "Asked":
        """Return the same with its files in a folder."""
        moved = {
            name: [replace(item, file=f"{folder}/{item.file}") for item in getattr(self, name)]
            for name in ("cuts", "typed_on", "jumps", "first", "savings")
        }
        return Asked(**moved)

    @property
    def cold(self) -> list[Answer]:
        """The answers right after a jump to another file, in the order of the visits."""
        return [*self.cuts, *self.jumps]

    @property
    def all(self) -> list[Answer]:
        """Every answer."""
        return [*self.cold, *self.typed_on]


class ThroughDaemon:
    """Asks a session's window; a person's own request, so that nothing is held back as not sure enough."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._documents: dict[str, Document] = {}

    def suggest(self, path: str, text: str) -> Offer | None:
        """Return the daemon's first item at the end of the text."""
        window, document = self._session.window, self.document(path)
        for notice in document.show(text):
            window.notify(*notice)
        return Offer.read(window.request("textDocument/inlineCompletion", document.asking()))

    def document(self, path: str) -> Document:
        """Return the open document of a held file."""
        return self._documents.setdefault(path, Document((self._session.root / path).as_uri()))


class Words:
    """The peer: words of the open file, as VS Code offers them; asked without a beginning, the one used last."""

    def suggest(self, path: str, text: str) -> Offer | None:  # noqa: ARG002 - it knows the open file alone
        """Return the word that begins with what is typed."""
        is_begun = text[-1:].isidentifier() or text[-1:].isdigit()
        found = WordCompletion().complete(text) if is_begun else next(iter(WORD.findall(text)[-1:]), "")
        return Offer(found) if found else None


def ask_all(suggester: Suggester, held: Held, visits: Sequence[Visit]) -> Asked:
    """Visit every place in order."""
    asked = Asked()
    for visit in visits:
        lines = held.texts[visit.path].split("\n")
        if isinstance(visit, Cut):
            asked.cuts.append(ask_at(suggester, visit.path, lines, visit.row, visit.column))
        else:
            answers = ask_through(suggester, lines, visit, asked.savings)
            asked.jumps += answers[:1]
            asked.typed_on += answers[1:]
        asked.first = asked.first or asked.cold[:1]
    return asked


def ask_at(suggester: Suggester, path: str, lines: list[str], row: int, column: int) -> Answer:
    """Ask at one place, with nothing but the text before it."""
    head = "\n".join([*lines[:row], lines[row][:column]])
    begun = time.perf_counter()
    found = suggester.suggest(path, head)
    milliseconds = (time.perf_counter() - begun) * 1000
    got, confidence = (first_line(found.text), found.confidence) if found else ("", 0.0)
    return Answer(path, lines[row][column:].rstrip(), got, confidence, milliseconds)


def ask_through(suggester: Suggester, lines: list[str], block: Block, savings: list[Saving]) -> list[Answer]:
    """Type a block, take every right suggestion, and note what was typed by hand."""
    answers: list[Answer] = []
    characters = typed = 0
    for row in range(block.row, block.end):
        by_hand = list(type_line(suggester, lines, block.path, row, answers))
        line = lines[row].rstrip()
        characters += len(line) - indent_of(line)
        typed += sum(by_hand)
    savings.append(Saving(block.path, characters, typed))
    return answers


def type_line(suggester: Suggester, lines: list[str], path: str, row: int, answers: list[Answer]) -> Iterator[int]:
    """Yield how many characters are typed by hand at each step through a line, asked for at each token boundary."""
    line = lines[row].rstrip()
    at = indent_of(line)
    while at < len(line):
        answer = ask_at(suggester, path, lines, row, at)
        answers.append(answer)
        if len(answer.got.strip()) > 1 and line[at:].startswith(answer.got):
            at += len(answer.got)
        else:
            token = TOKEN.match(line, at)
            step = len(token.group()) if token else 1
            at += step
            yield step


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())
