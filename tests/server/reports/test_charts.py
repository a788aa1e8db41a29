import json

import pytest

from builders.days import DAY_MS, MONDAY_MS, a_week
from undersong.flows.report import make_report
from undersong.reports.charts import PALETTE, hours

SECTIONS = ("strip", "focus", "fragmentation", "episodes", "tests", "assistance")


@pytest.fixture(scope="module")
def specs():
    week = a_week()
    report = make_report(week.events, week.windows, MONDAY_MS, MONDAY_MS + 7 * DAY_MS)
    return {section["id"]: section["spec"] for section in report["sections"]}


@pytest.mark.parametrize("id_", SECTIONS)
def test_a_spec_is_plain_data_with_its_rows_and_a_description(specs, id_):
    spec = specs[id_]

    assert json.loads(json.dumps(spec)) == spec
    assert spec["$schema"].endswith("/vega-lite/v6.json")
    assert spec["description"]
    assert spec["data"]["values"]


@pytest.mark.parametrize("id_", SECTIONS)
def test_a_spec_refers_to_nothing_outside(specs, id_):
    assert "url" not in json.dumps(specs[id_])


@pytest.mark.parametrize("id_", SECTIONS)
def test_every_field_that_is_drawn_is_in_the_rows(specs, id_):
    spec = specs[id_]
    for layer in spec.get("layer", [spec]):
        rows = layer.get("data", spec["data"])["values"]
        encoding = {**spec.get("encoding", {}), **layer["encoding"]}
        fields = [channel["field"] for channel in encoding.values() if isinstance(channel, dict) and "field" in channel]
        assert all(field in row for row in rows for field in fields)


def test_states_have_their_own_colours_in_a_fixed_order(specs):
    domain = specs["strip"]["layer"][0]["encoding"]["color"]["scale"]["domain"]

    assert domain[:4] == ["steady", "focused", "stuck", "unusual"]
    assert len(domain) == len(PALETTE) == len(set(domain))


@pytest.mark.parametrize(
    ("first", "last", "domain"), [(9.5, 11.2, [9, 17]), (22.5, 23.5, [16, 24]), (0.1, 23.9, [0, 24])]
)
def test_an_axis_has_whole_hours_and_at_least_eight(first, last, domain):
    assert hours([{"from": first, "to": last}])["scale"]["domain"] == domain
