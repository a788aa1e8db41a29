"""`undersong forget`, as a person types it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from builders.releases import ledger_in, manifest
from builders.stores import row
from builders.wire import START_MS
from undersong.cli import forget
from undersong.domain.clock import HeldClock
from undersong.domain.errors import BadInput
from undersong.domain.places import Places, digest_of
from undersong.domain.release import scoped
from undersong.learning.adapting.corrections import Corrections
from undersong.learning.adapting.repositories import remember
from undersong.registry import Registry
from undersong.store.events import EventStore

HOUR_MS = 3_600_000

app = typer.Typer()
forget.register(app)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UNDERSONG_CLOCK", f"held:{START_MS + 24 * HOUR_MS}")
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> EventStore:
    store = EventStore.open(home / "events.db", HeldClock(START_MS))
    store.append([row(time_ms=START_MS + hour * HOUR_MS) for hour in range(24)])
    return store


def undersong(*words: str, answer: str | None = None, monkeypatch: pytest.MonkeyPatch | None = None) -> Result:
    """Run the command; with an answer, as if a person sat there."""
    if monkeypatch is not None:
        monkeypatch.setattr(forget, "may_ask", lambda: True)
    return CliRunner().invoke(app, list(words), input=answer)


def test_a_range_is_forgotten_and_the_rest_stays(store: EventStore) -> None:
    said = undersong("--since", "3h", "--yes")

    assert "3 events were deleted" in said.stdout
    assert store.count() == 21


def test_everything_before_a_time_is_forgotten(store: EventStore) -> None:
    assert "4 events were deleted" in undersong("--until", "21h", "--yes").stdout
    assert store.oldest_ms() == START_MS + 4 * HOUR_MS


def test_a_range_between_two_dates_is_forgotten(store: EventStore) -> None:
    undersong("--since", "2023-11-15T00:00:00Z", "--until", "2023-11-15T02:00:00+00:00", "--yes")

    assert store.count() == 22


def test_all_is_all(store: EventStore, home: Path) -> None:
    (home / "events.db.broken-1").write_text("old")

    assert json.loads(undersong("--all", "--yes", "--json").stdout) == {"forgotten": 24, "databases_aside": 0}
    assert store.count() == 0
    assert not list(home.glob("*.broken-*"))


def test_it_asks_and_a_no_deletes_nothing(store: EventStore, monkeypatch: pytest.MonkeyPatch) -> None:
    said = undersong("--since", "3h", answer="n\n", monkeypatch=monkeypatch)

    assert "Delete since 3h until now: 3 events" in said.output
    assert "Nothing was deleted." in said.output
    assert store.count() == 24


def test_a_yes_deletes(store: EventStore, monkeypatch: pytest.MonkeyPatch) -> None:
    said = undersong("--all", answer="y\n", monkeypatch=monkeypatch)

    assert "Delete everything: 24 events" in said.output
    assert store.count() == 0


def test_without_a_person_to_ask_nothing_is_deleted(store: EventStore) -> None:
    said = undersong("--all", "--json")

    assert isinstance(said.exception, BadInput)
    assert "say --yes" in str(said.exception)
    assert store.count() == 24


@pytest.mark.parametrize("words", [[], ["--yes"], ["--all", "--since", "7d", "--yes"]])
def test_a_wish_that_could_be_misread_is_refused(words: list[str], store: EventStore) -> None:
    assert isinstance(undersong(*words).exception, BadInput)
    assert store.count() == 24


@pytest.mark.parametrize("words", [["--since", "soon"], ["--since", "1h", "--until", "2h"], ["--until", "2025-99-01"]])
def test_a_time_that_is_not_understood_deletes_nothing(words: list[str], store: EventStore) -> None:
    assert isinstance(undersong(*words, "--yes").exception, BadInput)
    assert store.count() == 24


def test_a_home_without_a_store_stays_without(home: Path) -> None:
    assert "0 events were deleted" in undersong("--all", "--yes").stdout
    assert not home.exists()


def test_a_database_put_aside_that_still_holds_events_is_told_of(store: EventStore, home: Path) -> None:
    (home / "events.db.broken-1").write_text("old")

    said = undersong("--since", "3h", "--yes")

    assert "`undersong forget --all` deletes" in said.stderr
    assert (home / "events.db.broken-1").exists()


def test_what_was_made_of_suggestions_in_the_range_is_forgotten_too(store: EventStore, home: Path) -> None:
    kept = Corrections(home / "index")
    for hour in (1, 23):
        kept.keep(START_MS + hour * HOUR_MS, str(hour), "python", "a", "b")

    undersong("--since", "3h", "--yes")
    assert [pair.suggestion for pair in kept.pairs()] == ["1"]

    undersong("--all", "--yes")
    assert kept.pairs() == []


def test_all_forgets_what_was_learned_of_repositories_and_a_range_does_not(store: EventStore, home: Path) -> None:
    root = home / "shop"
    root.mkdir()
    places = Places(home)
    remember(places.index_of(root), root, 1)
    (places.index_of(root) / "weights.json").write_text("{}")
    (places.index_of(root) / "tuning").mkdir()
    (places.index_of(root) / "manifest.json").write_text("the index itself")
    ledger = ledger_in(home)
    registry = Registry(ledger, places.releases, home / "models", HeldClock(START_MS))
    model = scoped("completion", digest_of(root))
    registry.promote(registry.publish(manifest("0.1.1+aaaa", model), {"model.onnx": b"tuned"}), "It is better.")

    undersong("--since", "3h", "--yes")
    assert registry.serving(model).manifest.version == "0.1.1+aaaa"

    undersong("--all", "--yes")
    assert registry.all_of(model) == []
    assert [path.name for path in places.index_of(root).iterdir()] == ["manifest.json"]
    assert not list(places.releases.rglob("*.onnx"))
    ledger.close()
