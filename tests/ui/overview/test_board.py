"""Where a card leads: every metric that a plan demands is dealt with somewhere."""

from __future__ import annotations

import pytest

from metrics.standings import Standing
from tests.metrics.test_judging import judge, target
from tests.ui.overview.test_card_order import CODE, FILING_MISSED, QUARTER
from ui.overview.board import _address_of

MARKS = {"": {"sipas": 8521, "full_mark": 10_000}}
SIPAS = judge(target("sipas", ">=", "0.87"), (QUARTER, MARKS))


@pytest.mark.parametrize(
    ("standing", "has_causes", "address"),
    [
        (FILING_MISSED, True, f"vi-sao?xa={CODE}&ky=2026-Q1&chi-so=online_filing"),
        (SIPAS, False, f"nhap-so-lieu?xa={CODE}&ky=2026-Q1"),
        (FILING_MISSED, False, f"ke-hoach?xa={CODE}&ky=2026-Q1"),
    ],
)
def test_where_a_card_leads(standing: Standing, has_causes: bool, address: str) -> None:
    assert _address_of(standing, has_causes) == address
