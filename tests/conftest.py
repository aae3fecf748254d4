"""What every test run says first, and a record of its own for every test that loads files."""

import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.support.builders import Desk, done, dossier, earlier, table
from tests.support.paths import ROOT
from tests.test_floors import length_report

BROWSER_TESTS = ROOT / "tests" / "browser"
QUICK = "not browser and not slow"  # what `make check` asks for
# With two workers, one of these begun last would keep the other waiting.
LONGEST = frozenset(
    {
        ROOT / "tests/browser/test_pages.py",
        ROOT / "tests/browser/test_injection.py",
        ROOT / "tests/data/cache/test_cache.py",
        ROOT / "tests/loaders/test_distortions.py",
        ROOT / "tests/loaders/test_hurtful.py",
        ROOT / "tests/loaders/test_meaning.py",
        ROOT / "tests/loaders/test_mutations.py",
    }
)
# Files of tests that kill, distort, flood, or load a file each: `make check` leaves them out.
SLOW = frozenset(
    ROOT / path
    for path in (
        "tests/bench",
        "tests/data/cache",
        "tests/data/demo",
        "tests/data/record/test_bit_flips.py",
        "tests/data/record/test_code_spelling.py",
        "tests/data/record/test_full_disk.py",
        "tests/data/record/test_kill.py",
        "tests/data/record/test_restoring.py",
        "tests/data/record/test_uploads.py",
        "tests/data/test_commune_search.py",
        "tests/files/test_archives.py",
        "tests/files/test_fork_server.py",
        "tests/files/test_limits.py",
        "tests/loaders/cases",
        "tests/loaders/layouts/test_custom.py",
        "tests/loaders/layouts/test_layouts.py",
        "tests/loaders/parsing/test_days.py",
        "tests/loaders/parsing/test_unit_names.py",
        "tests/loaders/reading/test_containers.py",
        "tests/loaders/reading/test_hidden_rows.py",
        "tests/loaders/reading/test_places_of_marks.py",
        "tests/loaders/reading/test_stored_results.py",
        "tests/loaders/recognition/test_borrowed_headings.py",
        "tests/loaders/recognition/test_continuations.py",
        "tests/loaders/recognition/test_grouped_headings.py",
        "tests/loaders/recognition/test_misplaced_cells.py",
        "tests/loaders/recognition/test_other_tables.py",
        "tests/loaders/recognition/test_split_headings.py",
        "tests/loaders/recognition/test_stated_sizes.py",
        "tests/loaders/test_bad_files.py",
        "tests/loaders/test_command.py",
        "tests/loaders/test_days_at_every_door.py",
        "tests/loaders/test_distortions.py",
        "tests/loaders/test_hurtful.py",
        "tests/loaders/test_mapped_headings.py",
        "tests/loaders/test_mapped_words.py",
        "tests/loaders/test_meaning.py",
        "tests/loaders/test_mutations.py",
        "tests/loaders/test_open_questions.py",
        "tests/loaders/test_privacy.py",
        "tests/loaders/test_replaced_lists.py",
        "tests/loaders/test_samples.py",
        "tests/loaders/validation/test_checks.py",
        "tests/loaders/validation/test_forms.py",
        "tests/loaders/validation/test_part_checks.py",
        "tests/loaders/validation/test_period_checks.py",
        "tests/loaders/validation/test_rows.py",
        "tests/loaders/validation/test_total_lines.py",
        "tests/metrics/analysis/signs",
        "tests/metrics/analysis/test_decomposition.py",
        "tests/metrics/analysis/test_fair_comparison.py",
        "tests/metrics/analysis/test_late_dossiers.py",
        "tests/metrics/analysis/test_promised_times.py",
        "tests/metrics/analysis/test_provenance.py",
        "tests/metrics/analysis/test_reconciliation.py",
        "tests/metrics/counting/test_long_lists.py",
        "tests/metrics/counting/test_non_territorial.py",
        "tests/metrics/counting/test_online_kinds.py",
        "tests/metrics/counting/test_online_kinds_of_forms.py",
        "tests/metrics/forecasting/test_forecast.py",
        "tests/metrics/test_truth.py",
        "tests/plan_texts/test_explanation.py",
        "tests/plan_texts/test_reading.py",
        "tests/plan_texts/test_real_world.py",
        "tests/plan_texts/test_sentences.py",
        "tests/reports/docs",
        "tests/reports/test_plan_template.py",
        "tests/reports/test_upload_effect.py",
        "tests/ui/causes/test_causes.py",
        "tests/ui/comparison",
        "tests/ui/index_766",
        "tests/ui/late_dossiers",
        "tests/ui/method",
        "tests/ui/overview",
        "tests/ui/plans",
        "tests/ui/setup",
        "tests/ui/signs",
        "tests/ui/tasks",
        "tests/ui/test_damaged_record.py",
        "tests/ui/test_filters.py",
        "tests/ui/test_reconciliation.py",
        "tests/ui/test_rows_aside.py",
        "tests/ui/test_session.py",
        "tests/ui/test_waiting_rows.py",
        "tests/ui/typed_counts",
        "tests/ui/uploads",
    )
)


def pytest_report_header() -> str:
    """One line above the tests; with several workers a test's own print would be lost."""
    return length_report()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for what `make check` leaves out: importing it takes as long as many tests."""
    left_out = SLOW | {BROWSER_TESTS} if config.option.markexpr == QUICK else ()
    return True if collection_path in left_out else None


@cache
def _is_slow(path: Path) -> bool:
    return not SLOW.isdisjoint((path, *path.parents))


@cache
def _is_browser(path: Path) -> bool:
    return BROWSER_TESTS in (path, *path.parents)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that need a browser and slow ones; files whose tests take longest begin first."""
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)
        if _is_browser(item.path):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path not in LONGEST)
    # All of them in a row, since they share a chromium.
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


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


@pytest.fixture(scope="session")
def january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record that holds a list of January; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("january")
    rows = [earlier(), dossier(1), done(2), dossier(3, channel="")]
    Desk(folder).stored("tháng 1.csv", table(rows))
    return folder


@pytest.fixture
def stocked(january: Path, tmp_path: Path) -> Desk:
    """A record that holds a list of January: what a bad file must leave alone."""
    shutil.copytree(january, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)
