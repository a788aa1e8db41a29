"""Messages survive being cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.inference.wire import HEADER, LONGEST, Unframer, frame

messages = st.lists(st.dictionaries(st.text(max_size=5), st.one_of(st.integers(0, 9), st.text(max_size=9))), max_size=5)


@given(messages, st.integers(min_value=1, max_value=7))
def test_a_stream_cut_into_pieces_gives_the_same_messages(sent: list[dict[str, object]], size: int) -> None:
    stream = b"".join(frame(message) for message in sent)
    unframer = Unframer()

    received = [message for at in range(0, len(stream), size) for message in unframer.feed(stream[at : at + size])]

    assert received == sent


def test_a_message_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match="more than"):
        Unframer().feed(HEADER.pack(LONGEST + 1))
