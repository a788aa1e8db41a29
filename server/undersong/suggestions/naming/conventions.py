"""What a repository's names agree on, by counting."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from undersong.suggestions.naming.styles import FITTING

# A convention is told only when it is plain: of at least 20 other names, 19 in 20 keep to it, and a repository that
# went on like this would with nine chances in ten show at least 85 %.
FEWEST_NAMES = 20
SHARE = 0.95
LOWER_BOUND = 0.85
Z = 1.2816
# So many names must tell one style from another; "get" and "run" fit both snake_case and camelCase.
FEWEST_TELLING = 5
# Style words are as people say them; plurals as people read them.
PLURALS = {
    "function": "functions",
    "method": "methods",
    "class": "classes",
    "constant": "constants",
    "variable": "local variables",
    "parameter": "parameters",
}


@dataclass(frozen=True, slots=True)
class Convention:
    """How one kind of thing is named: `fitting` of `names` keep to `style`."""

    kind: str
    style: str
    fitting: int
    names: int

    def admits(self, style: str) -> bool:
        """Return whether a name written so keeps to it."""
        return style in FITTING[self.style]

    def is_plain_to_others(self) -> bool:
        """Return whether the convention is plain when one name that departs from it is left out of the count."""
        others = max(self.fitting, self.names - 1)
        if others < FEWEST_NAMES or self.fitting < SHARE * others:
            return False
        return wilson_lower_bound(self.fitting, others) >= LOWER_BOUND

    @property
    def evidence(self) -> str:
        """What it rests on, as a person reads it."""
        return f"{self.fitting} of {self.names} {PLURALS[self.kind]} here are {self.style}"


def learn(counts: Iterable[Mapping[str, int]]) -> dict[str, Convention]:
    """Return the commonest style of each kind from files' counts of "kind style"."""
    sums: Counter[str] = Counter()
    for count in counts:
        sums.update(count)
    by_kind: dict[str, Counter[str]] = {}
    for key, number in sums.items():
        kind, style = key.split(" ")
        by_kind.setdefault(kind, Counter())[style] = number
    found = {kind: _commonest(kind, styles) for kind, styles in by_kind.items()}
    return {kind: convention for kind, convention in found.items() if convention}


def _commonest(kind: str, styles: Counter[str]) -> Convention | None:
    telling, style = max((styles[style], style) for style in FITTING)
    if telling < FEWEST_TELLING:
        return None
    return Convention(kind, style, sum(styles[other] for other in FITTING[style]), styles.total())


def wilson_lower_bound(hits: int, n: int) -> float:
    """Return the lower end of Wilson's interval for a share (one-sided, 90 %); 0 for nothing.

    >>> round(wilson_lower_bound(20, 20), 3), round(wilson_lower_bound(412, 430), 3)
    (0.924, 0.944)
    """
    if not n:
        return 0.0
    share, slack = hits / n, Z * Z / n
    return (share + slack / 2 - Z * math.sqrt(share * (1 - share) / n + slack / n / 4)) / (1 + slack)
