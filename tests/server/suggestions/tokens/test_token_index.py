import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.matches import match_before, seen_after, told
from undersong.suggestions.tokens import TokenIndex
from undersong.suggestions.tokens.segment import SAMPLE
from undersong.suggestions.tokens.token_index import ASKED, LARGEST_FILE

BREAK = 9
# Few different tokens, so that long matches and many files with the same lines come about.
FILES = st.dictionaries(st.sampled_from("abcde"), st.lists(st.integers(0, 2), max_size=40), max_size=5)


def index_of(folder: Path, files: dict[str, list[int]]) -> TokenIndex:
    index = TokenIndex(folder, [BREAK])
    for path, ids in files.items():
        index.put(path, ids, f"stamp of {path}")
    return index


def worked(index: TokenIndex) -> TokenIndex:
    """Let an index tidy up until there is nothing left to do."""
    work = index.work()
    assert any(not next(work) for _ in range(1_000))
    return index


@given(files=FILES, ids=st.lists(st.integers(0, 2), max_size=20), longest=st.integers(0, 16))
@settings(max_examples=60, deadline=None)
def test_what_followed_is_what_one_finds_by_looking_everywhere(
    files: dict[str, list[int]], ids: list[int], longest: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = index_of(tmp_path_factory.mktemp("index"), files)

    assert told(index.after(np.array(ids, np.int64), longest)) == seen_after(files.values(), ids, longest)


@given(files=FILES, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_longest_match_is_found_where_it_was_copied_from(
    files: dict[str, list[int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = index_of(tmp_path_factory.mktemp("index"), files)
    ids = data.draw(st.sampled_from(list(files.values()) or [[0]]))

    assert told(index.after(ids)) == seen_after(files.values(), ids)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from("abcde"), st.lists(st.integers(0, 2), max_size=40)),
        st.tuples(st.just("drop"), st.sampled_from("abcde"), st.just([])),
        st.tuples(st.just("flush"), st.just(""), st.just([])),
        st.tuples(st.just("work"), st.just(""), st.just([])),
        st.tuples(st.just("ask"), st.just(""), st.just([])),
        st.tuples(st.just("open again"), st.just(""), st.just([])),
    ),
    max_size=25,
)


@given(steps=STEPS, ids=st.lists(st.integers(0, 2), max_size=20), without=st.sampled_from([None, *"abc"]))
@settings(max_examples=150, deadline=None)
def test_whatever_happens_to_the_files_the_newest_count(
    steps: list[tuple[str, str, list[int]]],
    ids: list[int],
    without: str | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    index, files = TokenIndex(folder), dict[str, list[int]]()
    work = index.work()

    for step, path, tokens in steps:
        if step == "put":
            files[path] = tokens
            index.put(path, tokens)
        elif step == "drop":
            files.pop(path, None)
            index.put(path, None)
        elif step == "flush":
            index.flush()
        elif step == "work":
            next(work)
        elif step == "ask":
            index.after(ids)
        else:
            index.flush()
            index = TokenIndex(folder)
            work = index.work()

    others = [tokens for path, tokens in files.items() if path != without]
    assert told(index.after(ids, without=without)) == seen_after(others, ids)
    assert sorted(index.paths()) == sorted(files)
    assert index.size == sum(map(len, files.values()))


@given(files=FILES, ids=st.lists(st.integers(0, 2), max_size=20), without=st.sampled_from([None, *"abc"]))
@settings(max_examples=100, deadline=None)
def test_a_draft_continues_the_latest_of_the_longest_matches(
    files: dict[str, list[int]], ids: list[int], without: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft = index_of(tmp_path_factory.mktemp("index"), files).drafts(ids, 5, without).tolist()

    places = [
        (match_before(file, place, ids), number, place, file)
        for number, (path, file) in enumerate(files.items())
        for place in range(1, len(file))
        if path != without
    ]
    best, _, place, file = max(places, default=(0, 0, 0, []))
    assert draft == (file[place : place + 5] if best >= 3 else [])


def test_a_draft_ends_with_the_line(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": [1, 2, 3, 4, 5, BREAK, 6]})

    assert index.drafts([1, 2, 3], 7).tolist() == [4, 5, BREAK]
    assert index.drafts([3, 4, 5], 7).tolist() == [BREAK]


def test_a_draft_ends_with_the_file(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": [1, 2, 3, 4], "b": [5, 6, 7, 8]})

    assert index.drafts([1, 2, 3], 7).tolist() == [4]
    assert index.drafts([2, 3, 4], 7).tolist() == []


def test_two_tokens_alike_are_no_draft(tmp_path: Path) -> None:
    assert index_of(tmp_path, {"a": [1, 2, 3, 4]}).drafts([7, 2, 3], 7).tolist() == []


def test_an_empty_index_knows_nothing(tmp_path: Path) -> None:
    index = TokenIndex(tmp_path)

    assert told(index.after([1, 2, 3])) == ({}, 0)
    assert index.after([1, 2, 3]).counts.shape == (0, 8)
    assert index.drafts([1, 2, 3], 7).tolist() == []
    assert (index.size, index.paths(), index.stamp("a")) == (0, [], None)


def test_of_many_places_some_stand_for_all(tmp_path: Path) -> None:
    """Three of four times 2 follows 1; of the 4,000 places an eighth is looked at."""
    chance = np.random.default_rng(7)
    file = [token for _ in range(4_000) for token in (1, 2 if chance.random() < 0.75 else 3)]
    evidence = index_of(tmp_path, {"a": file}).after([1])

    counts = dict(zip(evidence.tokens.tolist(), evidence.counts[:, 0].tolist(), strict=True))
    assert sum(counts.values()) == pytest.approx(4_000)
    assert counts[2] / 4_000 == pytest.approx(0.75, abs=0.06)
    assert SAMPLE * 4 < 4_000


def test_a_stamp_tells_whether_a_file_is_known(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": [1, 2], "b": []})
    index.flush()
    index.put("b", [3], "newer")

    assert [index.stamp(path) for path in "abc"] == ["stamp of a", "newer", None]


def test_many_files_become_few_segments_on_disk(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    files = {f"{number}": chance.integers(0, 500, 2_000).tolist() for number in range(60)}

    index = worked(index_of(tmp_path, files))
    index.flush()

    assert len(list(tmp_path.glob("*.tokens"))) <= 3
    context = files["7"][:100]
    assert told(TokenIndex(tmp_path).after(context)) == seen_after(files.values(), context)


def test_what_changes_while_segments_are_merged_counts_afterwards(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    files = {f"{number}": chance.integers(0, 50, 4_000).tolist() for number in range(28)}
    index = index_of(tmp_path, files)
    # The last file is a small segment of its own now, and is merged with the others.
    index.after([1])
    work = index.work()
    for _ in range(4):
        assert next(work)

    changed = {"3": [1, 2, 3, 4], "5": [1, 2, 3, 5]}
    for path, ids in changed.items():
        index.put(path, ids)
    index.put("7", None)
    index.after([1])
    index.put("9", [1, 2, 3, 6])

    assert any(not next(work) for _ in range(1_000))
    newest = {path: ids for path, ids in (files | changed | {"9": [1, 2, 3, 6]}).items() if path != "7"}
    assert index.size == sum(map(len, newest.values()))
    for ids in ([1, 2, 3], files["7"][:50], files["3"][:50]):
        assert told(index.after(ids, 16))[1] == seen_after(newest.values(), ids)[1]


def test_what_was_flushed_is_there_after_opening_again(tmp_path: Path) -> None:
    index_of(tmp_path, {"a": [1, 2, 3, 4], "b": [1, 2, 3, 5]}).flush()

    again = TokenIndex(tmp_path)
    assert (again.size, sorted(again.paths()), again.stamp("b")) == (8, ["a", "b"], "stamp of b")
    assert again.drafts([1, 2, 3], 7).tolist() == [5]


def test_a_file_that_was_gone_stays_gone(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": [1, 2, 3], "b": [4]})
    index.flush()
    index.put("a", None)
    index.flush()

    assert (TokenIndex(tmp_path).paths(), told(TokenIndex(tmp_path).after([1, 2]))) == (["b"], ({}, 0))


def test_a_newer_text_that_was_not_saved_leaves_no_older_one(tmp_path: Path) -> None:
    """A merge saves the list; a younger segment that is in memory alone is lost with its process."""
    chance = np.random.default_rng(7)
    files = {f"{number}": chance.integers(0, 50, 9_000).tolist() for number in range(8)}
    index = worked(index_of(tmp_path, files))
    index.put("3", [1, 2, 3], "newer")
    index.after([1])
    index.put("4", None)
    index.flush()
    index.put("5", [1, 2, 3], "newer")
    index.after([1])

    again = TokenIndex(tmp_path)
    assert (again.stamp("3"), again.stamp("4"), again.stamp("5")) == ("newer", None, "stamp of 5")
    assert again.after([1]).counts.sum() > 0


@pytest.mark.parametrize("content", [b"", b"noise" * 1_000])
def test_a_damaged_index_is_an_empty_one_and_can_be_made_anew(tmp_path: Path, content: bytes) -> None:
    index_of(tmp_path, {"a": [1, 2, 3]}).flush()
    for path in tmp_path.iterdir():
        path.write_bytes(content)

    index = TokenIndex(tmp_path)
    assert (index.size, index.stamp("a")) == (0, None)
    index.put("a", [1, 2, 4], "again")
    index.flush()
    assert told(TokenIndex(tmp_path).after([2])) == ({(4, 1): 1}, 1)


def test_the_latest_put_continues_a_match_after_merging_too(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    index = TokenIndex(tmp_path)
    for number in range(20):
        index.put(f"{number}", [60, 61, 62, number, *chance.integers(0, 50, 5_000).tolist()])
    index.put("7", [60, 61, 62, 40])
    worked(index)
    index.flush()

    assert index.drafts([60, 61, 62], 1).tolist() == [40]
    assert TokenIndex(tmp_path).drafts([60, 61, 62], 1).tolist() == [40]


def test_an_index_that_cannot_be_saved_still_answers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "index"
    index = TokenIndex(folder)
    folder.rmdir()
    for number in range(20):
        index.put(f"{number}", [number, 1, 2, 3] * 1_000)
    worked(index)
    index.flush()

    assert index.drafts([1, 2, 3], 1).tolist() == [19]
    assert [record.__dict__["finding"] for record in caplog.records] == ["FileNotFoundError"]


def test_of_a_very_long_file_the_beginning_is_held(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": [1, 2] * LARGEST_FILE})

    assert index.size == LARGEST_FILE


def test_an_index_that_rests_answers_as_before(tmp_path: Path) -> None:
    files = {"a": [1, 2, 3, 4], "b": [1, 2, 3, 5]}
    index = index_of(tmp_path, files)
    index.flush()
    before = [told(index.after([1, 2, 3])) for _ in range(ASKED + 1)]
    worked(index)

    assert told(index.after([1, 2, 3])) == before[0] == seen_after(files.values(), [1, 2, 3])


PUTS_WITHOUT_END = """
import sys
from pathlib import Path
from undersong.suggestions.tokens import TokenIndex

index = TokenIndex(Path(sys.argv[1]))
work = index.work()
for number in range(100_000):
    index.put(f"{number % 50}", [number % 50, *range(100, 1_500)], str(number))
    next(work)
    if number % 7 == 0:
        index.flush()
        print(number, flush=True)
"""


@pytest.mark.process
@pytest.mark.parametrize("lines", [1, 5, 20, 37])
def test_a_process_that_is_killed_leaves_what_it_flushed(tmp_path: Path, lines: int) -> None:
    command = [sys.executable, "-c", PUTS_WITHOUT_END, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        flushed = [int(process.stdout.readline()) for _ in range(lines)][-1]
        process.kill()

    index = TokenIndex(tmp_path)
    for number in range(max(0, flushed - 49), flushed + 1):
        # Later puts may have been saved as well, or have buried what they did not live to replace.
        stamp = index.stamp(f"{number % 50}")
        assert stamp is None or int(stamp) >= number
    assert index.size == 1_401 * len(index.paths())
    assert len(index.paths()) >= min(flushed + 1, 50) - 14
    assert index.after(range(100, 120)).longest == (16 if index.paths() else 0)
