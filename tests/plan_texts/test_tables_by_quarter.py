"""Tables by quarter or by months: the year's target, and the steps to it with their last days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plan_texts.proposals import propose

HEAD = "UBND XÃ AN PHÚ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
MARCH, JUNE, SEPTEMBER = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
Steps = list[tuple[str, str, date | None]]
BY_QUARTER: Steps = [
    ("online_filing", "0.6", MARCH),
    ("online_filing", "0.7", JUNE),
    ("online_filing", "0.75", SEPTEMBER),
    ("online_filing", "0.8", None),
    ("on_time", "0.95", MARCH),
    ("on_time", "0.96", JUNE),
    ("on_time", "0.97", SEPTEMBER),
    ("on_time", "0.98", None),
]
BY_MONTHS: Steps = [
    ("online_filing", "0.6", JUNE),
    ("online_filing", "0.7", SEPTEMBER),
    ("online_filing", "0.8", None),
    ("on_time", "0.95", JUNE),
    ("on_time", "0.96", SEPTEMBER),
    ("on_time", "0.98", None),
]
QUARTERS = "Quý I\tQuý II\tQuý III\tQuý IV"
FILING, ON_TIME = "Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hồ sơ giải quyết đúng hạn"
NUMBERS = ("60%\t70%\t75%\t80%", "95%\t96%\t97%\t98%")
WITH_TABS = f"Chỉ tiêu\t{QUARTERS}\n{FILING}\t{NUMBERS[0]}\n{ON_TIME}\t{NUMBERS[1]}"
ORDINALS = f"TT\tChỉ tiêu\t{QUARTERS}\n1\t{FILING}\t{NUMBERS[0]}\n2\t{ON_TIME}\t{NUMBERS[1]}"
WITH_UNIT = (
    f"TT\tChỉ tiêu\tĐVT\t{QUARTERS}\n"
    f"1\t{FILING}\t%\t60\t70\t75\t80\n2\t{ON_TIME}\t%\t95\t96\t97\t98"
)
WHOLE_YEAR = (
    f"Chỉ tiêu\t{QUARTERS}\tCả năm\n{FILING}\t{NUMBERS[0]}\t80%\n{ON_TIME}\t{NUMBERS[1]}\t98%"
)
MONTHS = f"Chỉ tiêu\t6 tháng\t9 tháng\tCả năm\n{FILING}\t60%\t70%\t80%\n{ON_TIME}\t95%\t96%\t98%"
TABLES: list[tuple[str, Steps]] = [
    (WITH_TABS, BY_QUARTER),
    (WITH_TABS.replace("\t", " | "), BY_QUARTER),
    (WITH_TABS.replace("\t", " "), BY_QUARTER),
    (WITH_TABS.replace("\t", "\n"), BY_QUARTER),
    (WITH_TABS.replace("%", "").replace("\t", "\n"), BY_QUARTER),
    (ORDINALS, BY_QUARTER),
    (ORDINALS.replace("\t", "\n"), BY_QUARTER),
    (ORDINALS.replace("\t", " "), BY_QUARTER),
    (WITH_UNIT, BY_QUARTER),
    (WITH_UNIT.replace("\t", "\n"), BY_QUARTER),
    (WHOLE_YEAR, BY_QUARTER[:3] + BY_QUARTER[3:]),
    (MONTHS, BY_MONTHS),
    (MONTHS.replace("\t", " "), BY_MONTHS),
    (MONTHS.replace("\t", "\n"), BY_MONTHS),
    (MONTHS.replace("nộp trực", "nộp\ntrực").replace("\t", "\n"), BY_MONTHS),
    (MONTHS.replace("nộp trực", "nộp\ntrực").replace("\t", " "), BY_MONTHS),
]
# What has several shares in a row and is no table by quarter.
OTHERS = [
    f"Quý I\n{FILING} đạt 80%.\nQuý II\n{ON_TIME} đạt 98%.",
    f"Thực hiện trong Quý I Quý II\n{FILING} đạt 80%.\n{ON_TIME} đạt 98%.",
]


@pytest.mark.parametrize(("table", "steps"), TABLES)
def test_the_years_target_and_the_steps_to_it(table: str, steps: Steps) -> None:
    assert [(p.metric, p.value, p.until) for p in propose(f"{HEAD}{table}\n")] == [
        (metric, Decimal(share), until) for metric, share, until in steps
    ]
    assert [p.is_step for p in propose(f"{HEAD}{table}\n")] == [
        until is not None for _, _, until in steps
    ]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_such_table(text: str) -> None:
    assert [p.value for p in propose(HEAD + text)] == [Decimal("0.8"), Decimal("0.98")]


def test_text_below_such_a_table_is_read_as_text() -> None:
    cells = WITH_TABS.replace("\t", "\n")
    text = f"{HEAD}{cells}\nII. NHIỆM VỤ\n- Thanh toán trực tuyến đạt 70%.\n"
    last = propose(text)[-1]
    assert (last.metric, last.value, last.until) == ("online_payment", Decimal("0.7"), None)


def test_each_line_is_that_of_the_years_figure() -> None:
    text = f"{HEAD}{WITH_TABS}".replace("\t", "\n")
    lines = text.split("\n")
    years = [p for p in propose(text) if not p.is_step]
    assert [lines[p.line - 1] for p in years] == ["80%", "98%"]


def test_a_step_is_no_repetition_of_a_years_target() -> None:
    text = f"{HEAD}- {FILING} đạt 70%.\n\n{WITH_TABS}"
    assert [p.repeats for p in propose(text) if p.metric == "online_filing"] == [None] * 5


def test_results_by_quarter_are_no_steps() -> None:
    table = (
        f"Chỉ tiêu\tThực hiện quý I\tThực hiện quý II\tKế hoạch năm 2026\n{FILING}\t60%\t70%\t80%"
    )
    assert [(p.value, p.is_step) for p in propose(HEAD + table)] == [(Decimal("0.8"), False)]
