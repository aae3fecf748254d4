"""When a browser was here before: pages opened close together are one visit."""

from __future__ import annotations

import pytest

from ui.last_visit import Visits, read_visits

HOUR = 60 * 60
NOON = 1000 * HOUR


@pytest.mark.parametrize(
    ("so_far", "opened"),
    [
        (Visits(0, 0), Visits(0, NOON)),
        (Visits(0, NOON - HOUR), Visits(NOON - HOUR, NOON)),  # a visit of its own
        (Visits(NOON - 9 * HOUR, NOON - 60), Visits(NOON - 9 * HOUR, NOON)),  # the same visit
    ],
)
def test_a_page_is_opened(so_far: Visits, opened: Visits) -> None:
    assert so_far.opened_at(NOON) == opened


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("3600-7200", Visits(3600, 7200)),
        ("0-7200", Visits(0, 7200)),
        ("", Visits(0, 0)),
        ("-1-5", Visits(0, 0)),
        ("1-2-3", Visits(0, 0)),
        ("<b>-7200", Visits(0, 0)),
        ("9" * 40 + "-1", Visits(0, 0)),
    ],
)
def test_a_cookie_that_is_garbled_tells_of_no_visit(text: str, visits: Visits) -> None:
    assert read_visits(text) == visits
