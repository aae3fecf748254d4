"""What every test run says first, and a record of its own for every test that loads files."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.builders import Desk, done, dossier, earlier, table
from tests.support.paths import ROOT
from tests.test_floors import length_report

BROWSER_TESTS = ROOT / "tests" / "browser"


def pytest_report_header() -> str:
    """One line above the tests; with several workers a test's own print would be lost."""
    return length_report()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in tests/browser need one."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How the trials of meaning ended, whichever worker ran them."""
    reports = (r for stat in terminalreporter.stats.values() for r in stat)
    ends = Counter(
        verdict
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, verdict in report.user_properties
        if name == "meaning"
    )
    if ends:
        line = ", ".join(f"{count} {end}" for end, count in ends.most_common())
        terminalreporter.write_line(f"{ends.total()} trials of meaning: {line}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty record."""
    return Desk(tmp_path)


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """A record that holds a list of January: what a bad file must leave alone."""
    desk.stored("tháng 1.csv", table([earlier(), dossier(1), done(2), dossier(3, channel="")]))
    return desk
