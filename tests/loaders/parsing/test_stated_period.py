"""The days that the lines and cells above a table say it covers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.answers import Answers
from loaders.parsing.stated_period import (
    are_cumulated,
    impossible_period_line,
    lone_day_line,
    possible_periods,
    stated_period,
)
from loaders.recognition.reader import read_sheet
from loaders.staging import stage_sheet
from tests.support.builders import HEADINGS, Cells, csv_bytes, dossier, xlsx_bytes

JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
DECEMBER_ON = (date(2025, 12, 15), date(2026, 1, 14))

OF_A_DOCUMENT = [
    "(Theo Kế hoạch số 5 tháng 12/2025)",
    "Theo Quyết định 12/QĐ-UBND quý IV/2025",
    "Căn cứ Kế hoạch tháng 12/2025",
    "(Kèm theo Công văn số 12/UBND-VP tháng 2/2026)",
    "Ban hành kèm theo Thông tư số 1 tháng 11 năm 2018",
    "Kế hoạch số 5 tháng 12/2025",
]


@pytest.mark.parametrize("line", OF_A_DOCUMENT)
def test_a_document_that_is_named_is_no_period(line: str) -> None:
    assert stated_period([line]) is None
    assert impossible_period_line([line]) is None
    assert stated_period([line, "Tháng 01 năm 2026"]) == JANUARY
    assert stated_period([f"Tháng 01 năm 2026 ({line.strip('()')})"]) == JANUARY


@pytest.mark.parametrize(
    "line",
    [
        "(Kèm theo Báo cáo số 5/BC-UBND) Tháng 01 năm 2026",
        "Căn cứ Kế hoạch tháng 12/2025, kỳ báo cáo tháng 01/2026",
        "Thực hiện theo Kế hoạch tháng 12/2025; tháng 01/2026",
        "Kèm theo Báo cáo số 5, từ ngày 01/01/2026 đến ngày 31/01/2026",
        "Biểu ban hành kèm theo Thông tư 01/2018, tháng 01 năm 2026",
        "Báo cáo số 12/BC-UBND tháng 01/2026",
    ],
)
def test_a_period_beside_a_document(line: str) -> None:
    assert stated_period([line]) == JANUARY


@pytest.mark.parametrize(
    "line",
    [
        "Từ ngày 1 tháng 1 năm 2026 đến ngày 31 tháng 1 năm 2026",
        "(Từ ngày 01 tháng 01 năm 2026 đến hết ngày 31 tháng 01 năm 2026)",
        "Từ ngày: 01/01/2026; Đến ngày: 31/01/2026",
        "Từ ngày: 01/01/2026 | Đến ngày: 31/01/2026",
        "Thời gian: 01/01/2026 00:00 - 31/01/2026 23:59",
        "Từ ngày 01/01/2026 00:00:00 đến ngày 31/01/2026 23:59:59",
        "Từ 00:00 ngày 01/01/2026 đến 23:59 ngày 31/01/2026",
        "Từ 0 giờ 00 phút ngày 01/01/2026 đến 24h00 ngày 31/01/2026",
        "Từ ngày 2026-01-01 đến ngày 2026-01-31",
    ],
)
def test_how_a_line_says_from_and_to(line: str) -> None:
    assert stated_period([line]) == JANUARY


def test_from_and_to_in_words_go_before_the_month_in_the_title() -> None:
    line = "Từ ngày 15 tháng 12 năm 2025 đến ngày 14 tháng 01 năm 2026"
    assert stated_period(["BÁO CÁO THÁNG 01 NĂM 2026", line]) == DECEMBER_ON


IN_CELLS = [
    ["Từ ngày", "01/01/2026", "Đến ngày", "31/01/2026"],
    ["Từ ngày:", "2026-01-01 00:00:00", "Đến ngày:", "2026-01-31 00:00:00"],
    ["Từ ngày 01/01/2026", "Đến ngày 31/01/2026"],
    ["Từ ngày: 01/01/2026 00:00:00", "đến ngày", "31/01/2026 23:59:59"],
    ["Từ", "01/01/2026", "đến hết ngày 31/01/2026"],
]


@pytest.mark.parametrize("cells", IN_CELLS)
def test_neighbouring_cells(cells: list[str]) -> None:
    texts = ["Người xuất", "MẪU", *cells, "Ngày in", "05/02/2026"]
    assert stated_period(texts) == JANUARY


@pytest.mark.parametrize("cells", IN_CELLS)
@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_cells_of_a_file(cells: list[str], make: Callable[[Cells], bytes]) -> None:
    line = dossier(1)
    rows = [["UBND XÃ NINH GIANG"], ["", *cells], [*HEADINGS], [line.get(h, "") for h in HEADINGS]]
    preview = stage_sheet("a", read_sheet(make(rows)), "0", Answers())
    assert (preview.first, preview.last, preview.period_stated) == (*JANUARY, True)


@pytest.mark.parametrize(
    "cells",
    [
        ["Ngày in", "01/01/2026", "Ngày ký", "31/01/2026"],
        ["Từ ngày", "01/01/2026", "Người lập", "31/01/2026"],
        ["Từ ngày", "01/01/2026"],
        ["Ninh Giang, ngày 1 tháng 1 năm 2026", "ngày 31 tháng 1 năm 2026"],
    ],
)
def test_other_cells_are_no_period(cells: list[str]) -> None:
    assert stated_period(cells) is None
    assert impossible_period_line(cells) is None


@pytest.mark.parametrize(
    "cells",
    [
        ["Từ ngày", "31/02/2026", "Đến ngày", "31/03/2026"],
        ["Từ ngày 31 tháng 2 năm 2026 đến ngày 31 tháng 3 năm 2026"],
    ],
)
def test_days_that_do_not_exist_are_quoted(cells: list[str]) -> None:
    assert stated_period(cells) is None
    assert impossible_period_line(["Người xuất", *cells]) == " ".join(cells)


@pytest.mark.parametrize(
    ("texts", "cumulated"),
    [
        (["BÁO CÁO", "Số liệu lũy kế đến tháng 3/2026"], True),
        (["Luỹ kế quý I"], True),
        (["luy ke den thang 3/2026"], True),
        (["Cộng dồn từ tháng 1"], True),
        (["TỪ ĐẦU NĂM đến nay"], True),
        (["BÁO CÁO\nlũy kế"], True),
        (["Từ đầu tháng"], False),
        (["Tháng 3/2026"], False),
        ([], False),
    ],
)
def test_which_titles_say_that_figures_are_cumulated(texts: list[str], cumulated: bool) -> None:
    assert are_cumulated(texts) is cumulated


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["BÁO CÁO", "Ngày 05/01/2026"], "Ngày 05/01/2026"),
        (["(Trong ngày: 5/1/2026)", "Ngày 06/01/2026"], "(Trong ngày: 5/1/2026)"),
        (["Ngày  05/01/2026"], "Ngày 05/01/2026"),
        (["Ngày 31/02/2026"], None),
        (["Ngày 05/01/1999"], None),
        (["Ngày 05/01/2100"], "Ngày 05/01/2100"),
        (["Ngày 05/01/2101"], None),
        (["Ngày in: 05/01/2026"], None),
        (["Ngày 5 tháng 1 năm 2026"], None),
        ([], None),
    ],
)
def test_which_line_consists_of_one_day(texts: list[str], line: str | None) -> None:
    assert lone_day_line(texts) == line


def test_of_one_day_only_a_line_that_says_so_is_a_period_where_days_are_not_usual() -> None:
    day = date(2026, 1, 5)
    assert possible_periods(["Ngày 05/01/2026"]) == ((day, day),)
    assert possible_periods(["Ngày 05/01/2026"], may_be_one_day=False) == ()
    labelled = ["Kỳ báo cáo: ngày 05/01/2026"]
    assert possible_periods(labelled, may_be_one_day=False) == ((day, day),)
