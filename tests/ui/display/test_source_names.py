"""Where a series passes to another source or definition, and how sources are named."""

from __future__ import annotations

from data.periods import parse_period
from metrics.catalogue.metrics import METRICS_BY_NAME, Metric
from metrics.counting.coverage import Coverage, Segment, Source
from metrics.counting.day_counts import Holdings
from metrics.counting.tallies import Tally
from metrics.standings import Standing
from ui.display import source_names

CODE = "11203"
ON_TIME = METRICS_BY_NAME["on_time"]


def month(number: int, upload_id: int | None, metric: Metric = ON_TIME) -> Standing:
    """A month that stands on records (None) or on one form."""
    period = parse_period(f"2026-{number:02}")
    coverage = Coverage("whole", (Segment(period.first, period.last, upload_id),), ())
    return standing(number, Tally(metric, coverage, 9, 10))


def gap(number: int) -> Standing:
    return standing(number, Tally(ON_TIME, Coverage("none", (), ())))


def standing(number: int, tally: Tally) -> Standing:
    period = parse_period(f"2026-{number:02}")
    return Standing(ON_TIME, CODE, period, tally, None, None, "no_target", None)


def holdings(**layouts: str) -> Holdings:
    span = parse_period("2026-01")
    sources = [
        Source(CODE, int(name[1:]), span.first, span.last, frozenset(), False, form)
        for name, form in layouts.items()
    ]
    return Holdings({CODE: tuple(sources)}, {})


def test_a_change_is_marked_once_and_gaps_are_passed_over() -> None:
    uploads = holdings(u1="bieu-ii06a", u2="bieu-ii06a", u3="so-hoa")
    series = [month(1, None), gap(2), month(3, 1), month(4, 2), month(5, 3), month(6, None)]
    assert source_names.source_changes(uploads, series) == {
        2: "từ đây theo biểu số II.06a/VPCP/KSTT",
        4: "từ đây theo biểu “Thống kê số hóa hồ sơ, kết quả”",
        5: "từ đây theo hồ sơ",
    }


def test_another_definition_of_the_same_form_is_a_change() -> None:
    assert ON_TIME.fallback is not None
    series = [month(1, 1), month(2, 1, ON_TIME.fallback)]
    assert list(source_names.source_changes(holdings(u1="bieu-ii06a"), series)) == [1]


def test_a_series_from_one_source_has_no_mark() -> None:
    assert source_names.source_changes(holdings(), [month(1, None), month(2, None)]) == {}


def test_what_the_page_of_tasks_tells_is_named_by_that_page() -> None:
    april = parse_period("2026-04")
    segment = Segment(april.first, april.last, of_tasks=True)
    of_tasks = standing(4, Tally(ON_TIME, Coverage("whole", (segment,), ()), 9, 10))
    assert source_names.source_titles(holdings(), of_tasks) == ("trang Nhiệm vụ",)
    changes = source_names.source_changes(holdings(), [month(3, None), of_tasks])
    assert changes == {1: "từ đây theo trang Nhiệm vụ"}


def test_a_layout_that_is_gone_is_named_by_its_file() -> None:
    assert source_names.layout_title("mau-cu") == "mau-cu"
