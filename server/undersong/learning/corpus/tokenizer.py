"""A tokenizer of our own: bytes, merged within a line, for models that learn from nothing."""

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from undersong.learning.corpus.sequences import Marks

# A head over 16,384 tokens is a third of a model of six million weights; more would be most of it.
SIZE = 16_384
NAMES = ("<document>", "<suffix>", "<prefix>", "<end>")
MARKS = Marks(document=0, suffix=1, prefix=2, end=3)
# The end of a line, a digit, a word or a run of marks with the space before it, and what is left of indentation.
PIECES = r"\n|\d| ?[^\W\d]+| ?[^\w\s]+|[^\S\n]+(?!\S)|[^\S\n]"


def train_tokenizer(texts: Iterable[str], size: int = SIZE) -> Tokenizer:
    """Return a tokenizer whose merges never cross the end of a line, so that a line alone is cut as within a file."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(NAMES),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(texts, trainer)
    return made
