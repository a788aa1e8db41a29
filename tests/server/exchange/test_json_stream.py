"""JSON read piece by piece."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.exchange import json_stream
from undersong.exchange.json_stream import BadJson, JsonStream

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def walked(stream: JsonStream) -> Any:
    """Return what a stream holds, by walking through everything."""
    match stream.kind():
        case "{":
            return {key: walked(stream) for key in stream.members()}
        case "[":
            return [walked(stream) for _ in stream.items()]
    return stream.value()


@pytest.fixture(params=[1, 3, 65_536])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(json_stream, "CHUNK", request.param)
    return int(request.param)


@pytest.mark.usefixtures("chunk")
@pytest.mark.parametrize("indent", [None, 2])
def test_walking_gives_what_reading_at_once_gives(indent: int | None) -> None:
    @given(values)
    def law(value: Any) -> None:
        stream = JsonStream(io.StringIO(json.dumps(value, indent=indent)))
        assert walked(stream) == value
        assert stream.kind() == ""

    law()


@pytest.mark.usefixtures("chunk")
def test_several_values_may_follow_each_other() -> None:
    stream = JsonStream(io.StringIO('{"a": 1}\n[2]\n3 "four"'))

    assert [stream.value() for _ in range(4)] == [{"a": 1}, [2], 3, "four"]


@pytest.mark.usefixtures("chunk")
@pytest.mark.parametrize(
    "text", ["", "[1", "[1,", "[1 2]", "{1: 2}", '{"a"', '{"a": }', '{"a" 1}', "[tru]", '["a', "{,}"]
)
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(BadJson):
        walked(JsonStream(io.StringIO(text)))


def test_an_element_without_an_end_is_not_gathered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 1_000)
    monkeypatch.setattr(json_stream, "CHUNK", 100)
    file = io.StringIO('"' + "a" * 1_000_000)

    with pytest.raises(BadJson, match="longer than can be"):
        JsonStream(file).value()

    assert file.tell() < 10_000


def test_only_what_is_walked_through_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 64)
    stream = JsonStream(io.StringIO(json.dumps(list(range(5_000)))))

    longest = 0
    for _ in stream.items():
        stream.value()
        longest = max(longest, len(stream._text))

    assert longest <= 200
