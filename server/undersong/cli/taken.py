"""What became of a file that was imported, and how it is told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from undersong.cli.output import complain, say, say_json

if TYPE_CHECKING:
    from undersong.exchange.base import Unmapped
    from undersong.lsp.jsonl import BadLine
    from undersong.store.events import Row

# Whoever has more bad lines than these learns nothing from the next.
MOST_TOLD = 100


@dataclass(slots=True)
class Taken:
    """What became of a file's lines or rows.

    Parameters
    ----------
    mapped
        Events by our kinds.
    kept
        Events that are stored though none of our kinds means the same; nobody judges them.
    unmapped
        What was left out because it has no counterpart, by the format's word and the reason.
    reasons
        The first things that were refused because something is wrong with them.
    kept_since_ms, old
        From when on the store keeps events, and how many are older: the daemon soon sums those up.
    """

    stored: int = 0
    duplicates: int = 0
    refused: int = 0
    recording: str = ""
    kept_since_ms: int = 0
    old: int = 0
    reasons: list["BadLine | Unmapped"] = field(default_factory=list)
    mapped: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, row: "Row") -> None:
        """Count an event by its kind."""
        from undersong.domain.kind import Kind
        from undersong.exchange.base import KEPT_PREFIX

        self.old += row.time_ms < self.kept_since_ms
        is_ours = row.kind in {kind.value for kind in Kind}
        (self.mapped if is_ours else self.kept)[row.kind.removeprefix(KEPT_PREFIX)] += 1

    def refuse(self, fault: "BadLine | Unmapped") -> None:
        """Count what is no event, and keep the first reasons."""
        from undersong.exchange.base import Unmapped

        if isinstance(fault, Unmapped) and not fault.is_fault:
            self.unmapped[fault.kind, fault.reason] += 1
            return
        self.refused += 1
        if len(self.reasons) < MOST_TOLD:
            self.reasons.append(fault)

    def plain(self) -> dict[str, Any]:
        """Return everything as values of JSON."""
        kinds: Counter[str] = Counter()
        for (kind, _), count in self.unmapped.items():
            kinds[kind] += count
        left_out = [
            {"kind": kind, "reason": reason, "count": count} for (kind, reason), count in self.unmapped.most_common()
        ]
        return {
            "stored": self.stored,
            "duplicates": self.duplicates,
            "refused": self.refused,
            "mapped": dict(self.mapped),
            "kept": dict(self.kept),
            "unmapped": dict(kinds),
            "old": self.old,
            "reasons": [as_plain(fault) for fault in self.reasons] + left_out,
        }


def tell_taken(taken: Taken, as_json: bool) -> None:
    """Say what became of the lines: bad ones on the error stream, the sum on the other."""
    for fault in taken.reasons:
        complain(sentence(fault))
    if taken.refused > len(taken.reasons):
        complain(f"{taken.refused - len(taken.reasons):,} more lines were refused.")
    if as_json:
        say_json(taken.plain())
        return
    if taken.recording:
        say(f"{taken.stored:,} events written to {taken.recording}, {taken.refused:,} lines refused.")
    else:
        say(f"{taken.stored:,} events stored, {taken.duplicates:,} there already, {taken.refused:,} lines refused.")
    if taken.mapped:
        say(f"As events: {listed(taken.mapped)}.")
    if taken.kept:
        say(f"Kept, but judged by nobody: {listed(taken.kept)}.")
    for (kind, reason), count in taken.unmapped.most_common():
        say(f"Left out: {kind} {count:,} ({reason}).")
    if taken.old:
        say(f"{taken.old:,} are older than events are kept; of those the daemon soon keeps hourly sums alone.")


def sentence(fault: "BadLine | Unmapped") -> str:
    """Return what is wrong with a line or row."""
    from undersong.exchange.base import Unmapped

    return printable(str(fault)) if isinstance(fault, Unmapped) else f"line {fault.number}: {fault.reason}."


def as_plain(fault: "BadLine | Unmapped") -> dict[str, Any]:
    """Return what is wrong as values of JSON."""
    from undersong.exchange.base import Unmapped

    if isinstance(fault, Unmapped):
        place = {"file": printable(fault.file), "row": fault.row, "column": printable(fault.column)}
        return {**place, "kind": fault.kind, "reason": fault.reason}
    return {"line": fault.number, "id": fault.id, "reason": fault.reason}


def printable(text: str) -> str:
    """Return a name from a file or of one, with a question mark for what no terminal can show."""
    return text.encode("utf-8", "replace").decode()


def listed(counts: Mapping[str, int]) -> str:
    """Return names and their counts, the most frequent first."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))
