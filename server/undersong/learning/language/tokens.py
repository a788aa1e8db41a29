"""`tokenizer.json`: how text becomes the model's tokens, as the library `tokenizers` reads it."""

from collections.abc import Sequence

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers


def tokenizer(tokens: Sequence[str], merges: Sequence[str], specials: Sequence[str]) -> Tokenizer:
    """Return a byte-level tokenizer that takes digits one by one, as the base was trained with.

    `tokens` in the order of their ids and `merges` in that of their rank, two tokens with a space between; `specials`
    are those of the tokens that text never becomes by itself.
    """
    vocabulary = {token: number for number, token in enumerate(tokens)}
    pairs = [(left, right) for left, right in (merge.split(" ") for merge in merges)]
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=pairs))
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, special=True) for token in specials])
    return made
