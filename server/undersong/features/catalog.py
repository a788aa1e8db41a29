"""Every feature with its unit, formula and source, and its words for people: about the work, never about the person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One named number of a window.

    Parameters
    ----------
    name, unit, formula
        ``fail_streak``, ``runs``, how it is reckoned.
    source
        The work that it was learned from, or ``own``.
    one, many
        Its words for the value 1 and for others; ``{n}`` is the value in the unit, ``{share}`` a percentage.
    """

    name: str
    unit: str
    formula: str
    source: str
    one: str
    many: str


def describe(feature: str, value: float) -> str:
    """Return a feature in words; one that is not in the catalog by its name.

    >>> describe("fail_streak", 4.0), describe("delete_share", 0.5), describe("resumption_seconds", 90.0)
    ('4 runs without a new test passing', '50 % of typed characters deleted again', '1.5 min from return to first edit')
    """
    known = BY_NAME.get(feature)
    if known is None:
        return f"{feature.replace('_', ' ')} {value:g}"
    words = known.one if value == 1 and known.one else known.many
    return words.format(n=amount(value, known.unit), share=f"{100 * value:.0f} %")


def amount(value: float, unit: str) -> str:
    """Return a value for reading: seconds above a minute in minutes, others with one decimal where they have any."""
    if unit == "seconds":
        return f"{value / 60:.1f} min" if value >= 60 else f"{value:.0f} s"
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


CARTER = "Carter & Dewan 2010"
JADUD = "Jadud 2006, as in Svabensky et al. 2024"
SHRESTHA = "Shrestha et al. 2022"
OWN = "own"

ACTIVITY = (
    Feature("actions", "count", "actions in 10 min", CARTER, "1 action in ten minutes", "{n} actions in ten minutes"),
    Feature("edit_share", "share", "edits / actions", CARTER, "", "{share} of the actions were edits"),
    Feature("navigation_share", "share", "moves / actions", CARTER, "", "{share} of the actions were navigation"),
    Feature("debug_share", "share", "debug / actions", CARTER, "", "{share} of the actions were debugging"),
    Feature(
        "focus_share", "share", "focus changes / actions", CARTER, "", "{share} of the actions were window changes"
    ),
    Feature("command_share", "share", "commands / actions", OWN, "", "{share} of the actions were commands and runs"),
    Feature("commits", "count", "commits in 10 min", OWN, "1 commit in ten minutes", "{n} commits in ten minutes"),
    Feature("active_seconds", "seconds", "sum of min(gap, 2 min)", "WakaTime", "", "{n} of activity in ten minutes"),
)

EDITING = (
    Feature("edits", "count", "bursts by hand", OWN, "1 edit in ten minutes", "{n} edits in ten minutes"),
    Feature(
        "typed_chars", "count", "inserted by hand", OWN, "1 character typed", "{n} characters typed in ten minutes"
    ),
    Feature("delete_share", "share", "deleted / (in + del)", OWN, "", "{share} of typed characters deleted again"),
    Feature("undo_churn", "share", "undone / inserted", OWN, "", "{share} of what was written was undone"),
    Feature(
        "helped_share", "share", "helped / inserted", OWN, "", "{share} of new text came from suggestions or agents"
    ),
    Feature("re_edit_share", "share", "returns / edits", OWN, "", "{share} of the edits went back to the same lines"),
    Feature(
        "content_returns",
        "count",
        "saves of earlier text",
        "FITech, 'trial'",
        "a file came back to earlier text",
        "files came back to earlier text {n} times",
    ),
)

PLACES = (
    Feature("files", "count", "distinct files", OWN, "1 file visited", "{n} files visited in ten minutes"),
    Feature(
        "file_switches", "count", "to none of the last 3", OWN, "1 switch to a far file", "{n} switches to far files"
    ),
    Feature(
        "navigation_entropy", "share", "entropy / log files", OWN, "", "visits spread {share} evenly over the files"
    ),
    Feature("focus_losses", "count", "window left", OWN, "the editor was left once", "the editor was left {n} times"),
    Feature(
        "help_leaves",
        "count",
        "left < 60 s after trouble",
        "TranX study",
        "the editor was left once after an error",
        "the editor was left {n} times after an error",
    ),
    Feature(
        "resumption_seconds", "seconds", "return to first edit", "Parnin & Rugaber", "", "{n} from return to first edit"
    ),
)

PAUSES = (
    Feature("pauses_short", "count", "2-15 s", SHRESTHA, "1 short pause", "{n} pauses of 2 to 15 seconds"),
    Feature("pauses_medium", "count", "15 s-3 min", SHRESTHA, "1 pause", "{n} pauses of 15 seconds to 3 minutes"),
    Feature("pauses_long", "count", "3-10 min", SHRESTHA, "1 long pause", "{n} pauses of 3 to 10 minutes"),
)

ERRORS = (
    Feature("errors_appeared", "count", "errors that stood 10 s", OWN, "1 error appeared", "{n} errors appeared"),
    Feature("errors_cleared", "count", "errors gone", OWN, "1 error cleared", "{n} errors cleared"),
    Feature("errors_alive", "count", "errors in all files", OWN, "1 error stands", "{n} errors stand"),
)

OFFERS = (
    Feature("suggestions_shown", "count", "completions shown", "CUPS", "1 suggestion shown", "{n} suggestions shown"),
    Feature("suggestions_accepted", "count", "taken", "CUPS", "1 suggestion taken", "{n} suggestions taken"),
    Feature("accept_share", "share", "taken / shown", "CUPS", "", "{share} of the suggestions taken"),
)

RUNS = (
    Feature("runs", "runs", "of this task", OWN, "1 run", "{n} runs since all was green"),
    Feature(
        "fail_streak",
        "runs",
        "since the last new best",
        "Dong et al. 2021",
        "1 run without a new test passing",
        "{n} runs without a new test passing",
    ),
    Feature(
        "same_error_streak",
        "runs",
        "pairs sharing an error",
        JADUD,
        "the same error twice in a row",
        "the same error came back {n} times",
    ),
    Feature(
        "same_result_streak",
        "runs",
        "equal to the run before",
        OWN,
        "the same result twice in a row",
        "the same result came back {n} times",
    ),
    Feature(
        "broken_streak",
        "runs",
        "that did not build",
        OWN,
        "1 run that did not build",
        "{n} runs in a row that did not build",
    ),
    Feature(
        "rises_recent",
        "runs",
        "new bests in the last 5",
        OWN,
        "1 of the last five runs made progress",
        "{n} of the last five runs made progress",
    ),
    Feature(
        "error_quotient",
        "share",
        "pairs: (8 both fail + 3 same) / 11",
        JADUD,
        "",
        "{share} on the scale of repeated errors",
    ),
    Feature(
        "repeated_error_density",
        "number",
        "sum of r2 / (r + 1) over standing errors",
        "ProgSnap2Analysis",
        "errors repeat",
        "errors repeat (density {n})",
    ),
    Feature("errors_last", "errors", "of the last run", OWN, "1 error in the last run", "{n} errors in the last run"),
    Feature(
        "failed_last",
        "tests",
        "of the last run",
        OWN,
        "1 test failed in the last run",
        "{n} tests failed in the last run",
    ),
    Feature(
        "passed_share", "share", "passed / tests, last run", OWN, "", "{share} of the tests passed in the last run"
    ),
    Feature("best_share", "share", "best passed / tests", OWN, "", "{share} of the tests passed at best"),
    Feature("fall_share", "share", "(best - passed) / tests", OWN, "", "{share} of the tests fewer than at best"),
    Feature(
        "runs_a_rise",
        "runs",
        "runs / (1 + new bests)",
        OWN,
        "1 run for each step forward",
        "{n} runs for each step forward",
    ),
)

FEATURES: tuple[Feature, ...] = (*ACTIVITY, *EDITING, *PLACES, *PAUSES, *ERRORS, *OFFERS, *RUNS)
BY_NAME = {feature.name: feature for feature in FEATURES}
