from undersong.features.error_quotient import error_quotient
from undersong.learning.studies.penn_errors import Errors
from undersong.learning.studies.penn_progress import Values
from undersong.learning.studies.penn_snapshots import Snapshot

SYMBOL, SEMICOLON = ("no symbol", "7"), ("';' expected", "9")


def features(*states: tuple[tuple[str, str], ...]) -> Values:
    errors = Errors()
    for mistakes in states:
        errors.take(Snapshot("P", "hw03", "", compile_errors=bool(mistakes), mistakes=mistakes))
    return errors.features()


def test_not_compiling_is_counted_in_a_row_and_among_all() -> None:
    values = features((SYMBOL,), (), (SYMBOL,), (SEMICOLON,))

    assert (values["broken_streak"], values["broken_share"], values["broken_3"]) == (2, 0.75, 2 / 3)
    assert values["error_types_so_far"] == 2


def test_the_same_error_at_the_same_line_is_told_from_the_same_error_elsewhere() -> None:
    here, elsewhere = features((SYMBOL,), (SYMBOL,)), features((SYMBOL,), (("no symbol", "8"),))

    assert (here["same_error_streak"], here["error_places_again"]) == (1, 1)
    assert (elsewhere["same_error_streak"], elsewhere["error_places_again"]) == (1, 0)


def test_the_quotient_so_far_is_the_published_one_of_the_homework_so_far() -> None:
    states = ((SYMBOL,), (SYMBOL, SEMICOLON), (), (SEMICOLON,))

    assert features(*states)["error_quotient"] == error_quotient([[{kind for kind, _ in state} for state in states]])


def test_an_exception_at_the_same_place_again_is_seen() -> None:
    errors, crash = Errors(), ("NullPointerException", "A", "run")
    for count in (1, 3):
        errors.take(Snapshot("P", "hw03", "", runtime_errors=count, crashes=(crash,) * count))

    values = errors.features()
    assert (values["same_crash_streak"], values["crash_quotient"], values["crashed_share"]) == (1, 1, 1)
    assert (values["runtime_errors_change"], values["crash_places"]) == (2, 1)
