from undersong.reports.section import Section, Table


def test_a_section_is_plain_data_for_the_wire():
    section = Section("focus", "Focus blocks", "One.", {"mark": "bar"}, Table(("day", "minutes"), (("Mon", 30),)))

    assert section.as_dict() == {
        "id": "focus",
        "title": "Focus blocks",
        "words": "One.",
        "spec": {"mark": "bar"},
        "table": {"columns": ["day", "minutes"], "rows": [["Mon", 30]]},
    }


def test_a_section_without_a_chart_says_so():
    assert Section("tests", "Test runs", "None.").as_dict()["spec"] is None
