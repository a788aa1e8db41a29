import pytest

from undersong.domain.suggestion import Context, Silence
from undersong.flows.crowd import BREATH_SECONDS, MOST_DOCUMENTS, Crowd


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("undersong.flows.crowd.time.monotonic", lambda: now[0])
    return now


def ask_everywhere(crowd: Crowd, documents: int, is_queue_long: bool = False) -> None:
    for number in range(documents):
        crowd.note(f"{number}.py", is_queue_long)


def here(prefix: str) -> Context:
    return Context("a.py", "python", prefix)


def test_who_waits_for_each_answer_is_no_crowd(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, 10 * MOST_DOCUMENTS)

    assert not crowd.is_there


def test_a_long_queue_about_one_document_is_no_crowd(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, 1, is_queue_long=True)

    assert not crowd.is_there


def test_a_crowd_stays_until_few_documents_are_typed_in(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, MOST_DOCUMENTS + 1, is_queue_long=True)
    ask_everywhere(crowd, MOST_DOCUMENTS + 1)
    assert crowd.is_there

    clock[0] += BREATH_SECONDS + 0.1
    crowd.note("0.py", is_queue_long=False)

    assert not crowd.is_there


def test_a_silence_lasts_to_the_end_of_the_word() -> None:
    crowd, silence = Crowd(), Silence("no match")
    crowd.fell_silent(here("x = lo"), silence)

    assert crowd.still_silent(here("x = load")) is silence
    assert crowd.still_silent(here("x = load(")) is None
    assert crowd.still_silent(here("x = lo")) is None
    assert crowd.still_silent(here("y = load")) is None


def test_a_silence_before_a_word_says_nothing_of_its_inside() -> None:
    crowd = Crowd()
    crowd.fell_silent(here("x = "), Silence("no match"))

    assert crowd.still_silent(here("x = l")) is None
