import numpy as np
import pytest

from builders.language import Remembering
from undersong.suggestions.neural.reading import CHUNK, ROOM, Pace, Reading

BEGIN = np.array([0])


def go_on() -> bool:
    return False


@pytest.fixture
def memory() -> Remembering:
    return Remembering(np.arange(50), 5_000)


@pytest.fixture
def reading(memory: Remembering) -> Reading:
    return Reading(memory, "a.py", Pace())


def text(length: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(1, 4_000, length)


def test_a_key_press_reads_what_is_new(reading: Reading, memory: Remembering) -> None:
    ids = text(300)
    reading.read(ids, BEGIN, go_on)
    before = memory.tokens_read

    reading.read(np.append(ids, [7, 8]), BEGIN, go_on)

    assert memory.tokens_read - before == 2


def test_the_same_text_is_read_but_for_its_last_token(reading: Reading, memory: Remembering) -> None:
    ids = text(300)
    first = reading.read(ids, BEGIN, go_on)
    before = memory.tokens_read

    again = reading.read(ids, BEGIN, go_on)

    assert memory.tokens_read - before == 1
    assert first is not None
    assert again is not None
    assert (first == again).all()


def test_a_jump_reads_a_window_and_no_more(reading: Reading, memory: Remembering) -> None:
    reading.read(text(20_000), BEGIN, go_on)

    assert memory.tokens_read <= 512 + len(BEGIN)


def test_a_line_above_the_window_moves_it_along(reading: Reading, memory: Remembering) -> None:
    ids = text(3_000)
    reading.read(ids, BEGIN, go_on)
    before = memory.tokens_read

    reading.read(np.concatenate([[5, 6, 7], ids, [9]]), BEGIN, go_on)

    assert memory.tokens_read - before == 1


def test_a_file_that_grows_out_of_the_memory_is_read_anew(reading: Reading, memory: Remembering) -> None:
    ids = text(memory.positions + 500)
    for length in range(600, len(ids), 40):
        assert reading.read(ids[:length], BEGIN, go_on) is not None
        assert len(memory.ids) <= memory.positions - ROOM + 1


def test_nobody_waits_longer_than_for_one_chunk(reading: Reading, memory: Remembering) -> None:
    assert reading.read(text(400), BEGIN, lambda: True) is None
    assert memory.tokens_read <= CHUNK


def test_a_reading_that_was_stopped_goes_on_where_it_was(reading: Reading, memory: Remembering) -> None:
    ids = text(400)
    reading.read(ids, BEGIN, lambda: True)

    assert reading.read(ids, BEGIN, go_on) is not None
    assert memory.tokens_read == 401  # the mark of the beginning too


def test_an_empty_file_has_a_beginning(reading: Reading) -> None:
    assert reading.read(np.zeros(0, np.int64), BEGIN, go_on) is not None


def test_a_slow_machine_reads_less_at_a_jump() -> None:
    pace = Pace()
    for _ in range(30):
        pace.note(128, 200)

    assert 128 <= pace.window < 256


def test_short_readings_say_nothing_of_the_pace() -> None:
    pace = Pace()
    pace.note(1, 1_000)

    assert pace.window == 512


def test_what_follows_the_cursor_is_read_first_and_once(reading: Reading, memory: Remembering) -> None:
    ids, header = text(300), np.array([6, 11, 12, 13, 5])
    reading.read(ids, header, go_on)
    before = memory.tokens_read

    reading.read(np.append(ids, [7]), header, go_on)

    assert memory.ids[:5].tolist() == header.tolist()
    assert memory.tokens_read - before == 1


def test_another_text_behind_the_cursor_is_read_anew(reading: Reading, memory: Remembering) -> None:
    ids = text(300)
    reading.read(ids, np.array([6, 11, 5]), go_on)

    reading.read(ids, np.array([6, 12, 5]), go_on)

    assert memory.ids.tolist() == [6, 12, 5, *ids.tolist()]
