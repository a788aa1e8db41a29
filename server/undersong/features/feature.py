"""What is said of a feature."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One named number of a window, of a session, or of weeks of work.

    Parameters
    ----------
    name, unit, formula
        ``fail_streak``, ``runs``, how it is reckoned.
    source
        The work that it was learned from, or ``own``.
    one, many
        Its words for the value 1 and for others; ``{n}`` is the value in the unit, ``{share}`` a percentage.
    unknown
        What it means that there is no value.
    """

    name: str
    unit: str
    formula: str
    source: str
    one: str
    many: str
    unknown: str = "nothing of the kind so far"

    def say(self, value: float) -> str:
        """Return the feature in words.

        >>> Feature("runs", "runs", "of this task", "own", "1 run", "{n} runs since all was green").say(4)
        '4 runs since all was green'
        """
        words = self.one if value == 1 and self.one else self.many
        return words.format(n=amount(value, self.unit), share=f"{100 * value:.0f} %")


def amount(value: float, unit: str) -> str:
    """Return a value for reading: seconds above a minute in minutes, others with one decimal where they have any."""
    if unit == "seconds":
        return f"{value / 60:.1f} min" if value >= 60 else f"{value:.0f} s"
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


CARTER = "Carter & Dewan 2010"
JADUD = "Jadud 2006, as in Svabensky et al. 2024"
SHRESTHA = "Shrestha et al. 2022"
OWN = "own"
