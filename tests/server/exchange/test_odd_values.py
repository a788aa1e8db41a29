"""One odd value costs its own row and no more than that."""

import csv
import gzip
import io
import json
import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.exchange import SAMPLES, read
from undersong.cli.taking import row_of
from undersong.domain.errors import UserError
from undersong.exchange.base import Format, Mapped, Unmapped
from undersong.exchange.catalog import FORMATS
from undersong.store.events import Row

EXAMPLES = 60
# What once ended an import, and its kin.
TEXTS = (
    *("--5", "²", "٣", "9" * 5_000, "1e999", "-1e308", "nan", "-", "", "\0", "0001-01-01T00:00:00+23:59", "9999-12-31"),
    *("file://[", "%ff", "caf\ud83d", "{}", "=1+1", "20231114T221320", "9" * 18, "-" + "9" * 18),
)
TOKENS = (*map(json.dumps, TEXTS), "9" * 5_000, "1e999", "1e308", "9" * 400, "NaN", "[[[[]]]]", '{"data": {"data": 1}}')

any_text = st.sampled_from(TEXTS) | st.text(st.characters(), max_size=20)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)
any_token = st.sampled_from(TOKENS) | any_json.map(json.dumps)

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null')
ATTRIBUTE = re.compile('"[^"]*"')


def files_of(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(file for file in path.iterdir() if file.is_file())


def with_odd_value(name: str, text: str, data: st.DataObject) -> str:
    """Return the file with one of its values replaced."""
    if ".csv" in name:
        return with_odd_cell(text, data)
    pattern, odd = (ATTRIBUTE, any_text.map(quoteattr)) if name.endswith(".xml") else (TOKEN, any_token)
    found = data.draw(st.sampled_from(list(pattern.finditer(text))))
    return text[: found.start()] + data.draw(odd) + text[found.end() :]


def with_odd_cell(text: str, data: st.DataObject) -> str:
    heading, *rows = list(csv.reader(io.StringIO(text)))
    row, column = data.draw(st.sampled_from(rows)), data.draw(st.integers(0, len(heading) - 1))
    row[column] = data.draw(any_text)
    file = io.StringIO()
    csv.writer(file).writerows([heading, *rows])
    return file.getvalue()


def spoil(file: Path, data: st.DataObject) -> None:
    is_packed = file.suffix == ".gz"
    content = gzip.decompress(file.read_bytes()) if is_packed else file.read_bytes()
    spoilt = with_odd_value(file.name, content.decode(), data).encode("utf-8", "surrogatepass")
    file.write_bytes(gzip.compress(spoilt, 0) if is_packed else spoilt)


@pytest.mark.parametrize("form", [form() for form in FORMATS], ids=[form.name for form in FORMATS])
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_any_value_in_any_field_gives_events_or_reasons(form: Format, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = SAMPLES[form.name](Path(folder))
        spoil(data.draw(st.sampled_from(files_of(path))), data)

        try:
            events, faults = read(form, path)
        except UserError:
            return  # nothing of it can be used, which is told

    assert events or faults
    assert all(str(fault).encode() for fault in faults)
    assert all(isinstance(row_of(Mapped(event, path.name, 1)), Row | Unmapped) for event in events)
