"""Charts as data: Vega-Lite 6 specifications with their rows inside."""

from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Told apart by lightness too, for eyes and printers without colour. The page gives its own, for dark and light.
PALETTE = ("#9fb1bd", "#1f8a83", "#d9822b", "#8263b3", "#c3ccd2", "#e3e8eb", "#8cc5c0", "#22292f")
# Places in the palette. The first four are the states'; what is like a state shares its colour.
QUIET, GOOD, WARM, ODD, PALE, PALEST, HALF_GOOD, BLACK = range(8)

Rows = Sequence[Mapping[str, object]]
Spec = dict[str, Any]

ROW_HEIGHT = 30
# A quiet line, and what stands out from it.
THIN, BROAD = 5, 22


def chart(description: str, values: Rows, body: Mapping[str, Any], height: object) -> Spec:
    """Return a specification that fills its place and says in words what it shows."""
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": height,
        "data": {"values": list(values)},
        "config": {"view": {"stroke": None}, "range": {"category": list(PALETTE)}},
        **body,
    }


def strip(bars: Rows, commits: Rows, days: Sequence[str], states: Sequence[str]) -> Spec:
    """Return the centrepiece: a line a day, on which what stands out is drawn broad.

    `states` are steady, the three that stand out, and what a moment without any of them is called if there is one.
    """
    thin = (states[QUIET], *states[PALE:])
    sized = [{**bar, "size": THIN if bar["state"] in thin else BROAD} for bar in bars]
    tint = colour("state", {**{state: place for place, state in enumerate(states)}, "commit": BLACK}, states)
    mark = {"type": "point", "shape": "diamond", "filled": True, "size": 44, "opacity": 1, "yOffset": 20}
    layers = [
        {
            "mark": {"type": "bar", "cornerRadius": 2},
            "encoding": {
                "x": hours(bars),
                "x2": {"field": "to"},
                "color": tint,
                "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
                "tooltip": [{"field": "state"}, {"field": "times", "title": "from, to"}],
            },
        },
        {
            "data": {"values": list(commits)},
            "mark": mark,
            "encoding": {
                "x": {"field": "at", "type": "quantitative"},
                "color": {**tint, "field": "what"},
                "tooltip": [{"field": "clock", "title": "commit"}],
            },
        },
    ]
    description = "How the work looked over each day: steady, focused, stuck or unusual; diamonds are commits"
    return chart(description, sized, {"encoding": {"y": day_rows(days)}, "layer": layers}, {"step": 48})


LEGEND = {"title": None, "orient": "top", "symbolType": "square", "symbolSize": 140, "offset": 12}


def timeline(bars: Rows, days: Sequence[str], description: str) -> Spec:
    """Return bars over the hours of each day."""
    body = {
        "mark": {"type": "bar", "cornerRadius": 3, "size": 14},
        "encoding": {
            "x": hours(bars),
            "x2": {"field": "to"},
            "y": day_rows(days),
            "color": one_colour(GOOD),
            "tooltip": [{"field": "what"}, {"field": "length"}],
        },
    }
    return chart(description, bars, body, {"step": ROW_HEIGHT})


def lollipops(bars: Rows, days: Sequence[str], prior: float, description: str) -> Spec:
    """Return a dot a day on a thin stem, and a dashed rule where the prior median lies."""
    x = {"field": "rate", "type": "quantitative", "axis": {"title": "switches an active hour", "tickCount": 6}}
    tooltip = [{"field": "day"}, {"field": "rate", "title": "an active hour"}, {"field": "switches"}]
    tint = one_colour(GOOD)
    y = day_rows(days)
    once: Spec = {"values": [{}]}  # without rows of its own a rule is drawn once for every day
    layers = [
        {"mark": {"type": "bar", "size": 2}, "encoding": {"x": x, "y": y, "color": tint}},
        {
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": tint, "tooltip": tooltip},
        },
        {"data": once, "mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": prior}}},
        {
            "data": once,
            "mark": {"type": "text", "align": "left", "dx": 5, "dy": -8, "baseline": "bottom"},
            "encoding": {"x": {"datum": prior}, "y": {"value": 0}, "text": {"value": f"prior median {prior:g}"}},
        },
    ]
    return chart(description, bars, {"layer": layers}, {"step": ROW_HEIGHT})


def stacks(bars: Rows, days: Sequence[str], colours: Mapping[str, int], description: str) -> Spec:
    """Return a bar a day, parted by outcome: failed runs in the colour of what wants attention."""
    body = {
        "mark": {"type": "bar", "size": 14},
        "encoding": {
            "x": {"field": "runs", "type": "quantitative", "axis": {"title": "runs", "tickMinStep": 1, "tickCount": 6}},
            "y": day_rows(days),
            "color": colour("outcome", colours, list(colours)),
            "order": {"field": "place", "type": "quantitative"},
            "tooltip": [{"field": "day"}, {"field": "outcome"}, {"field": "runs"}],
        },
    }
    return chart(description, bars, body, {"step": ROW_HEIGHT})


def shares(bars: Rows, colours: Mapping[str, int], description: str) -> Spec:
    """Return a bar a kind of suggestion, parted by outcome."""
    body = {
        "mark": {"type": "bar", "size": 16},
        "encoding": {
            "x": {"field": "suggestions", "type": "quantitative", "axis": {"tickMinStep": 1, "tickCount": 6}},
            "y": {"field": "kind", "type": "nominal", "axis": NAMES, "sort": "-x"},
            "color": colour("outcome", colours, list(colours)),
            "order": {"field": "place", "type": "quantitative"},
            "tooltip": [{"field": "kind"}, {"field": "outcome"}, {"field": "suggestions"}],
        },
    }
    return chart(description, bars, body, {"step": 34})


def sums(bars: Rows, description: str) -> Spec:
    """Return a bar an ending, its episodes side by side."""
    body = {
        "mark": {"type": "bar", "size": 16, "strokeWidth": 2, "cornerRadius": 3},
        "encoding": {
            "x": {"field": "minutes", "type": "quantitative", "axis": {"title": "minutes", "tickCount": 6}},
            "y": {
                "field": "ending",
                "type": "nominal",
                "axis": NAMES,
                "sort": {"op": "sum", "field": "minutes", "order": "descending"},
            },
            "color": one_colour(WARM),
            "detail": {"field": "begun"},
            "tooltip": [
                {"field": "begun", "title": "began"},
                {"field": "minutes"},
                {"field": "ending", "title": "ended by"},
            ],
        },
    }
    return chart(description, bars, body, {"step": 34})


def columns(bars: Rows, description: str) -> Spec:
    """Return a bar an hour of the day, from midnight to midnight."""
    axis = {"title": None, "labelExpr": "datum.value + ':00'", "labelAngle": 0, "values": list(range(0, 24, 3))}
    body = {
        "mark": {"type": "bar", "cornerRadius": 2},
        "encoding": {
            "x": {"field": "hour", "type": "ordinal", "axis": axis},
            "y": {"field": "share", "type": "quantitative", "axis": {"title": "% of the work", "tickCount": 4}},
            "color": one_colour(GOOD),
            "tooltip": [{"field": "hour"}, {"field": "share"}],
        },
    }
    return chart(description, bars, body, 160)


NAMES = {"title": None, "ticks": False, "domain": False, "labelPadding": 10, "labelLimit": 220, "minExtent": 84}


def day_rows(days: Sequence[str]) -> Spec:
    """Return the days from top to bottom."""
    return {"field": "day", "type": "ordinal", "sort": list(days), "scale": {"domain": list(days)}, "axis": NAMES}


def hours(bars: Rows) -> Spec:
    """Return the hours of a day from left to right, as far as the bars need and at least eight of them."""
    first = min((int(float(str(bar["from"]))) for bar in bars), default=9)
    last = max((-int(-float(str(bar["to"])) // 1) for bar in bars), default=17)
    last = min(24, max(last, first + 8))
    axis = {"title": None, "labelExpr": "datum.value + ':00'", "tickMinStep": 1, "tickCount": 12, "domain": False}
    scale = {"domain": [min(first, last - 8), last], "nice": False}
    return {"field": "from", "type": "quantitative", "scale": scale, "axis": axis}


def colour(field: str, places: Mapping[str, int], shown: Sequence[str]) -> Spec:
    """Return a colour by places in the palette; `shown` are the values that the legend names, in its order."""
    blank = {place: f"\u2007{place}" for place in range(len(PALETTE))}  # a place that no value takes
    domain = [*({**blank, **{place: value for value, place in places.items()}}).values()]
    return {"field": field, "type": "nominal", "scale": {"domain": domain}, "legend": {**LEGEND, "values": list(shown)}}


def one_colour(place: int) -> Spec:
    """Return the colour at one place of the palette, without a legend."""
    domain = [str(number) for number in range(place + 1)]
    return {"datum": str(place), "type": "nominal", "scale": {"domain": domain}, "legend": None}
