"""One flat object of figures over all simulated developers."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from undersong.learning.simulated.counting import (
    HOUR_MS,
    MINUTE_MS,
    Heard,
    an_hour,
    first_in,
    found_by,
    found_by_spells,
    interval,
    latency,
    recall,
)
from undersong.learning.simulated.rhythm import Row

Times = Callable[[Heard], Sequence[int]]


def figures_of(people: Sequence[Heard], rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """Return the figures: what was planted, the naive rule, the detector alone, and what the policy told."""
    hours = sum(heard.active_ms for heard in people) / HOUR_MS
    planted_ms = sum(planted.active_ms for heard in people for planted in heard.planted)
    days = [toasts for heard in people for toasts in heard.toasts_a_day]
    return {
        "task": "stuck",
        "simulated_developers": len(people),
        "days": len(days),
        "active_hours": round(hours, 1),
        "episodes": sum(len(heard.episodes) for heard in people),
        "episode_minutes": round(median(e.active_ms / MINUTE_MS for heard in people for e in heard.episodes), 1),
        "base_rate": round(planted_ms / HOUR_MS / hours, 4),
        **of_rule("naive", people, lambda heard: heard.naive),
        "naive_alarms_median_developer": round(median(an_hour([heard], lambda h: h.naive) for heard in people), 3),
        **without_budget(people),
        "alarms_per_active_hour": rounded(an_hour(people, lambda heard: heard.alarms)),
        "alarms_interval": interval(people, lambda drawn: an_hour(drawn, lambda heard: heard.alarms), seed),
        "alarms_in_episodes": share_inside(people, lambda heard: heard.alarms),
        **told(people, seed),
        "toasts_per_day_max": max(days),
        "toasts_per_day_mean": round(sum(days) / len(days), 2),
        "inside_real_p10_p90": round(sum(row.inside for row in rows) / len(rows), 3),
    }


def of_way(way: str, people: Sequence[Heard]) -> dict[str, Any]:
    """Return what developers would hear whose tests are run in another way."""
    return {
        f"{way}_alarms_per_active_hour": rounded(an_hour(people, lambda heard: heard.alarms)),
        f"{way}_toasts_per_day_max": max(toasts for heard in people for toasts in heard.toasts_a_day),
        f"{way}_toasts_in_episodes": share_inside(people, lambda heard: heard.toasts),
        f"{way}_recall": rounded(recall(people, found_by(lambda heard: heard.told))),
        f"{way}_recall_unbudgeted": rounded(recall(people, found_by_spells)),
    }


def of_rule(name: str, people: Sequence[Heard], choose: Times) -> dict[str, Any]:
    """Return how often a rule fired, and what it found."""
    return {
        f"{name}_alarms_per_active_hour": rounded(an_hour(people, choose)),
        f"{name}_alarms_in_episodes": share_inside(people, choose),
        f"{name}_recall": rounded(recall(people, found_by(choose))),
    }


def without_budget(people: Sequence[Heard]) -> dict[str, Any]:
    """Return what the detector alone would have said."""
    return {
        "unbudgeted_alarms_per_active_hour": rounded(an_hour(people, lambda heard: heard.spells)),
        "recall_unbudgeted": rounded(recall(people, found_by_spells)),
        "recall_unbudgeted_interval": interval(people, lambda drawn: recall(drawn, found_by_spells), 0),
    }


def told(people: Sequence[Heard], seed: int) -> dict[str, Any]:
    """Return what was told, at any level and by toasts alone."""
    any_level, by_toast = found_by(lambda heard: heard.told), found_by(lambda heard: heard.toasts)
    minutes, runs = latency(people, lambda heard: heard.told)
    return {
        "told_per_active_hour": rounded(an_hour(people, lambda heard: heard.told)),
        "toasts_per_active_hour": rounded(an_hour(people, lambda heard: heard.toasts)),
        "toasts_in_episodes": share_inside(people, lambda heard: heard.toasts),
        "recall": rounded(recall(people, any_level)),
        "recall_interval": interval(people, lambda drawn: recall(drawn, any_level), seed),
        "recall_lost": rounded(recall(people, found_by_spells) - recall(people, any_level)),
        "recall_lost_interval": interval(
            people, lambda drawn: recall(drawn, found_by_spells) - recall(drawn, any_level), seed
        ),
        "recall_toasts": rounded(recall(people, by_toast)),
        "recall_toasts_interval": interval(people, lambda drawn: recall(drawn, by_toast), seed),
        "minutes_to_told": rounded(minutes),
        "runs_to_told": rounded(runs),
    }


def share_inside(people: Sequence[Heard], choose: Times) -> float:
    """Return the share of what was chosen that fell into a planted stretch, of whatever length."""
    times = [(heard, at) for heard in people for at in choose(heard)]
    inside = sum(any(first_in(planted, (at,)) is not None for planted in heard.planted) for heard, at in times)
    return rounded(inside / len(times)) if times else 0.0


def rounded(figure: float) -> float:
    """Return a figure with three decimals."""
    return round(figure, 3)
