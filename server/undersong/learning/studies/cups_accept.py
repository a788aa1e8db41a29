"""The study of `accept` on CUPS: will a suggestion that is shown now be accepted?

It is the gate before ghost text: a suggestion that will not be wanted is better not shown. A row knows what the
assistant measured, the line before the cursor, and what this person decided so far.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from undersong.domain.errors import BadInput
from undersong.learning.material.dataset import Dataset
from undersong.learning.studies.base import Fault, Fitted, Study, StudyRows
from undersong.learning.studies.cups import LICENCE, SOURCE, TABLE, Moment, read_people
from undersong.learning.studies.cups_history import HISTORY, History
from undersong.learning.studies.cups_offer import OFFER, offer_features


class Offer(NamedTuple):
    """A suggestion that was shown and then decided on."""

    moment: Moment
    features: dict[str, float]
    is_accepted: bool


class CupsAccept(Study):
    """Randomised trees over what was measured, the place of the cursor, and decisions so far."""

    task: ClassVar[str] = "accept"
    layout: ClassVar[str] = "cups_copilot"
    table: ClassVar[str] = TABLE
    source: ClassVar[str] = SOURCE
    licence: ClassVar[str] = LICENCE
    features: ClassVar[tuple[str, ...]] = (*OFFER, *HISTORY)

    def read(self, folder: Path) -> StudyRows:
        """Read events.csv.gz; a suggestion that was shown again before any decision counts from its last showing."""
        faults: list[Fault] = []
        offers = [offer for moments in read_people(folder, faults).values() for offer in offers_of(moments)]
        if not offers:
            finding = "has no suggestion that was shown and then accepted or rejected"
            raise BadInput(TABLE, finding, "give a folder with decisions")
        return StudyRows(
            Dataset(
                self.features,
                tuple(tuple(offer.features[name] for name in self.features) for offer in offers),
                tuple(float(offer.is_accepted) for offer in offers),
                (1.0,) * len(offers),
                tuple(offer.moment.person for offer in offers),
                tuple(round(1000 * offer.moment.at_seconds) for offer in offers),
                ({"name": SOURCE, "licence": LICENCE, "rows": len(offers)},),
            ),
            tuple(f"{offer.moment.person}/{offer.moment.seq}" for offer in offers),
            tuple(offer.moment.offered_chars for offer in offers),
            tuple(faults),
        )

    def fit(self, dataset: Dataset, seed: int) -> Fitted:
        """Learn trees alone: on this study a line beside them ranks worse."""
        from undersong.learning.studies.blend import Shape, fit

        return fit(self.task, dataset, seed, Shape(depth=10, least_rows=5, share_of_columns=0.5, line=0.0))


def offers_of(moments: list[Moment]) -> Iterator[Offer]:
    """Yield one person's decided suggestions, each with what was known when it was shown."""
    history = History()
    shown: tuple[Moment, dict[str, float]] | None = None
    for moment in moments:
        if moment.state == "Shown":
            shown = moment, offer_features(moment) | history.features(moment)
        elif shown and moment.state in ("Accepted", "Rejected"):
            yield Offer(*shown, moment.state == "Accepted")
            shown = None
        history.add(moment)
