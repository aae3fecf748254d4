"""How periods are tiled: lists before forms, forms only whole, gaps told day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.periods import parse_period
from metrics.counting.coverage import Segment, Source, tile_period, uncovered_spans

MARCH = parse_period("2026-03")
QUARTER = parse_period("2026-Q1")


def source(upload: int, first: str, last: str, is_list: bool = True) -> Source:
    days = date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
    return Source("11203", upload, *days, frozenset(), is_list, "x")


def test_one_list_covers_its_month() -> None:
    found = tile_period(MARCH, [source(1, "03-01", "03-31")])
    assert found.state == "whole"
    assert found.segments == (Segment(MARCH.first, MARCH.last),)
    assert found.missing == ()


def test_a_list_to_a_day_inside_is_to_date() -> None:
    found = tile_period(MARCH, [source(1, "03-01", "03-20")])
    assert found.state == "to_date"
    assert found.covered == (date(2026, 3, 1), date(2026, 3, 20))
    assert found.missing == ((date(2026, 3, 21), date(2026, 3, 31)),)


def test_a_list_that_begins_late_covers_nothing() -> None:
    found = tile_period(MARCH, [source(1, "03-02", "03-31")])
    assert (found.state, found.covered) == ("none", None)
    assert found.missing == ((date(2026, 3, 1), date(2026, 3, 1)),)


def test_a_gap_in_the_middle_is_told_and_nothing_is_to_date() -> None:
    found = tile_period(QUARTER, [source(1, "01-01", "01-31"), source(2, "03-01", "03-31")])
    assert (found.state, found.segments) == ("none", ())
    assert found.missing == ((date(2026, 2, 1), date(2026, 2, 28)),)


def test_lists_that_overlap_or_touch_are_one_run() -> None:
    found = tile_period(QUARTER, [source(1, "01-01", "02-10"), source(2, "02-05", "03-31")])
    assert found.segments == (Segment(QUARTER.first, QUARTER.last),)


def test_forms_tile_a_quarter() -> None:
    forms = [source(n, *ends, is_list=False) for n, ends in enumerate(MONTHS, start=1)]
    found = tile_period(QUARTER, forms)
    assert [segment.upload_id for segment in found.segments] == [1, 2, 3]
    assert found.state == "whole"


MONTHS = (("01-01", "01-31"), ("02-01", "02-28"), ("03-01", "03-31"))


def test_a_form_for_a_quarter_says_nothing_of_a_month() -> None:
    found = tile_period(MARCH, [source(1, "01-01", "03-31", is_list=False)])
    assert found.state == "none"
    assert found.missing == ((MARCH.first, MARCH.last),)


def test_records_win_over_forms_on_every_day_that_they_cover() -> None:
    month = source(2, "03-01", "03-31", is_list=False)
    whole = tile_period(MARCH, [source(1, "03-01", "03-31"), month])
    assert whole.segments == (Segment(MARCH.first, MARCH.last),)
    part = tile_period(MARCH, [source(1, "03-01", "03-20"), month])
    assert part.state == "to_date"
    assert part.segments == (Segment(date(2026, 3, 1), date(2026, 3, 20)),)


def test_a_form_goes_on_where_lists_end() -> None:
    found = tile_period(
        QUARTER, [source(1, "01-01", "02-28"), source(2, "03-01", "03-31", is_list=False)]
    )
    assert [segment.upload_id for segment in found.segments] == [None, 2]


def test_of_forms_that_begin_alike_the_one_that_reaches_the_end() -> None:
    long = source(1, "01-01", "03-31", is_list=False)
    short = source(2, "01-01", "01-31", is_list=False)
    assert tile_period(QUARTER, [short, long]).segments[0].upload_id == 1


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=6))
def test_days_are_covered_or_missing_and_never_both(spans: list[list[date]]) -> None:
    pairs = [(first, last) for first, last in spans]
    missing = uncovered_spans(QUARTER, pairs)
    day = QUARTER.first
    while day <= QUARTER.last:
        told = any(first <= day <= last for first, last in pairs)
        gone = any(first <= day <= last for first, last in missing)
        assert told != gone
        day += timedelta(days=1)


@given(st.lists(st.tuples(DAYS, DAYS, st.booleans()), max_size=6))
def test_segments_follow_one_another_from_the_first_day(
    drawn: list[tuple[date, date, bool]],
) -> None:
    sources = [
        Source("11203", n, min(a, b), max(a, b), frozenset(), is_list, "x")
        for n, (a, b, is_list) in enumerate(drawn)
    ]
    found = tile_period(QUARTER, sources)
    day = QUARTER.first
    for segment in found.segments:
        assert segment.first == day
        day = segment.last + timedelta(days=1)
    if found.state == "whole":
        assert day == QUARTER.last + timedelta(days=1)
    else:
        assert found.missing
