import itertools

from hypothesis import given
from hypothesis import strategies as some

from undersong.reports.stretch import Stretch, intersect, total_ms, unite

STRETCHES = some.lists(
    some.tuples(some.integers(0, 500), some.integers(0, 60)).map(lambda pair: Stretch(pair[0], sum(pair)))
)


def covered(stretches):
    return {moment for stretch in stretches for moment in range(stretch.start_ms, stretch.end_ms)}


@given(STRETCHES)
def test_united_stretches_cover_what_was_given_and_never_touch(stretches):
    united = unite(stretches)

    assert covered(united) == covered(stretches)
    assert all(one.end_ms < other.start_ms for one, other in itertools.pairwise(united))


@given(STRETCHES, STRETCHES)
def test_what_two_lists_share_is_what_both_cover(ours, theirs):
    common = list(intersect(unite(ours), unite(theirs)))

    assert covered(common) == covered(ours) & covered(theirs)
    assert total_ms(common) == len(covered(common))


def test_a_gap_that_is_allowed_is_filled():
    assert unite([Stretch(0, 10), Stretch(15, 20)], gap_ms=5) == [Stretch(0, 20)]
