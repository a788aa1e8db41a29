"""Lines typed key by key as our extension sees them: what agrees with the ghost text asks for nothing."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from undersong.cli.yardstick.asking import indent_of
from undersong.cli.yardstick.document import Document
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.session import Session

ROWS_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """What typing cost: keys pressed, requests sent, and the processor of daemon and worker in seconds."""

    keys: int
    requests: int
    cpu_seconds: float


def type_out(session: Session, held: Held, chance: random.Random, keys: int) -> Typed:
    """Type stretches of lines until so many keys were pressed; each request is waited for."""
    pressed = requests = 0
    before = session.cpu_seconds
    while pressed < keys:
        path = chance.choice(held.paths)
        lines = held.texts[path].split("\n")
        row = chance.randrange(len(lines) // 4, len(lines) - ROWS_IN_A_ROW)
        document = Document((session.root / path).as_uri())
        for at in range(row, row + ROWS_IN_A_ROW):
            more, asked = type_line(session, document, lines, at)
            pressed, requests = pressed + more, requests + asked
    return Typed(pressed, requests, session.cpu_seconds - before)


def type_line(session: Session, document: Document, lines: Sequence[str], row: int) -> tuple[int, int]:
    """Type one line and return how many keys and requests it took; the editor writes the indentation."""
    line, requests = lines[row].rstrip(), 0
    above = "".join(f"{before}\n" for before in lines[:row])
    offer: Offer | None = None
    start = indent_of(line)
    for at in range(start, len(line) + 1):
        for notice in document.show(above + line[:at]):
            session.window.notify(*notice)
        offer = offer.typed(line[at - 1 : at]) if offer and at > start else None
        if offer is None and at < len(line):
            requests += 1
            answer = session.window.request("textDocument/inlineCompletion", document.asking(is_asked=False))
            offer = Offer.read(answer)
    return len(line) - start, requests
