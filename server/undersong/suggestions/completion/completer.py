"""From the text around the cursor to a suggestion, or to the reason why there is none."""

from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.source.languages import comment_mark
from undersong.source.lexer import is_in_comment
from undersong.suggestions.completion.continuation import Limits, continued
from undersong.suggestions.completion.cursor import Cursor, cursor_at
from undersong.suggestions.completion.mixture import Distribution, mixed
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.evidence import SAMPLE, Before, nearby, same_shapes, same_words, together
from undersong.suggestions.index.run import Run

RELEASE = "index 1"
# Tokens after which a line further up in the same file has lost two thirds of its weight.
REACH = 8_000.0
# What a position in the same file counts against one elsewhere, for the same words and for the same shapes; from the
# same search as the ladder.
SAME_FILE_WORDS, SAME_FILE_SHAPES = 17.0, 7.0
# Shorter streams say nothing by themselves.
FEWEST_TOKENS = 50
# What may stand behind the cursor: the closing half of a pair that the editor has put there.
CLOSERS = ")]}'\"`,:; "


def complete(context: Context, file: OpenFile, neighbours: Run | None, sample: int = SAMPLE) -> Suggestion | Silence:
    """Return the likeliest continuation of the line at the cursor.

    `sample` is how many positions are looked at of each length of match.
    """
    *above, line = context.prefix.split("\n")
    behind, *below = context.suffix.split("\n")
    if behind.strip(CLOSERS):
        return Silence("in the middle of a line")
    file.above.replace(above)
    file.below.replace(below)
    cursor = cursor_at(line, file.above)
    runs = [*file.repository.runs, *([neighbours] if neighbours else [])]
    if not runs and len(cursor.text.codes) < FEWEST_TOKENS:
        return Silence("nothing indexed yet")
    found = continued(cursor, lambda before: ask(before, cursor, runs, sample), file.vocabulary, Limits())
    if found.text:
        first = round(found.chances[0], 3)
        return Suggestion(found.text, round(found.confidence, 3), "repository", RELEASE, first_chance=first)
    if is_in_comment(line, comment_mark(context.language)):
        return Silence("in a comment")
    return Silence("not sure enough" if found.longest else "no match")


def ask(before: Before, cursor: Cursor, runs: list[Run], sample: int = SAMPLE) -> Distribution | None:
    """Return what may come after these tokens, by all that is known."""
    near_words, near_shapes = nearby(cursor.text, before, REACH)
    far = [1.0] * len(runs)
    words = together([near_words, *(same_words(run, before, sample) for run in runs)], [SAME_FILE_WORDS, *far])
    shapes = together([near_shapes, *(same_shapes(run, before, sample) for run in runs)], [SAME_FILE_SHAPES, *far])
    return mixed(words, shapes) if words.codes.size + shapes.codes.size else None
