"""Small things outlive the daemon."""

from pathlib import Path

from builders.stores import open_store


def test_what_was_remembered_is_there_after_a_restart(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.remember("pause", {"paused": True, "until_ms": None})
    store.close()

    assert open_store(tmp_path).recall("pause") == {"paused": True, "until_ms": None}


def test_the_newer_value_replaces_the_older(tmp_path: Path) -> None:
    store = open_store(tmp_path)

    store.remember("nudges", {"shown": 1})
    store.remember("nudges", {"shown": 2})

    assert store.recall("nudges") == {"shown": 2}


def test_nothing_is_recalled_of_what_was_never_remembered(tmp_path: Path) -> None:
    assert open_store(tmp_path).recall("nudges") is None
