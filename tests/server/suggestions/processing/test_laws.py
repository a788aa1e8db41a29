"""What every processor must obey, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undersong.domain.suggestion import Context
from undersong.suggestions.processing import Known, Refused, process
from undersong.suggestions.processing.base import Processor
from undersong.suggestions.processing.catalog import PROCESSORS
from undersong.suggestions.processing.pieces import pieces_of
from undersong.suggestions.processing.place import Place

# Anything at all, half characters included, and pieces of code in any order.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
MARKS = [" ", "    ", "\t", "\n", "\n    ", "\r\n", *"()[]{}\"'#=,:.`-\\", '"""', "//", "\u200b"]
WORDS = ["foo", "bar_two", "12", "pass", "return value_of_it", "def f(x):", "abc.def_gh.", "rm -rf /", "TODO", "f'{x}'"]
LINES = ["x = some_long_name\n", "    x = some_long_name\n", "https://a.b/c"]
PIECES = st.lists(st.sampled_from([*MARKS, *WORDS, *LINES]), max_size=14).map("".join)
CODE = st.one_of(PIECES, ANYTHING)
LANGUAGE = st.sampled_from(["python", "typescript", "rust", "html", "go", ""])
CONTEXTS = st.builds(Context, st.just("a.py"), LANGUAGE, CODE, CODE)
KNOWN = st.sampled_from([Known(), Known(lambda word: "o" in word)])


def settled(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def leaves_open(text: str, context: Context) -> bool:
    """Tell whether a text opens what neither it nor what stands behind it closes."""
    pieces = pieces_of(text, Place(context).open_quote, context.language)
    return bool(pieces.opened) and not (pieces.is_neutral and Place(context).behind)


@pytest.mark.parametrize("processor", PROCESSORS, ids=lambda processor: processor.name)
@settings(max_examples=150, deadline=None)
@given(text=CODE.map(settled), context=CONTEXTS, known=KNOWN)
def test_a_processor_never_raises_and_has_nothing_to_add_to_its_own_result(
    processor: Processor, text: str, context: Context, known: Known
) -> None:
    once = processor.process(text, Place(context), known)

    if isinstance(once, Refused):
        assert once.reason
    elif once.strip():
        assert processor.process(once, Place(context), known) == once


@pytest.mark.parametrize("processor", PROCESSORS, ids=lambda processor: processor.name)
@settings(max_examples=150, deadline=None)
@given(text=CODE.map(settled), context=CONTEXTS, known=KNOWN)
def test_a_processor_leaves_no_bracket_open_that_the_text_closed(
    processor: Processor, text: str, context: Context, known: Known
) -> None:
    result = processor.process(text, Place(context), known)

    if isinstance(result, str) and not leaves_open(text, context):
        assert not leaves_open(result, context)


@settings(max_examples=600, deadline=None)
@given(text=CODE, context=CONTEXTS, known=KNOWN)
def test_the_chain_is_finished_when_it_is_done(text: str, context: Context, known: Known) -> None:
    once = process(text, context, known)

    if isinstance(once, str):
        assert once.strip()
        assert process(once, context, known) == once
        assert not ("\r\n" in once and Place(context).newline == "\n")


@settings(max_examples=300, deadline=None)
@given(text=CODE.filter(lambda text: "\n" not in text and "\r" not in text), context=CONTEXTS)
def test_what_stands_behind_the_cursor_stays_what_it_is(text: str, context: Context) -> None:
    """Inserted before code, a text never takes the rest of the line into a string or comment of its own."""
    result = process(text, context, Known())

    if isinstance(result, str) and Place(context).behind.strip() and "\n" in context.suffix:
        assert "\n" not in result


def test_names_are_unique() -> None:
    assert len({processor.name for processor in PROCESSORS}) == len(PROCESSORS) >= 12
