"""One flat object of figures."""

from builders.simulated import HOUR_MS, MINUTE_MS, heard, planted
from undersong.learning.simulated.figures import figures_of, share_inside
from undersong.learning.simulated.rhythm import Row

ROWS = [Row("one", (0, 1, 2), (0, 1, 2), 1.0), Row("other", (0, 1, 2), (2, 3, 4), 0.5)]


def people() -> list:
    stretches = planted(HOUR_MS, 30), planted(5 * HOUR_MS, 30)
    seen = ((HOUR_MS, HOUR_MS + MINUTE_MS), (5 * HOUR_MS, 5 * HOUR_MS + 1))
    first = heard(*stretches, spells=seen, alarms=(HOUR_MS + 1, 0), toasts=(HOUR_MS + 2, 0), bars=(5 * HOUR_MS + 1,))
    return [first, heard(*stretches, spells=seen[:1], naive=(1, 2, HOUR_MS))]


def test_everything_is_told_beside_the_rule_to_beat() -> None:
    figures = figures_of(people(), ROWS, 7)

    assert figures["task"] == "stuck"
    assert (figures["simulated_developers"], figures["active_hours"], figures["episodes"]) == (2, 20, 4)
    assert figures["base_rate"] == 0.1
    assert figures["naive_alarms_per_active_hour"] == 0.15
    assert figures["naive_recall"] == 0.25
    assert (figures["recall_unbudgeted"], figures["recall"], figures["recall_toasts"]) == (0.75, 0.5, 0.25)
    assert figures["recall_lost"] == 0.25
    assert (figures["toasts_per_day_max"], figures["toasts_per_day_mean"]) == (2, 0.5)
    assert figures["inside_real_p10_p90"] == 0.75


def test_the_object_is_flat() -> None:
    for value in figures_of(people(), ROWS, 7).values():
        assert isinstance(value, str | int | float) or all(isinstance(edge, float) for edge in value)


def test_the_share_of_what_fell_into_trouble_is_told() -> None:
    assert share_inside(people(), lambda h: h.toasts) == 0.5
    assert share_inside([heard()], lambda h: h.toasts) == 0
