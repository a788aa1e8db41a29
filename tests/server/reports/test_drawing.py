"""The page in a real browser: everything is drawn, and its policy is never broken."""

import re
import shutil
import subprocess

import pytest

from builders.days import DAY_MS, MONDAY_MS, a_week
from undersong.flows.report import make_report
from undersong.reports.page import charts_script, html

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
WINDOW = ("--disable-component-update", "--disable-sync", "--disable-quic", "--window-size=1000,3000")

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here"),
    pytest.mark.skipif(charts_script() is None, reason="the charts were not built"),
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    week = a_week()
    report = make_report(week.events, week.windows, MONDAY_MS, MONDAY_MS + 7 * DAY_MS)
    (folder / "flow.html").write_text(html(report), encoding="utf-8")
    profile = (f"--user-data-dir={folder / 'profile'}", "--enable-logging=stderr")
    command = [BROWSER, *QUIET, *WINDOW, *profile, "--dump-dom", f"file://{folder / 'flow.html'}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)


def test_every_chart_is_drawn(drawn):
    figures = re.findall(r'<figure data-section="(\w+)">(.*?)</figure>', drawn.stdout, re.DOTALL)

    drawings = {id_: figure.count('role="graphics-symbol"') for id_, figure in figures if "<svg" in figure}
    assert set(drawings) == {"strip", "focus", "fragmentation", "episodes", "tests", "assistance"}
    assert all(marks > 1 for marks in drawings.values())


def test_the_policy_is_never_broken(drawn):
    assert "CONSOLE" not in drawn.stderr
