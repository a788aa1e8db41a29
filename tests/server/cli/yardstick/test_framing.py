"""Messages survive being cut into pieces."""

from undersong.cli.yardstick.framing import Frames, framed, introduction


def test_messages_come_whole_however_the_stream_is_cut() -> None:
    stream = framed({"method": "a", "params": {"text": "ä\r\n\r\n"}}) + framed({"id": 1, "result": None})

    for size in (1, 7, len(stream)):
        frames = Frames()
        pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
        messages = [message for piece in pieces for message in frames.feed(piece)]
        assert [message.get("method") for message in messages] == ["a", None]
        assert messages[0]["params"]["text"] == "ä\r\n\r\n"


def test_a_window_of_the_bench_speaks_our_own_messages() -> None:
    params = introduction("file:///repository", "w1")

    assert params["initializationOptions"]["undersong"]["client"] == "bench"
    assert params["workspaceFolders"][0]["uri"] == "file:///repository"
