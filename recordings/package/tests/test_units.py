import pytest
from larder.units import convert_amount, format_amount, is_compatible, parse_amount, to_base


def test_a_kilogram_is_a_thousand_grams():
    assert to_base(1, "kg") == 1000


def test_litres_turn_into_millilitres():
    assert convert_amount(1.5, "l", "ml") == 1500


def test_litres_are_no_grams():
    assert not is_compatible("l", "g")
    with pytest.raises(ValueError, match="l cannot be turned into g"):
        convert_amount(1, "l", "g")


def test_large_amounts_are_told_in_large_units():
    assert format_amount(1500, "g") == "1.5 kg"
    assert format_amount(250, "g") == "250 g"


def test_an_amount_is_read_with_its_unit():
    assert parse_amount("800 g") == (800, "g")
