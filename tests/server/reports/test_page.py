import re
from html.parser import HTMLParser

import pytest

from builders.days import DAY_MS, MONDAY_MS, a_week, subject
from undersong.flows.report import make_report
from undersong.reports import page


class Reader(HTMLParser):
    """Notes elements, their attributes and what they refer to."""

    def __init__(self):
        super().__init__()
        self.elements = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def read(text):
    reader = Reader()
    reader.feed(text)
    return reader


@pytest.fixture(scope="module")
def report():
    week = a_week()
    return make_report(week.events, week.windows, MONDAY_MS, MONDAY_MS + 7 * DAY_MS)


@pytest.fixture
def with_charts(monkeypatch):
    monkeypatch.setattr(page, "charts_script", lambda: "/* draws */")


def test_scripts_carry_the_nonce_that_the_policy_names(report, with_charts):
    reader = read(page.html(report, nonce="abc"))

    policy = next(meta["content"] for meta in reader.all("meta") if meta.get("http-equiv"))
    assert policy.startswith("default-src 'none'; script-src 'nonce-abc';")
    assert [script["nonce"] for script in reader.all("script")] == ["abc", "abc"]


def test_no_element_refers_to_anything_outside(report, with_charts):
    reader = read(page.html(report))

    assert not [a for _, a in reader.elements if "href" in a or "src" in a or "style" in a or "onclick" in a]
    assert not reader.all("link")


def test_two_pages_have_two_nonces(report, with_charts):
    assert page.html(report) != page.html(report)


def test_every_chart_has_a_table(report, with_charts):
    reader = read(page.html(report))
    charts = [part for part in report["sections"] if part["spec"]]

    assert len(charts) == 6
    assert len(reader.all("figure")) == len(reader.all("table")) == 8
    assert all(table["aria-label"] for table in reader.all("table"))


def test_without_the_bundle_the_tables_stand_open(report, monkeypatch):
    monkeypatch.setattr(page, "charts_script", lambda: None)
    reader = read(page.html(report))

    assert not reader.all("script")
    # The last is no chart's: what is computed fills more than a screen, so it waits.
    assert ["open" in details for details in reader.all("details")] == [*[True] * 7, False]


def test_files_are_hashes_until_names_are_handed_in(report, with_charts):
    hash_ = subject(4)

    assert f"file {hash_[:4]}<" in page.html(report)
    assert hash_ not in page.html(report)
    assert "tax &lt;new&gt;.py<" in page.html(report, {hash_: "tax <new>.py"})


def test_no_text_ends_a_script_or_opens_an_element(report, with_charts):
    planted = "</script><b>"
    wild = {**report, "title": planted, "summary": [planted]}
    wild["sections"] = [{**report["sections"][0], "words": planted, "spec": {"description": planted}}]

    text = page.html(wild)

    assert planted not in text
    assert len(re.findall("</script>", text)) == 2


def test_a_number_and_its_unit_stay_on_one_line():
    assert page.prose("2 h 10 min, 46 % of 3 hens") == "2&nbsp;h 10&nbsp;min, 46&nbsp;% of 3 hens"


def test_an_empty_range_is_a_friendly_page():
    text = page.html(make_report((), (), MONDAY_MS, MONDAY_MS + DAY_MS))

    assert "Nothing was recorded in this range" in text
    assert not read(text).all("figure")


def test_the_bundle_that_was_built_can_stand_in_a_page():
    built = page.charts_script()
    if built is None:
        pytest.skip("the charts were not built")

    assert "</script" not in built.lower()
