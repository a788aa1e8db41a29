from datetime import date

from undersong.reports.words import capital, count, day_name, duration, listing, share


def test_durations_are_hours_and_minutes():
    assert [duration(minutes * 60_000) for minutes in (0, 0.3, 45, 60, 130)] == [
        "no time",
        "under a minute",
        "45 min",
        "1 h",
        "2 h 10 min",
    ]


def test_small_numbers_are_letters():
    assert [count(number, "switch", "switches") for number in (0, 1, 12, 13)] == [
        "no switches",
        "one switch",
        "twelve switches",
        "13 switches",
    ]


def test_a_share_of_nothing_is_a_dash():
    assert share(0, 0) == "\u2013"
    assert share(2, 3) == "67 %"


def test_sentences_and_days_read_as_people_write_them():
    assert capital("three of 4 a day") == "Three of 4 a day"
    assert listing(["one", "two", "three"]) == "one, two and three"
    assert day_name(date(2026, 1, 5)) == "Mon 5 Jan"
