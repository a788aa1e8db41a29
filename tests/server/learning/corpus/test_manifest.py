"""What is learned from, and where it is from."""

from pathlib import Path

import pytest

from builders.programs import program
from builders.wheels import GPL, wheel
from undersong.domain.errors import BadInput
from undersong.learning.corpus.manifest import build, read_manifest, write_manifest
from undersong.learning.corpus.wheels import read_wheel


def test_every_file_tells_its_package_its_digest_and_its_licence(tmp_path: Path) -> None:
    made = wheel(tmp_path, "shop", {"shop/orders.py": program(1)})

    corpus = build([read_wheel(made)])
    write_manifest(corpus, tmp_path / "manifest.jsonl")

    (origin,) = read_manifest(tmp_path / "manifest.jsonl")
    assert (origin.package, origin.version, origin.path, origin.licence) == ("shop", "1.0", "shop/orders.py", "MIT")
    assert len(origin.sha256) == 64
    assert [document.text for document in corpus.documents] == [program(1)]


def test_a_package_without_a_permissive_licence_gives_nothing(tmp_path: Path) -> None:
    files = {"shop/orders.py": program(1)}
    silent, restrictive = wheel(tmp_path, "a", files, licence=None), wheel(tmp_path, "b", files, licence=GPL)

    corpus = build([read_wheel(silent), read_wheel(restrictive)])

    assert not corpus.documents
    assert corpus.left_out == {"licence (packages)": 2}


def test_the_same_file_in_two_packages_counts_once(tmp_path: Path) -> None:
    first, second = (wheel(tmp_path, name, {f"{name}/orders.py": program(1, 20)}) for name in ("a", "b"))

    corpus = build([read_wheel(first), read_wheel(second)])

    assert [document.origin.package for document in corpus.documents] == ["a"]
    assert corpus.left_out == {"near duplicate": 1}


def test_what_a_model_will_be_judged_on_is_not_learned_from(tmp_path: Path) -> None:
    made = wheel(tmp_path, "shop", {"shop/a.py": program(1, 20), "shop/b.py": program(2, 20)})

    corpus = build([read_wheel(made)], avoid=[program(2, 20) + "\n# and a line more\n"])

    assert [document.origin.path for document in corpus.documents] == ["shop/a.py"]


def test_a_large_package_is_not_the_whole_corpus(tmp_path: Path) -> None:
    made = wheel(tmp_path, "shop", {f"shop/part{number}.py": program(number, 20) for number in range(12)})

    corpus = build([read_wheel(made)], most_files=5)

    assert len(corpus.documents) == 5
    assert corpus.left_out["enough of the package"] == 7


def test_tests_are_at_most_four_files_in_ten(tmp_path: Path) -> None:
    tests = {f"shop/tests/test_{number}.py": program(number, 20) for number in range(20)}
    own = {f"shop/part{number}.py": program(100 + number, 20) for number in range(6)}

    corpus = build([read_wheel(wheel(tmp_path, "shop", {**tests, **own}))])

    paths = [document.origin.path for document in corpus.documents]
    assert len([path for path in paths if "/tests/" not in path]) == 6
    assert 0 < len([path for path in paths if "/tests/" in path]) <= 0.4 * len(paths)


def test_files_of_one_package_never_stand_on_both_sides(tmp_path: Path) -> None:
    wheels = [
        read_wheel(wheel(tmp_path, f"p{one}", {f"p{one}/{two}.py": program(one * 10 + two, 20) for two in range(3)}))
        for one in range(5)
    ]

    learned, judged = build(wheels).parted(held=2)

    names = [{document.origin.package for document in side.documents} for side in (learned, judged)]
    assert [len(side) for side in names] == [3, 2]
    assert not names[0] & names[1]


def test_the_fingerprint_tells_the_texts_and_not_their_order(tmp_path: Path) -> None:
    first, second = (read_wheel(wheel(tmp_path, name, {f"{name}.py": program(ord(name), 20)})) for name in "ab")

    assert build([first, second]).fingerprint == build([second, first]).fingerprint
    assert build([first]).fingerprint != build([first, second]).fingerprint


def test_the_summary_names_each_package_once(tmp_path: Path) -> None:
    made = wheel(tmp_path, "shop", {"shop/a.py": program(1, 20), "shop/b.py": program(2, 20)})

    summary = build([read_wheel(made)]).summary()

    assert summary["rows"] == 2
    assert summary["sources"] == [{"name": "shop 1.0", "licence": "MIT", "rows": 2}]


def test_what_is_no_wheel_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"PK nothing")

    with pytest.raises(BadInput, match=r"a\.whl"):
        read_wheel(tmp_path / "a.whl")
