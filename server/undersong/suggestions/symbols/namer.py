"""From the text before the caret to a ranked list of names."""

from dataclasses import dataclass, replace

import numpy as np

from undersong.domain.suggestion import Context
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.run import Run
from undersong.suggestions.symbols.candidates import names_for
from undersong.suggestions.symbols.caret import caret_at
from undersong.suggestions.symbols.counts import Statistics
from undersong.suggestions.symbols.features import Facts, Matrix, measure
from undersong.suggestions.symbols.offer import Offer, offer_of
from undersong.suggestions.symbols.ranker import Ranker, shipped
from undersong.suggestions.symbols.scene import Outlined, Scene, scene_at

# A list is asked for again at the next key; nobody reads further down.
MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place, the names that may stand there, and a row of features for each."""

    scene: Scene
    names: tuple[str, ...]
    rows: Matrix


class Namer:
    """Ranks the names of one repository; it keeps what stays the same from key to key."""

    def __init__(self, ranker: Ranker | None = None) -> None:
        self._ranker = ranker
        self._statistics, self._outlined = Statistics(), Outlined()
        self._facts: Facts | None = None

    def offers(self, context: Context, file: OpenFile, neighbours: Run | None = None) -> list[Offer]:
        """Return the likeliest names first; none inside strings, comments and where a new name is given."""
        weighed = self.weigh(context, file, neighbours)
        if weighed is None or weighed.scene.caret.kind == "definition":
            return []
        scores = (self._ranker or shipped()).scores(weighed.rows)
        best = np.argsort(-scores, kind="stable")[:MOST_OFFERED]
        raised = np.exp(scores - scores.max())
        chances = self._share_of_names(weighed.scene, file) * raised / raised.sum()
        return [
            replace(offer_of(weighed.scene, weighed.names[place]), chance=round(float(chances[place]), 4))
            for place in best.tolist()
        ]

    def weigh(self, context: Context, file: OpenFile, neighbours: Run | None = None) -> Weighed | None:
        """Return what there is to rank, or None when no name can be offered here."""
        caret = caret_at(context.prefix, context.language)
        if caret is None or self._outlined.is_in_text(context):
            return None
        runs = [*file.repository.runs, *([neighbours] if neighbours else [])]
        scene = scene_at(context, caret, file, runs, self._statistics, self._outlined)
        letters = self._statistics.letters(file.vocabulary)
        found = names_for(scene, file.vocabulary, letters, context.language)
        if not found:
            return None
        names = tuple(found)
        numbers = np.array(list(found.values()), np.int64)
        return Weighed(scene, names, measure(scene, names, numbers, self._facts_of(file)))

    def _share_of_names(self, scene: Scene, file: OpenFile) -> float:
        """Return the chance that any name stands next, and no bracket, number or string."""
        found = scene.distribution
        if scene.caret.typed or found is None:
            return 1.0
        is_name = self._statistics.letters(file.vocabulary)[found.numbers] > 0
        return float(found.chances[is_name].sum() / (found.chances.sum() or 1.0))

    def _facts_of(self, file: OpenFile) -> Facts:
        table = file.repository.symbols
        if self._facts is None or not self._facts.is_of(table):
            self._facts = Facts(table)
        return self._facts
