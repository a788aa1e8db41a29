"""Settings take what fits and leave what does not."""

from undersong.domain.settings import Settings


def test_nothing_is_recorded_until_someone_says_so() -> None:
    assert Settings().recording is False


def test_known_names_of_the_right_type_are_taken() -> None:
    chosen = Settings().updated({"recording": True, "raw_days": 14})

    assert (chosen.recording, chosen.raw_days) == (True, 14)


def test_values_of_another_type_and_unknown_names_are_left_out() -> None:
    assert Settings().updated({"recording": 1, "raw_days": "many", "raw": True, "nudges_daily_cap": None}) == Settings()
