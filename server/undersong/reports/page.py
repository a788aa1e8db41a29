"""The report as one file: no reference leads out of it, and nothing in it runs but its own charts."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from undersong.reports.names import with_names

# Expressions of charts are walked, not compiled, so that `unsafe-eval` is not needed; `img-src data:` is for SVG.
POLICY = "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data:"

# A table that stands for its chart is open; one that fills the screen waits until it is asked for.
MOST_OPEN_ROWS = 40

UNIT = re.compile(r"(\d) (h|min|s|ms|%)(?!\w)")

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="period">{period}</p>
<p class="summary">{summary}</p>
{figures}
</header>
<main>
{sections}
</main>
<footer>
<section class="method" aria-labelledby="method">
<h2 id="method">How this was counted</h2>
<ul>{method}</ul>
</section>
</footer>
{scripts}</body>
</html>
"""

SECTION = """<section aria-labelledby="{id}">
<h2 id="{id}">{title}</h2>
<p>{words}</p>
{figure}</section>
"""

FIGURE = """<figure data-section="{id}">
{chart}<details{is_open}><summary>Table</summary><div class="scroll">{table}</div></details>
</figure>
"""


def html(report: Mapping[str, Any], names: Mapping[str, str] | None = None, nonce: str | None = None) -> str:
    """Return a whole page. `names` maps salted hashes to what the reader knows files by."""
    named = with_names(report, names or {})
    charts = charts_script()
    nonce = nonce or secrets.token_urlsafe(18)
    return PAGE.format(
        policy=POLICY.format(nonce=nonce),
        title=escape(named["title"]),
        style=files(__package__).joinpath("page.css").read_text(encoding="utf-8"),
        period=escape(named.get("period") or f"{named['since'][:10]} to {named['until'][:10]}"),
        summary=prose(" ".join(named["summary"])),
        figures=figures_list(named.get("figures", [])),
        sections="".join(section(part, charts is not None) for part in named["sections"]),
        method="".join(f"<li>{escape(rule)}</li>" for rule in named["method"]),
        scripts="" if charts is None else scripts(named["sections"], charts, nonce),
    )


def charts_script() -> str | None:
    """Return what draws the charts, or None where it was not built; the tables tell the same."""
    script = files(__package__).joinpath("charts.js")
    return script.read_text(encoding="utf-8") if script.is_file() else None


def figures_list(figures: Sequence[Mapping[str, str]]) -> str:
    """Return the few figures at the head."""
    if not figures:
        return ""
    items = (
        f'<div><dt>{escape(figure["label"])}</dt><dd class="value">{escape(figure["value"])}</dd>'
        f'<dd class="note">{escape(figure["note"])}</dd></div>'
        for figure in figures
    )
    return f'<dl class="figures">{"".join(items)}</dl>'


def section(part: Mapping[str, Any], has_charts: bool) -> str:
    """Return one section; what has no rows has no figure."""
    figure = ""
    if part["table"]["rows"]:
        is_drawn = has_charts and part["spec"] is not None
        is_open = not is_drawn and len(part["table"]["rows"]) <= MOST_OPEN_ROWS
        chart = '<div class="chart"></div>\n' if is_drawn else ""
        table = table_of(part["table"], part["title"])
        figure = FIGURE.format(id=escape(part["id"]), chart=chart, is_open=" open" if is_open else "", table=table)
    return SECTION.format(id=escape(part["id"]), title=escape(part["title"]), words=prose(part["words"]), figure=figure)


def table_of(table: Mapping[str, Any], title: str) -> str:
    """Return a table; numbers stand flush right."""
    rows: list[list[Any]] = table["rows"]
    is_number = [all(isinstance(row[place], int | float | None) for row in rows) for place in range(len(rows[0]))]
    kinds = [' class="number"' if number else "" for number in is_number]
    head = "".join(
        f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(table["columns"], kinds, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell(value)}</td>" for value, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<table aria-label="{escape(title)}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def prose(text: str) -> str:
    """Return a sentence in which a number and its unit stay on one line."""
    return UNIT.sub(lambda found: f"{found[1]}&nbsp;{found[2]}", escape(text))


def cell(value: object) -> str:
    """Return a cell; what is not known is blank."""
    return "" if value is None else escape(str(value))


def scripts(sections: Sequence[Mapping[str, Any]], charts: str, nonce: str) -> str:
    """Return the charts' data and what draws them."""
    specs = {part["id"]: part["spec"] for part in sections if part["spec"] is not None}
    # A "<" in the data could end the element; JSON may spell it out.
    data = json.dumps(specs, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="specs" nonce="{nonce}">{data}</script>\n'
        f'<script nonce="{nonce}">{charts}</script>\n'
    )
