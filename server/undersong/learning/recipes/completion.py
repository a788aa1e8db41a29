"""How the completion model is made: from nothing, or as an adapter to a base; on a processor, within a budget.

    python -m undersong.learning.recipes.completion --wheels FOLDER --out FOLDER [--base FILE] [--minutes 60]

FOLDER of wheels holds packages as registries give them out. Without a base, a small model learns from nothing. Run it
again with the same OUT and it goes on where it was.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undersong.domain.errors import TooFewExamples, UndersongError
from undersong.learning.corpus.cuts import cuts_of
from undersong.learning.corpus.manifest import Corpus, build, texts_of, write_manifest
from undersong.learning.corpus.sequences import Manner
from undersong.learning.corpus.wheels import read_wheel

if TYPE_CHECKING:
    from undersong.learning.language.base import Base
    from undersong.learning.tuning.trainer import Plan

MODEL, MANIFEST, RESULT, CHECKPOINT = "completion", "corpus.jsonl", "result.json", "reached.pt"
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class CompletionConfig:
    """What is made of a corpus.

    Parameters
    ----------
    minutes, steps
        The budget; only `steps` gives the same weights again.
    rate, sequences, manner
        See `tuning.trainer.Plan` and `corpus.sequences.Manner`.
    rank
        Of an adapter's deltas.
    layers, width, heads, kv_heads, feed_forward, vocabulary
        Of a model from nothing; by default 7.5 million weights, more than half of them its vocabulary.
    held
        Packages that only judge.
    probes, cuts
        How many sequences and how many places the model is judged on.
    """

    minutes: float | None = 60.0
    steps: int | None = None
    rate: float = 1e-3
    sequences: int = 2
    manner: Manner = field(default_factory=Manner)
    rank: int = 16
    layers: int = 6
    width: int = 256
    heads: int = 8
    kv_heads: int = 2
    feed_forward: int = 512
    vocabulary: int = 16_384
    held: int = 6
    probes: int = 24
    cuts: int = 300
    seed: int = 7

    def plan(self) -> "Plan":
        """Return how steps are taken."""
        from undersong.learning.tuning.trainer import Plan

        seconds = None if self.minutes is None else self.minutes * 60
        return Plan(rate=self.rate, sequences=self.sequences, steps=self.steps, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Made:
    """A model's folder (``model.onnx``, ``tokenizer.json``, and ``adapter.npz`` where there is a base), and figures.

    Losses are nats a token, `line_share` the share of exact lines (0 to 1); both on packages kept out.
    """

    folder: Path
    parameters: int
    tokens: int
    seconds: float
    loss_before: float
    loss_after: float
    line_share: float


def make(
    config: CompletionConfig, corpus: Corpus, out: Path, base: "Base | None" = None, should_stop: Stop = lambda: False
) -> Made:
    """Learn from a corpus and write the model into the folder `out`.

    Raises
    ------
    TrainingAbandoned
        `should_stop` said so; a run with the same `out` goes on where it was.
    TooFewExamples
        There are fewer than two packages: one to learn from and one to judge.
    """
    from undersong.learning.tuning.completing import Completer, complete
    from undersong.learning.tuning.making import prepared
    from undersong.learning.tuning.trainer import Trainer

    learned, judged = corpus.parted(config.held, config.seed)
    if not learned.documents or not judged.documents:
        raise TooFewExamples(f"{MODEL} (packages)", 1 if corpus.documents else 0, 2)
    out.mkdir(parents=True, exist_ok=True)
    write_manifest(learned, out / MANIFEST)
    workshop = prepared(config, texts_of(learned.documents), texts_of(judged.documents), base)
    before = workshop.loss()
    trainer = Trainer(workshop.network, workshop.draw, config.plan(), out / CHECKPOINT, workshop.numbers)
    trained = trainer.run(should_stop)
    workshop.export(out)
    done = complete(
        Completer(out, workshop.marks.document), cuts_of(texts_of(judged.documents), config.cuts, config.seed)
    )
    figures = (trained.tokens, trained.seconds, before, workshop.loss(), done.line_share)
    made = Made(out, workshop.network.shape.parameters, *figures)
    result = {**asdict(made), "folder": "", "config": asdict(config), "corpus": learned.summary()}
    (out / RESULT).write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Make a model, print its figures, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="completion", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="a GGUF file; without it, a small model learns from nothing")
    parser.add_argument("--avoid", type=Path, nargs="*", default=[], help="folders whose code the model is judged on")
    parser.add_argument("--minutes", type=float, default=60.0)
    asked = parser.parse_args(arguments)
    try:
        corpus = build(map(read_wheel, sorted(asked.wheels.glob("*.whl"))), _texts_in(asked.avoid))
        made = make(CompletionConfig(asked.minutes), corpus, asked.out, _read(asked.base))
    except UndersongError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps({name: value for name, value in asdict(made).items() if name != "folder"}))
    return 0


def _texts_in(folders: Iterable[Path]) -> Iterable[str]:
    return (path.read_text("utf-8", "replace") for folder in folders for path in sorted(folder.rglob("*.py")))


def _read(path: Path | None) -> Any:
    from undersong.learning.language.base import read_base

    return read_base(path) if path else None


if __name__ == "__main__":
    sys.exit(main())
