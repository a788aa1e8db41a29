"""Ghost text follows what is typed, as in our extension."""

from undersong.cli.yardstick.offer import Offer, count_tokens


def test_an_answer_of_ours_says_how_sure_it_is_and_who_says_it() -> None:
    facts = {"id": "x", "confidence": 0.4, "source": "repository"}
    item = {"insertText": "add(first)", "command": {"arguments": [facts]}}

    assert Offer.read({"items": [item]}) == Offer("add(first)", 0.4, "repository", 4)


def test_how_sure_it_is_of_the_first_word_counts_before_how_sure_it_is_of_all() -> None:
    facts = {"confidence": 0.4, "firstChance": 0.8}

    offer = Offer.read([{"insertText": "add(first)", "command": {"arguments": [facts]}}])

    assert offer is not None
    assert offer.confidence == 0.8


def test_an_alternative_without_a_confidence_is_not_sure() -> None:
    offer = Offer.read([{"insertText": "add", "command": {"arguments": [{"confidence": None}]}}])

    assert offer == Offer("add", 0.0, "", 1)


def test_no_item_and_an_empty_one_are_no_offer() -> None:
    assert Offer.read({"items": []}) is None
    assert Offer.read(None) is None
    assert Offer.read([{"insertText": ""}]) is None


def test_an_item_without_a_command_is_an_offer_all_the_same() -> None:
    assert Offer.read([{"insertText": "x)"}]) == Offer("x)", 0.0, "", 2)


def test_what_is_typed_of_it_is_gone_from_it() -> None:
    offer = Offer("add(first)", tokens=4)

    assert offer.typed("ad") == Offer("d(first)", tokens=4)
    assert offer.typed("x") is None
    assert offer.typed("add(first)") is None


def test_blanks_are_no_tokens() -> None:
    assert count_tokens("a = 'two words'") == 3
