"""What git knows: newest commits, their lines, and any file at any commit."""

from pathlib import Path

from builders.repositories import commit
from undersong.source.history import Added, added_lines, contents, newest_commits, tree


def test_the_newest_commits_come_first(tmp_path: Path) -> None:
    names = [commit(tmp_path, {"a.py": f"x = {number}\n"}) for number in range(3)]

    assert newest_commits(tmp_path, 10) == names[::-1]
    assert newest_commits(tmp_path, 2) == names[:0:-1]


def test_where_there_is_no_history_there_are_no_commits(tmp_path: Path) -> None:
    assert newest_commits(tmp_path, 10) == []
    assert newest_commits(tmp_path / "gone", 10) == []


def test_added_lines_are_those_of_the_newer_version(tmp_path: Path) -> None:
    before = commit(tmp_path, {"a.py": "one\ntwo\nthree\n", "same.py": "x\n"})
    after = commit(tmp_path, {"a.py": "zero\none\nthree\nfour\nfive\n", "new.py": "a\nb\n"})

    assert added_lines(tmp_path, before, after) == [Added("a.py", ((0, 1), (3, 5))), Added("new.py", ((0, 2),))]


def test_a_file_that_lost_lines_alone_has_none_added(tmp_path: Path) -> None:
    before = commit(tmp_path, {"a.py": "one\ntwo\nthree\n"})
    after = commit(tmp_path, {"a.py": "one\nthree\n"})

    assert added_lines(tmp_path, before, after) == []


def test_a_moved_file_counts_with_what_is_new_in_it(tmp_path: Path) -> None:
    text = "".join(f"line {number} of a longer text\n" for number in range(40))
    before = commit(tmp_path, {"a.py": text})
    (tmp_path / "a.py").unlink()
    after = commit(tmp_path, {"b.py": text + "new\n"})

    assert added_lines(tmp_path, before, after) == [Added("b.py", ((40, 41),))]


def test_a_line_that_looks_like_a_header_is_a_line(tmp_path: Path) -> None:
    before = commit(tmp_path, {"a.sql": "select 1\n"})
    after = commit(tmp_path, {"a.sql": "select 1\n++ b/other.py\n@@ -1 +90,3 @@\n"})

    assert added_lines(tmp_path, before, after) == [Added("a.sql", ((1, 3),))]


def test_files_are_read_as_they_were(tmp_path: Path) -> None:
    first = commit(tmp_path, {"a.py": "old\n", "b/ü ü.py": "\0\xff".encode("latin-1")})
    commit(tmp_path, {"a.py": "new\n"})

    blobs = tree(tmp_path, first)

    assert [(blob.path, blob.size) for blob in blobs] == [("a.py", 4), ("b/ü ü.py", 2)]
    assert list(contents(tmp_path, [blob.name for blob in blobs])) == [b"old\n", b"\0\xff"]


def test_a_file_can_be_asked_for_by_commit_and_path_and_may_be_missing(tmp_path: Path) -> None:
    name = commit(tmp_path, {"a.py": "text\n"})

    assert list(contents(tmp_path, [f"{name}:gone.py", f"{name}:a.py"])) == [None, b"text\n"]
    assert list(contents(tmp_path, [])) == []
