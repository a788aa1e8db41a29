"""What was chosen holds when no editor is open."""

from pathlib import Path

from undersong.domain.settings import Settings
from undersong.flows.choose import Choices


def test_a_choice_is_there_after_a_restart(tmp_path: Path) -> None:
    Choices(tmp_path / "settings.json").choose({"recording": True, "raw_days": 14})

    assert Choices(tmp_path / "settings.json").settings == Settings(recording=True, raw_days=14)


def test_whoever_watches_hears_a_change_once(tmp_path: Path) -> None:
    heard: list[Settings] = []
    choices = Choices(tmp_path / "settings.json")
    choices.watch(heard.append)

    choices.choose({"recording": True})
    choices.choose({"recording": True})

    assert heard == [Settings(recording=True)]


def test_a_torn_file_means_the_defaults_and_so_no_recording(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"recording": tr')

    assert Choices(tmp_path / "settings.json").settings == Settings()
