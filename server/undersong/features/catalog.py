"""Every feature with its unit, formula and source, and its words for people: about the work, never about the person."""

from undersong.features.feature import CARTER, JADUD, OWN, SHRESTHA, Feature
from undersong.features.runs_catalog import RUNS


def describe(feature: str, value: float) -> str:
    """Return a feature in words; one that is not in the catalog by its name.

    >>> describe("fail_streak", 4.0), describe("delete_share", 0.5), describe("resumption_seconds", 90.0)
    ('4 runs without a new test passing', '50 % of typed characters deleted again', '1.5 min from return to first edit')
    """
    known = BY_NAME.get(feature)
    return f"{feature.replace('_', ' ')} {value:g}" if known is None else known.say(value)


CARTER_GROUPS = (
    ("edit", "edits"),
    ("navigation", "navigation"),
    ("debug", "debugging"),
    ("focus", "window changes"),
)

ACTIVITY = (
    Feature("actions", "count", "actions in 10 min", CARTER, "1 action in ten minutes", "{n} actions in ten minutes"),
    Feature("edit_share", "share", "edits / actions", CARTER, "", "{share} of the actions were edits"),
    Feature("navigation_share", "share", "moves / actions", CARTER, "", "{share} of the actions were navigation"),
    Feature("debug_share", "share", "debug / actions", CARTER, "", "{share} of the actions were debugging"),
    Feature(
        "focus_share", "share", "focus changes / actions", CARTER, "", "{share} of the actions were window changes"
    ),
    Feature("command_share", "share", "commands / actions", OWN, "", "{share} of the actions were commands and runs"),
    *(
        Feature(
            f"{group}_share_change",
            "share",
            f"{group}_share - that of the ten minutes before",
            CARTER,
            "",
            f"the share of {words} among the actions changed by {{share}}",
        )
        for group, words in CARTER_GROUPS
    ),
    *(
        Feature(
            f"{group}_share_last50",
            "share",
            f"{words} / last 50 actions of 30 min",
            CARTER,
            "",
            f"{{share}} of the last 50 actions were {words}",
        )
        for group, words in CARTER_GROUPS
    ),
    Feature("commits", "count", "commits in 10 min", OWN, "1 commit in ten minutes", "{n} commits in ten minutes"),
    Feature("active_seconds", "seconds", "sum of min(gap, 2 min)", "WakaTime", "", "{n} of activity in ten minutes"),
)

EDITING = (
    Feature("edits", "count", "bursts by hand", OWN, "1 edit in ten minutes", "{n} edits in ten minutes"),
    Feature(
        "typed_chars", "count", "inserted by hand", OWN, "1 character typed", "{n} characters typed in ten minutes"
    ),
    Feature("delete_share", "share", "deleted / (in + del)", OWN, "", "{share} of typed characters deleted again"),
    Feature(
        "edit_undo_churn",
        "share",
        "deleted that came < 10 min before / inserted",
        OWN,
        "",
        "{share} as much deleted within ten minutes as written",
    ),
    Feature(
        "helped_share", "share", "helped / inserted", OWN, "", "{share} of new text came from suggestions or agents"
    ),
    Feature("re_edit_share", "share", "returns / edits", OWN, "", "{share} of the edits went back to the same lines"),
    Feature(
        "same_region_re_edit",
        "share",
        "third and later visits within 5 lines / edits",
        OWN,
        "",
        "{share} of the edits were at least the third visit to the same lines",
    ),
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
    Feature(
        "back_and_forth_share",
        "share",
        "steps A-B-A / steps between files",
        OWN,
        "",
        "{share} of the steps between files went straight back",
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
    Feature(
        "since_return_seconds", "seconds", "end - latest return", "Parnin & Rugaber", "", "{n} since the latest return"
    ),
)

PAUSES = (
    Feature("pauses_short", "count", "2-15 s", SHRESTHA, "1 short pause", "{n} pauses of 2 to 15 seconds"),
    Feature("pauses_medium", "count", "15 s-3 min", SHRESTHA, "1 pause", "{n} pauses of 15 seconds to 3 minutes"),
    Feature("pauses_long", "count", "3-10 min", SHRESTHA, "1 long pause", "{n} pauses of 3 to 10 minutes"),
    Feature(
        "pauses_away", "count", "10-30 min", SHRESTHA, "1 pause of over ten minutes", "{n} pauses over ten minutes"
    ),
)

ERRORS = (
    Feature("errors_appeared", "count", "errors that stood 10 s", OWN, "1 error appeared", "{n} errors appeared"),
    Feature("errors_cleared", "count", "errors gone", OWN, "1 error cleared", "{n} errors cleared"),
    Feature("errors_alive", "count", "errors in all files", OWN, "1 error stands", "{n} errors stand"),
    Feature(
        "post_error_edit_seconds",
        "seconds",
        "median(next edit - error)",
        JADUD,
        "",
        "{n} from an error to the next edit",
    ),
    Feature(
        "post_error_run_seconds",
        "seconds",
        "median(next run - error)",
        JADUD,
        "",
        "{n} from an error to the next run",
    ),
)

OFFERS = (
    Feature("suggestions_shown", "count", "completions shown", "CUPS", "1 suggestion shown", "{n} suggestions shown"),
    Feature("suggestions_accepted", "count", "taken", "CUPS", "1 suggestion taken", "{n} suggestions taken"),
    Feature("accept_share", "share", "taken / shown", "CUPS", "", "{share} of the suggestions taken"),
    *(
        Feature(
            f"kept_share_{age}",
            "share",
            f"taken ones whole after {age} s / taken",
            "MAPS '22",
            "",
            f"{{share}} of the suggestions taken stood for {words}",
        )
        for age, words in ((30, "half a minute"), (120, "two minutes"), (600, "ten minutes"))
    ),
)

FEATURES: tuple[Feature, ...] = (*ACTIVITY, *EDITING, *PLACES, *PAUSES, *ERRORS, *OFFERS, *RUNS)
BY_NAME = {feature.name: feature for feature in FEATURES}
