from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.language import SEEN, RememberingModel
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.suggestions.neural.corpus import Nowhere
from undersong.suggestions.neural.decoding import Limits
from undersong.suggestions.neural.engine import Engine
from undersong.suggestions.neural.weights import usual_weights
from undersong.suggestions.tokens.file_tokens import FileTokens


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(RememberingModel(tmp_path_factory.mktemp("model")), "toy 1")  # type: ignore[arg-type]


def suggest(engine: Engine, prefix: str, suffix: str = "", path: str = "a.py", **options: object) -> str:
    repository = options.get("repository", Nowhere())
    stop, limits = options.get("stop", lambda: False), options.get("limits", Limits())
    context = Context(path, "python", prefix, suffix)
    found = engine.suggest(context, repository, usual_weights(), limits, stop)  # type: ignore[arg-type]
    return found.text if isinstance(found, Suggestion) else f"({found.reason})"


def test_what_the_model_has_seen_is_completed_to_the_end_of_the_line(engine: Engine) -> None:
    assert suggest(engine, "import json\n\n\ndef save(path, val") == "ue):"


def test_half_a_word_is_completed_as_if_it_had_been_cut_otherwise(engine: Engine) -> None:
    whole = "import json\n\n\ndef load(path, encoding):\n    with open(path, encoding=encoding) as file:\n"

    for typed in range(1, 7):
        line = "        return json.load(file)"
        assert suggest(engine, whole + line[: 8 + typed]) == line[8 + typed :]


def test_what_stands_in_the_repository_helps(engine: Engine) -> None:
    repository = FileTokens(engine.stream.line_ends)
    repository.edit(engine.stream.encode("quux_gather(all_of=them)\n" * 4))

    assert suggest(engine, "x = 1\nquux_gather(all", repository=repository) == "_of=them)"


def test_the_same_place_is_answered_the_same_twice(engine: Engine) -> None:
    first = suggest(engine, SEEN[:60])

    suggest(engine, "something else entirely\n", path="b.py")

    assert suggest(engine, SEEN[:60]) == first


def test_drafts_change_nothing_but_the_work(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = FileTokens(engine.stream.line_ends)
    repository.edit(engine.stream.encode(SEEN))
    prefix = "import json\n\n\ndef save(path, value):\n    with open(path"
    memory = engine.model.memory("drafted.py")
    begun = memory.reads  # type: ignore[attr-defined]
    with_drafts = suggest(engine, prefix, path="drafted.py", repository=repository)
    reads = memory.reads - begun  # type: ignore[attr-defined]
    monkeypatch.setattr("undersong.suggestions.neural.drafting.MOST", 0)
    begun = memory.reads  # type: ignore[attr-defined]

    without = suggest(engine, prefix, path="drafted.py", repository=repository)

    assert with_drafts == without != ""
    assert reads < memory.reads - begun  # type: ignore[attr-defined]


def test_nobody_waits_for_an_answer_that_is_not_wanted(engine: Engine) -> None:
    long = "x = 1\n" * 400

    assert suggest(engine, long, path="long.py", stop=lambda: True) == "(the text moved on)"


def test_a_line_that_takes_too_long_ends_at_a_word(engine: Engine) -> None:
    prefix = SEEN + "\nimport js"
    whole = suggest(engine, prefix, path="whole.py")

    hasty = suggest(engine, prefix, path="hasty.py", limits=Limits(line_ms=0))

    assert whole.startswith("on")
    assert hasty == "(not sure enough)"


def test_a_suggestion_says_how_it_came_about(engine: Engine) -> None:
    found = engine.suggest(Context("a.py", "python", "import js"), Nowhere(), usual_weights(), Limits(), lambda: False)

    assert isinstance(found, Suggestion)
    assert found.source == "model"
    assert found.release == "toy 1"
    assert 0 < found.confidence <= 1
    assert found.signals is not None
    assert found.signals.least_logprob <= found.signals.mean_logprob <= 0


@settings(max_examples=60, deadline=None)
@given(prefix=st.text(max_size=120), suffix=st.text(max_size=40))
def test_no_text_breaks_it(engine: Engine, prefix: str, suffix: str) -> None:
    found = engine.suggest(
        Context("any.py", "python", prefix, suffix), Nowhere(), usual_weights(), Limits(), lambda: False
    )

    assert isinstance(found, Suggestion | Silence)
    if isinstance(found, Suggestion):
        assert found.text.strip()


def test_edits_at_random_never_leave_a_stale_memory(tmp_path: Path) -> None:
    import random

    chance = random.Random(5)
    engine = Engine(RememberingModel(tmp_path / "m"), "toy")  # type: ignore[arg-type]
    text, fresh = SEEN, RememberingModel(tmp_path / "m")
    for _ in range(40):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["x", "\n    ", "(", "", "json"]) + text[at + chance.randrange(3) :]
        cursor = chance.randrange(1, len(text))
        clean = Engine(fresh, "toy")  # type: ignore[arg-type]
        fresh.forget("a.py")

        assert suggest(engine, text[:cursor], text[cursor:]) == suggest(clean, text[:cursor], text[cursor:])
