"""Periods that titles say in months, quarters and years, and those that may be two."""

from __future__ import annotations

import pytest

from loaders.parsing.stated_period import possible_periods, stated_period

Q1, REPORTING_Q1 = "2026-01-01..2026-03-31", "2025-12-15..2026-03-14"
HALF = ["2025-12-15..2026-06-14", "2026-01-01..2026-06-30"]

PERIODS = {
    "Từ tháng 01 đến tháng 03 năm 2026": [Q1],
    "từ tháng 1/2026 đến hết tháng 3/2026": [Q1],
    "Tháng 01-03/2026": [Q1],
    "T1-T3/2026": [Q1],
    "Tháng 1, 2 và 3 năm 2026": [Q1],
    "Các tháng 1, tháng 2 và tháng 3 năm 2026": [Q1],
    "Từ tháng 11/2025 đến tháng 1/2026": ["2025-11-01..2026-01-31"],
    "Tháng 1 và tháng 3 năm 2026": ["2026-01-01..2026-01-31", "2026-03-01..2026-03-31"],
    "Quí I năm 2026": [Q1],
    "Quý 1/2026": [Q1],
    "Quý I, II/2026": ["2026-01-01..2026-06-30"],
    "Từ quý I đến quý III năm 2026": ["2026-01-01..2026-09-30"],
    "Quý I/2026 (từ 15/12/2025 đến 14/3/2026)": [REPORTING_Q1],
    "Kỳ báo cáo: tháng 03/2026 (từ 15/02 đến 14/03/2026)": ["2026-02-15..2026-03-14"],
    "Từ 15/12 đến 14/01/2026": ["2025-12-15..2026-01-14"],
    "Từ ngày 01 đến ngày 31/01/2026": ["2026-01-01..2026-01-31"],
    "Từ 15 tháng 12 đến 14 tháng 01 năm 2026": ["2025-12-15..2026-01-14"],
    "Số liệu lũy kế đến tháng 3/2026": [REPORTING_Q1, Q1],
    "Số liệu luỹ kế đến hết quý I/2026": [REPORTING_Q1, Q1],
    "Đến hết tháng 3 năm 2026": [REPORTING_Q1, Q1],
    "3 tháng đầu năm 2026": [REPORTING_Q1, Q1],
    "6 tháng đầu năm 2026": HALF,
    "Kỳ báo cáo: sáu tháng đầu năm 2026": HALF,
    "Nửa đầu năm 2026": HALF,
    "Nửa cuối năm 2026": ["2026-06-15..2026-12-14", "2026-07-01..2026-12-31"],
    "Từ 01/03 đến 31/03/2026": ["2026-03-01..2026-03-31"],
    "6 tháng cuối năm 2026": ["2026-06-15..2026-12-14", "2026-07-01..2026-12-31"],
    "9 tháng năm 2026": ["2025-12-15..2026-09-14", "2026-01-01..2026-09-30"],
    "Kỳ báo cáo: năm 2026": ["2025-12-15..2026-12-14", "2026-01-01..2026-12-31"],
    "Lũy kế từ đầu năm đến ngày 14/03/2026": [REPORTING_Q1],
    "Lũy kế từ đầu năm đến ngày 31/03/2026": [Q1],
    "Lũy kế từ đầu năm đến ngày 20/03/2026": ["2025-12-15..2026-03-20", "2026-01-01..2026-03-20"],
    "Từ 01/01/2026 đến 31/03/2026, so với cùng kỳ từ 01/01/2025 đến 31/03/2025": [Q1],
    "Ninh Giang, ngày 31 tháng 3 năm 2026": [],
    "Tháng 01/2026 (từ 15/12 đến 14/01)": ["2025-12-15..2026-01-14"],
    "Tháng 01/2026 (từ 01/01-31/01)": ["2026-01-01..2026-01-31"],
    "Tháng 01/2026 (từ 31/02 đến 14/03)": ["2026-01-01..2026-01-31"],
    "Tháng 01/2026 (từ ngày 15 tháng trước đến ngày 14 tháng này)": ["2025-12-15..2026-01-14"],
    "Tháng 3/2026 (lũy kế từ đầu năm)": [Q1, "2026-03-01..2026-03-31"],
    "Tháng 1 năm 2026, cộng dồn": ["2026-01-01..2026-01-31"],
    "Ninh Giang, ngày … tháng 02 năm 2026": [],
    "Ninh Giang, ngày tháng 02 năm 2026": [],
    "Hải Phòng, tháng 02 năm 2026": [],
    "Xã Ninh Giang, tháng 02 năm 2026": ["2026-02-01..2026-02-28"],
    "Hồ sơ theo ngày tháng 02 năm 2026": ["2026-02-01..2026-02-28"],
    "Tháng 13/2026": [],
    "Quý V/2026": [],
    "Từ quý III đến quý I năm 2026": [],
}


@pytest.mark.parametrize("line", PERIODS)
def test_what_a_line_may_mean(line: str) -> None:
    for text in (line, line.upper(), f"({line})"):
        assert [f"{first}..{last}" for first, last in possible_periods([text])] == PERIODS[line]


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        (["BÁO CÁO THÁNG 3 NĂM 2026", "Tháng 03/2026"], True),
        (["BÁO CÁO THÁNG 3 NĂM 2026", "Quý I/2026"], False),
        (["Kế hoạch thực hiện năm 2026: tháng 2/2026", "Kỳ báo cáo: tháng 3/2026"], True),
        (["Từ 01/01/2026 đến 31/01/2026", "Từ 01/02/2026 đến 28/02/2026"], False),
        (["Tháng 3/2026 và lũy kế 3 tháng đầu năm 2026"], False),
        (["BÁO CÁO THÁNG 3 NĂM 2026", "(Số liệu lũy kế)"], False),
        (["BÁO CÁO THÁNG 01 NĂM 2026", "(từ 15/12 đến 14/01)"], True),
    ],
)
def test_several_periods_are_never_decided_by_chance(lines: list[str], sure: bool) -> None:
    assert (stated_period(lines) is not None) == sure
    assert stated_period(lines[::-1]) == stated_period(lines)


@pytest.mark.parametrize(
    ("line", "of_a_list", "of_a_form"),
    [
        ("Ngày 31/01/2026", ["2026-01-31..2026-01-31"], []),
        ("Kỳ báo cáo: ngày 31/01/2026", ["2026-01-31..2026-01-31"], ["2026-01-31..2026-01-31"]),
    ],
)
def test_one_day_is_a_forms_period_where_it_says_so(
    line: str, of_a_list: list[str], of_a_form: list[str]
) -> None:
    for may_be_one_day, days in ((True, of_a_list), (False, of_a_form)):
        spans = possible_periods([line], may_be_one_day)
        assert [f"{first}..{last}" for first, last in spans] == days
