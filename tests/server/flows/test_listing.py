from pathlib import Path

import pytest

from builders.repositories import assist_on, repository
from undersong.domain.suggestion import Context
from undersong.flows.assist import Assist

LINE = "    response = client.get(url, timeout=self.timeout)\n"
FILES = {f"m{number}.py": f"def fetch_{number}(self, client, url):\n{LINE}    return response\n" for number in range(6)}


@pytest.fixture
def assist(tmp_path: Path) -> Assist:
    return assist_on(repository(tmp_path / "root", FILES), tmp_path / "index")


def test_names_and_the_rest_of_the_line_come_together(assist: Assist, tmp_path: Path) -> None:
    text = "def other(self, client, url):\n    response = cl"

    listed = assist.listed(Context(str(tmp_path / "root/new.py"), "python", text))

    assert (listed.typed, listed.names[0].name) == ("cl", "client")
    assert listed.line is not None
    assert listed.line.text == "ient.get(url, timeout=self.timeout)"
    assert 0 < listed.line.confidence <= listed.line.first_chance <= 1


def test_other_open_files_speak_with_their_unsaved_text(assist: Assist, tmp_path: Path) -> None:
    assist.edited(str(tmp_path / "root/open.py"), "sparkling_wine = 1\nprint(sparkling_wine)\n")

    listed = assist.listed(Context(str(tmp_path / "root/new.py"), "python", "print(spa"))

    assert "sparkling_wine" in [offer.name for offer in listed.names]


def test_a_saved_file_is_known_to_the_next_list(assist: Assist, tmp_path: Path) -> None:
    context = Context(str(tmp_path / "root/new.py"), "python", "from fresh import s")
    before = assist.listed(context).names
    (tmp_path / "root/fresh.py").write_text("def sparkle(): ...\n")
    assist.changed([str(tmp_path / "root/fresh.py")])
    while assist.step(50):
        pass

    assert "sparkle" not in [offer.name for offer in before]
    assert assist.listed(context).names[0].name == "sparkle"


def test_a_repository_that_was_closed_is_let_go(assist: Assist, tmp_path: Path) -> None:
    context = Context(str(tmp_path / "root/new.py"), "python", "def other(self, client):\n    fe")
    assist.listed(context)
    assist.close_root(tmp_path / "root")

    assert [offer.name for offer in assist.listed(context).names if offer.name.startswith("fetch")] == []
