from builders.days import DAY_MS, MONDAY_MS, Editor, a_week
from undersong.features.catalog import FEATURES
from undersong.features.personal import Scale
from undersong.features.session import session_features
from undersong.features.session_catalog import RHYTHM, SESSION
from undersong.flows.computed import Background, readers_of
from undersong.flows.report import make_report
from undersong.reports.computed import COLUMNS, WORDS, computed_section
from undersong.reports.page import MOST_OPEN_ROWS, html

RANGE = (MONDAY_MS, MONDAY_MS + 7 * DAY_MS)


def section_of(editor: Editor, background: Background | None = None) -> dict[str, tuple[object, ...]]:
    report = make_report(editor.events, editor.windows, *RANGE, background=background)
    table = report["sections"][-1]["table"]
    assert tuple(table["columns"]) == COLUMNS
    return {row[0]: tuple(row) for row in table["rows"]}


def test_every_feature_has_its_row_formula_and_source() -> None:
    rows = section_of(a_week(1))

    assert list(rows) == [feature.name for feature in (*FEATURES, *SESSION, *RHYTHM)]
    assert all(row[2] and row[3] and row[4] for row in rows.values())


def test_the_session_is_the_last_of_the_range() -> None:
    editor = Editor()
    editor.work(20)
    editor.wait(3600)
    editor.work(10)
    editor.run_tests(5, 0)
    last = [event for event in editor.events if event.time_ms > MONDAY_MS + 1_800_000]

    rows = section_of(editor)

    assert rows["test_run_count"][2] == "1 test run"
    assert rows["total_events"][2] == f"{session_features(last)['total_events']:.0f} events"


def test_who_reads_a_feature_is_named_and_what_takes_weeks_says_so() -> None:
    background = Background(0.25, scales={"runs": Scale(1, 1)}, readers=readers_of({"stuck": ("runs",), "flow": ()}))

    rows = section_of(a_week(1), background)

    assert rows["runs"][5] == "stuck"
    assert rows["peak_hour_activity"][2].startswith("25 %")  # type: ignore[attr-defined]
    assert rows["seasonal_trends"][2] == "takes eight whole weeks"


def test_its_words_promise_that_nothing_leaves() -> None:
    assert "stay on this machine" in WORDS
    assert computed_section([]).table.rows == ()


def test_so_long_a_table_waits_until_it_is_asked_for() -> None:
    week = a_week(1)
    page = html(make_report(week.events, week.windows, *RANGE))
    figure = page[page.index('data-section="computed"') :]

    assert len(FEATURES) > MOST_OPEN_ROWS
    assert "<details>" in figure[: figure.index("</figure>")]
