import pytest

from undersong.domain.suggestion import Context, Silence
from undersong.flows.crowd import BREATH_SECONDS, CALM_SECONDS, MOST_DOCUMENTS, MOST_WAITING, Crowd


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("undersong.flows.crowd.time.monotonic", lambda: now[0])
    return now


def ask_everywhere(crowd: Crowd, documents: int, waiting: int = 0) -> None:
    for number in range(documents):
        crowd.note(f"{number}.py", waiting)


def here(prefix: str) -> Context:
    return Context("a.py", "python", prefix)


def test_who_waits_for_each_answer_is_no_crowd(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, 10 * MOST_DOCUMENTS)

    assert not crowd.is_there


def test_a_long_queue_about_one_document_is_no_crowd(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, 1, waiting=MOST_WAITING + 1)

    assert not crowd.is_there


def test_a_crowd_stays_until_few_documents_are_typed_in(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, MOST_DOCUMENTS + 1, waiting=MOST_WAITING + 1)
    ask_everywhere(crowd, MOST_DOCUMENTS + 1)
    assert crowd.is_there

    clock[0] += BREATH_SECONDS + 0.1
    crowd.note("0.py", waiting=0)

    assert not crowd.is_there


def test_one_who_goes_on_alone_through_many_documents_is_a_crowd_no_longer(clock: list[float]) -> None:
    crowd = Crowd()
    ask_everywhere(crowd, MOST_DOCUMENTS + 1, waiting=MOST_WAITING + 1)

    clock[0] += CALM_SECONDS / 2
    ask_everywhere(crowd, 10 * MOST_DOCUMENTS, waiting=1)
    assert not crowd.is_there

    ask_everywhere(crowd, MOST_DOCUMENTS + 1, waiting=MOST_WAITING + 1)
    clock[0] += BREATH_SECONDS / 2
    ask_everywhere(crowd, 10 * MOST_DOCUMENTS)
    assert crowd.is_there
    for _ in range(6):
        clock[0] += CALM_SECONDS / 5
        ask_everywhere(crowd, 10 * MOST_DOCUMENTS)
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
