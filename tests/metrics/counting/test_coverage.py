"""How periods are tiled: lists before forms, forms only whole, gaps told day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import Period, parse_period
from metrics.counting.coverage import (
    Coverage,
    Segment,
    Source,
    coverage_at_end,
    tiled_coverage,
    uncovered_spans,
)

MARCH = parse_period("2026-03")
QUARTER = parse_period("2026-Q1")


# (first day, last day) of 2026, or (first day, last day, upload) of one form.
Drawn = tuple[str, str] | tuple[str, str, int]
JAN, FEB, MAR = ("01-01", "01-31"), ("02-01", "02-28"), ("03-01", "03-31")


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def source(upload: int, first: str, last: str, is_list: bool) -> Source:
    return Source("11203", upload, day(first), day(last), frozenset(), is_list, "x")


def coverage_of(period: Period, lists: list[Drawn], forms: list[Drawn]) -> Coverage:
    """The tiles that these lists, and these forms numbered from 1, lay over the period."""
    of_lists = [source(100 + n, *spans[:2], is_list=True) for n, spans in enumerate(lists)]
    of_forms = [source(n, *spans[:2], is_list=False) for n, spans in enumerate(forms, start=1)]
    return tiled_coverage(period, [*of_lists, *of_forms])


@pytest.mark.parametrize(
    ("period", "lists", "forms", "state", "segments"),
    [
        # One list covers its month; one that ends earlier, to its last day.
        (MARCH, [MAR], [], "whole", [MAR]),
        (MARCH, [("03-01", "03-20")], [], "to_date", [("03-01", "03-20")]),
        # A list that covers more is cut at the period's ends.
        (MARCH, [("01-01", "06-30")], [], "whole", [MAR]),
        # Lists that overlap or touch are one stretch.
        (QUARTER, [("01-01", "02-10"), ("02-05", "03-31")], [], "whole", [("01-01", "03-31")]),
        (QUARTER, [JAN, ("02-01", "03-31")], [], "whole", [("01-01", "03-31")]),
        # Without the first day, or with a hole before later figures, nothing may be used.
        (MARCH, [("03-02", "03-31")], [], "none", []),
        (QUARTER, [JAN, MAR], [], "none", []),
        (QUARTER, [JAN], [MAR], "none", []),
        # Forms tile a longer period; one of a longer period says nothing of a shorter one.
        (QUARTER, [], [JAN, FEB, MAR], "whole", [(*JAN, 1), (*FEB, 2), (*MAR, 3)]),
        (QUARTER, [], [JAN, FEB], "to_date", [(*JAN, 1), (*FEB, 2)]),
        (MARCH, [], [("01-01", "03-31")], "none", []),
        # Records win over forms on every day that they cover, even where the form reaches further.
        (MARCH, [MAR], [MAR], "whole", [MAR]),
        (MARCH, [("03-01", "03-20")], [MAR], "to_date", [("03-01", "03-20")]),
        # A form goes on where lists end, and lists where a form ends.
        (QUARTER, [("01-01", "02-28")], [MAR], "whole", [("01-01", "02-28"), (*MAR, 1)]),
        (QUARTER, [FEB, MAR], [JAN], "whole", [(*JAN, 1), ("02-01", "03-31")]),
        # February's form has days that lists cover: it is not used.
        (QUARTER, [JAN, FEB], [FEB, MAR], "whole", [("01-01", "02-28"), (*MAR, 2)]),
        # Of forms that begin alike the one that reaches further; of the same days the newest.
        (QUARTER, [], [JAN, ("01-01", "03-31")], "whole", [("01-01", "03-31", 2)]),
        (MARCH, [], [MAR, MAR], "whole", [(*MAR, 2)]),
        # The shorter form, where only it leads to the end.
        (
            QUARTER,
            [],
            [("01-01", "02-10"), JAN, FEB, MAR],
            "whole",
            [(*JAN, 2), (*FEB, 3), (*MAR, 4)],
        ),
        (MARCH, [], [], "none", []),
    ],
)
def test_which_sources_tile_a_period(
    period: Period, lists: list[Drawn], forms: list[Drawn], state: str, segments: list[Drawn]
) -> None:
    coverage = coverage_of(period, lists, forms)
    expected = tuple(Segment(day(first), day(last), *upload) for first, last, *upload in segments)
    assert (coverage.state, coverage.segments) == (state, expected)


@pytest.mark.parametrize(
    ("period", "lists", "forms", "missing"),
    [
        (MARCH, [MAR], [], []),
        (MARCH, [("03-01", "03-20")], [], [("03-21", "03-31")]),
        (MARCH, [("03-02", "03-31")], [], [("03-01", "03-01")]),
        (QUARTER, [JAN, MAR], [], [FEB]),
        (MARCH, [], [("01-01", "03-31")], [MAR]),
        (QUARTER, [("01-10", "01-31")], [MAR], [("01-01", "01-09"), FEB]),
    ],
)
def test_which_days_are_missing(
    period: Period, lists: list[Drawn], forms: list[Drawn], missing: list[tuple[str, str]]
) -> None:
    expected = tuple((day(first), day(last)) for first, last in missing)
    assert coverage_of(period, lists, forms).missing_spans == expected


@pytest.mark.parametrize(
    ("forms", "state", "segments"),
    [
        # The form that ends last inside the period tells how things stood; none of them add.
        ([JAN, FEB, MAR], "whole", [(*MAR, 3)]),
        ([JAN, FEB], "to_date", [(*FEB, 2)]),
        # Of two that end alike the newer.
        ([MAR, MAR], "whole", [(*MAR, 2)]),
        # One that ends after the period tells nothing of its end.
        ([("01-01", "04-30")], "none", []),
        ([], "none", []),
    ],
)
def test_which_form_tells_how_things_stood(
    forms: list[Drawn], state: str, segments: list[Drawn]
) -> None:
    of_forms = [source(n, *spans[:2], is_list=False) for n, spans in enumerate(forms, start=1)]
    coverage = coverage_at_end(QUARTER, of_forms)
    expected = tuple(Segment(day(first), day(last), *upload) for first, last, *upload in segments)
    assert (coverage.state, coverage.segments) == (state, expected)


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=6))
def test_days_are_covered_or_missing_and_never_both(spans: list[list[date]]) -> None:
    pairs = [(first, last) for first, last in spans]
    missing = uncovered_spans(QUARTER, pairs)
    for offset in range((QUARTER.last - QUARTER.first).days + 1):
        today = QUARTER.first + timedelta(days=offset)
        is_covered = any(first <= today <= last for first, last in pairs)
        is_missing = any(first <= today <= last for first, last in missing)
        assert is_covered != is_missing


@given(st.lists(st.tuples(DAYS, DAYS, st.booleans()), max_size=6))
def test_segments_follow_one_another_from_the_first_day(
    drawn: list[tuple[date, date, bool]],
) -> None:
    sources = [
        Source("11203", n, min(a, b), max(a, b), frozenset(), is_list, "x")
        for n, (a, b, is_list) in enumerate(drawn)
    ]
    coverage = tiled_coverage(QUARTER, sources)
    next_day = QUARTER.first
    for segment in coverage.segments:
        assert segment.first == next_day
        next_day = segment.last + timedelta(days=1)
    if coverage.state == "whole":
        assert next_day == QUARTER.last + timedelta(days=1)
    else:
        assert coverage.missing_spans
