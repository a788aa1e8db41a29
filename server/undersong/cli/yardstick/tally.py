"""What came of keystrokes: which of them were answered, by whom, and how fast."""

from collections import Counter
from dataclasses import dataclass, field

from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.scores import first_line

# An answer after this is one that nobody waits for.
IN_TIME_MS = 100.0
# A single token is what any editor could have guessed; it is shown, and counted apart.
FEWEST_TOKENS = 2
TYPED_THROUGH, EMPTY, ONE_TOKEN, LATE, SUPERSEDED = "typed-through", "empty", "one token", "late", "superseded"
NOT_SERVED = frozenset({EMPTY, ONE_TOKEN, LATE, SUPERSEDED})


@dataclass(slots=True)
class Tally:
    """Counts over one stretch of time.

    `mix` counts each key's outcome once: by whom it was answered (the source that the daemon names, or the ghost text
    that was on the screen already), or why it does not count. `milliseconds` are those of all answers that belong to
    the text on the screen, and `with_text` says how many of those were not empty.
    """

    mix: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    with_text: int = 0
    right: int = 0
    judged: int = 0

    def answered(self, offer: Offer | None, rest: str, milliseconds: float, is_current: bool) -> None:
        """Count a reply of the daemon; one to an older text counts neither as served nor as failed."""
        if not is_current:
            self.mix[SUPERSEDED] += 1
            return
        self.milliseconds.append(milliseconds)
        self.with_text += offer is not None
        outcome = outcome_of(offer, milliseconds)
        self.mix[outcome] += 1
        if offer is not None and outcome not in NOT_SERVED:
            self._judge(offer, rest)

    def went_on(self, offer: Offer) -> None:
        """Count a key that agreed with the ghost text, which stays where it is."""
        self.mix[TYPED_THROUGH if offer.tokens >= FEWEST_TOKENS else ONE_TOKEN] += 1

    def superseded(self) -> None:
        """Count a request that was taken back because the text went on."""
        self.mix[SUPERSEDED] += 1

    def _judge(self, offer: Offer, rest: str) -> None:
        self.judged += 1
        self.right += rest.startswith(first_line(offer.text))

    @property
    def keys(self) -> int:
        """How many keys there were."""
        return sum(self.mix.values())

    @property
    def served(self) -> int:
        """Keys that were answered with two tokens or more, in time, for the text on the screen."""
        return sum(count for outcome, count in self.mix.items() if outcome not in NOT_SERVED)

    @property
    def served_by_daemon(self) -> int:
        """Those of them that the daemon answered; the others are ghost text that stayed."""
        return self.served - self.mix[TYPED_THROUGH]

    @property
    def asked(self) -> int:
        """Requests that were not taken back."""
        return self.keys - self.mix[TYPED_THROUGH] - self.mix[SUPERSEDED]

    @property
    def in_time(self) -> float:
        """The share of all requests not taken back that were answered in time, be it with nothing."""
        return 1 - self.mix[LATE] / self.asked if self.asked else 1.0

    @property
    def exact_prefix(self) -> float:
        """How often, in percent, what was served is what was typed next."""
        return 100 * self.right / self.judged if self.judged else 0.0


def outcome_of(offer: Offer | None, milliseconds: float) -> str:
    """Return by whom a reply to the present text was made, or why it does not count."""
    if milliseconds > IN_TIME_MS:
        return LATE
    if offer is None:
        return EMPTY
    return (offer.source or "daemon") if offer.tokens >= FEWEST_TOKENS else ONE_TOKEN
