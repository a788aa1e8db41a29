import numpy as np

from builders.runs import stream
from undersong.source.reading import Stamp
from undersong.suggestions.index import backlog as module
from undersong.suggestions.index.backlog import Backlog
from undersong.suggestions.index.run import PADDING
from undersong.suggestions.index.stream import Codes
from undersong.suggestions.index.vocabulary import Vocabulary


def codes(text: str, vocabulary: Vocabulary) -> Codes:
    return stream(text, vocabulary)[PADDING:]


def test_what_waits_becomes_one_run() -> None:
    vocabulary, backlog = Vocabulary(), Backlog()
    texts = {"a.py": "a = 1\n", "b.py": "b = 2\n"}
    for path, text in texts.items():
        backlog.put(path, Stamp(1, 1), codes(text, vocabulary), 2, {"constant word": 1})

    entries = backlog.flush(vocabulary)

    assert entries["a.py"].run is entries["b.py"].run
    assert {path: entry.codes.tolist() for path, entry in entries.items()} == {
        path: codes(text, vocabulary).tolist() for path, text in texts.items()
    }


def test_it_is_full_when_a_sort_is_worth_it() -> None:
    backlog = Backlog()

    backlog.put("a.py", Stamp(1, 1), np.zeros(module.CHUNK, np.int32), 2, {})

    assert backlog.is_full


def test_a_flushed_backlog_is_empty() -> None:
    vocabulary, backlog = Vocabulary(), Backlog()
    backlog.put("a.py", Stamp(1, 1), codes("a = 1\n", vocabulary), 2, {})
    backlog.flush(vocabulary)

    assert backlog.flush(vocabulary) == {}
    assert not backlog.is_full
