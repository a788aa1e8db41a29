"""Places where somebody once typed on."""

import random

from undersong.learning.replayed import Spot, spots_of

TEXT = "import os\n\n\ndef load(path):\n    data = os.read(path)\n\n    return data\n"


def spots(count: int = 30, seed: int = 1, text: str = TEXT) -> list[Spot]:
    return list(spots_of("a.py", text, count, random.Random(seed)))


def test_what_was_typed_goes_on_from_the_place() -> None:
    for spot in spots():
        line = spot.context.prefix.rpartition("\n")[2] + spot.rest
        assert line in TEXT.split("\n")
        assert spot.rest
        assert spot.rest == spot.rest.rstrip()


def test_what_follows_the_line_is_known_or_not_but_never_its_end() -> None:
    suffixes = {spot.context.suffix for seed in range(8) for spot in spots(seed=seed)}

    assert "" in suffixes
    assert any("return data" in suffix for suffix in suffixes)
    assert all(TEXT.endswith(suffix) and (not suffix or suffix.startswith("\n")) for suffix in suffixes)


def test_nobody_stops_in_the_indentation_or_before_the_file_has_begun() -> None:
    for seed in range(8):
        for spot in spots(seed=seed):
            assert spot.context.prefix.count("\n") >= 3
            assert spot.rest[0] != " " or spot.context.prefix.rpartition("\n")[2].strip()


def test_places_are_drawn_by_the_seed_alone() -> None:
    assert spots(seed=2) == spots(seed=2)
    assert spots(seed=2) != spots(seed=3)


def test_there_are_about_as_many_as_asked() -> None:
    long = "".join(f"value_{n} = compute(first, second, {n})\n" for n in range(200))

    assert 40 <= len(spots(60, text=long)) <= 60


def test_line_breaks_of_windows_and_empty_files_are_no_trouble() -> None:
    assert all("\r" not in spot.context.prefix + spot.rest for spot in spots(text=TEXT.replace("\n", "\r\n")))
    assert spots(text="") == spots(text="\n\n\n\n") == []
