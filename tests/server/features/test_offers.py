from builders.events import event
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.features.meter import Values
from undersong.features.offers import Offers

END_MS = 2**42


def shown(kind: str = "completion") -> Event:
    return event(Kind.SUGGESTION_SHOWN, 0, data={"suggestion.kind": kind})


def outcome(word: str) -> Event:
    return event(Kind.SUGGESTION_OUTCOME, 1, data={"suggestion.kind": "completion", "suggestion.outcome": word})


def closed(*events: Event) -> Values:
    offers = Offers()
    for item in events:
        offers.take(item, END_MS)
    return offers.close(END_MS)


def test_what_was_inserted_in_whole_or_in_part_was_accepted() -> None:
    words = ("accepted", "partly_accepted", "dismissed", "ignored")

    values = closed(*[shown()] * 4, *(outcome(word) for word in words))

    assert (values["suggestions_accepted"], values["accept_share"]) == (2, 0.5)


def test_without_suggestions_no_share_is_known() -> None:
    assert closed()["accept_share"] is None


def test_the_share_stays_under_one_when_the_showing_was_before_the_window() -> None:
    assert closed(shown(), outcome("accepted"), outcome("accepted"))["accept_share"] == 1


def test_names_and_refactorings_are_not_counted() -> None:
    assert closed(shown("naming"))["suggestions_shown"] == 0
