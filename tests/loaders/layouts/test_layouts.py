"""Any table of counts, written in any layout and read back, gives the same counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.columns import TOTALS, is_count
from loaders.answers import Answers
from loaders.layouts.layout import Layout, layouts
from loaders.recognition import worker
from loaders.recognition.headings import Heading
from loaders.recognition.matching import best_match
from loaders.recognition.sheet import Sheet
from loaders.staging import stage_sheet
from loaders.validation.forms import check_form

FORMS = [layout for layout in layouts() if layout.table == "totals" and not layout.lines]
UNITS = ("UBND Xã Ninh Giang", "UBND Phường Đồng Nguyên", "UBND Xã Hòa An")
PLANNED = frozenset({"11203", "31393"})  # other provinces have communes of these names
NAMES = ("Đất đai", "Hộ tịch", "Chứng thực")


def first_paths(layout: Layout) -> list[tuple[tuple[str, ...], str]]:
    """One heading for each column, the first that the layout lists."""
    first: dict[str, tuple[str, ...]] = {}
    for path, column in layout.headings.items():
        first.setdefault(column, path)
    return [(path, column) for column, path in first.items()]


def heading_rows(paths: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Merged headings as a file shows them: a text in the first cell, blanks in the rest."""
    depth = max(len(path) for path in paths)
    rows = [[""] * len(paths) for _ in range(depth)]
    for level in range(depth):
        for i, path in enumerate(paths):
            if level < len(path):
                again = i > 0 and paths[i - 1][: level + 1] == path[: level + 1]
                rows[level][i] = "" if again else path[level]
    return rows


def csv_of(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8")


def sheet_of(content: bytes) -> Sheet:
    """As isolation.read_sheet gives it, without the process: the readers are tested there."""
    head, cells = worker.read_table(content, "csv")
    layout = next(one for one in layouts() if one.name == head["layout"])
    headings = tuple(Heading(*heading) for heading in head["headings"])
    return Sheet(layout, head["sheets"][0], headings, tuple(head["above"]), cells)


@pytest.mark.parametrize("layout", FORMS, ids=lambda one: one.name)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_counts_come_back(layout: Layout, data: st.DataObject) -> None:
    paths = first_paths(layout)
    names = UNITS if layout.key == "unit" else NAMES
    counts = [c for _, c in paths if is_count(c)]
    numbers = st.integers(0, 99_999)
    wanted = {n: {c: data.draw(numbers) for c in counts} for n in names}
    # Signs of thousands as the systems write them, or none.
    sign = data.draw(st.sampled_from(["", "."]))

    def cell(name: str, column: str) -> str:
        if column in TOTALS:
            return name
        return f"{wanted[name][column]:,}".replace(",", sign) if is_count(column) else ""

    body = [[cell(name, column) for _, column in paths] for name in names]
    title = [["Đơn vị báo cáo: UBND Xã Ninh Giang"], ["Từ ngày 01/03/2026 đến ngày 31/03/2026"]]
    sheet = sheet_of(csv_of([*title, *heading_rows([p for p, _ in paths]), *body]))
    assert sheet.layout == layout
    found = stage_sheet(
        "x.csv", sheet, "0", Answers(accept_unbalanced=True, planned_communes=PLANNED)
    ).rows.to_pylist()
    assert [{c: row[c] for c in counts} for row in found] == [wanted[name] for name in names]


@pytest.mark.parametrize("layout", layouts(), ids=lambda one: one.name)
def test_a_layout_knows_itself(layout: Layout) -> None:
    """No other layout claims a file with all of this one's headings."""
    head = heading_rows([path for path, _ in first_paths(layout)])
    match = best_match(head, layouts())
    assert match is not None
    assert match.layout == layout
    assert layout.required <= set(match.heading_by_column)


def form(rate: str, very: int, fairly: int, bad: int, total: int) -> Sheet:
    rows = [
        ["Đơn vị: UBND Xã Ninh Giang. Từ ngày 01/03/2026 đến ngày 31/03/2026"],
        [
            "STT",
            "Lĩnh vực",
            "Tổng số phiếu đánh giá",
            "Mức độ đánh giá",
            "",
            "",
            "Tỷ lệ hài lòng (%)",
        ],
        ["", "", "", "Rất hài lòng", "Hài lòng", "Chưa hài lòng", ""],
        ["1", "Đất đai", total, very, fairly, bad, rate],
    ]
    return sheet_of(csv_of(rows))


@pytest.mark.parametrize("rate", ["66.67", "66,67%", "66.66", "0.6667", "", "NaN%"])
def test_a_printed_rate_that_its_counts_give(rate: str) -> None:
    assert check_form(form(rate, 1, 1, 1, 3), {"": "11203"}).problems == ()


def test_a_printed_rate_that_differs_is_told_and_the_counts_stand() -> None:
    checked = check_form(form("70", 1, 1, 1, 3), {"": "11203"})
    assert [(p.kind, p.row, p.heading, p.value) for p in checked.problems] == [
        ("rate_differs", 4, "Tỷ lệ hài lòng (%)", "70")
    ]
    assert checked.rows.to_pylist()[0]["ratings"] == 3


def test_a_line_that_breaks_a_sum_is_set_aside_unless_it_is_accepted() -> None:
    aside = check_form(form("", 1, 1, 1, 5), {"": "11203"})
    assert [p.kind for p in aside.problems] == ["unbalanced"]
    assert aside.rows.to_pylist()[0]["ratings"] is None
    taken = check_form(form("", 1, 1, 1, 5), {"": "11203"}, accept_unbalanced=True)
    assert taken.rows.to_pylist()[0]["ratings"] == 5
    assert taken.set_aside == ()


def test_a_unit_that_is_no_commune_is_set_aside_and_told() -> None:
    rows = [
        ["Từ ngày 01/03/2026 đến ngày 31/03/2026"],
        ["STT", "Tên đơn vị", "Hồ sơ thu phí", "Thanh toán", ""],
        ["", "", "", "Trực tiếp", "Trực tuyến"],
        ["I", "Sở, ban, ngành", "", "", ""],
        ["1", "Sở Tư pháp", "10", "5", "5"],
        ["2", "UBND Phường Trần Liễu", "20", "5", "15"],
        ["", "Tổng số", "30", "10", "20"],
    ]
    found = stage_sheet("x.csv", sheet_of(csv_of(rows)), "0", Answers())
    assert dict(found.communes) == {"10729": 1}
    assert [(p.kind, p.row, p.value) for p in found.problems] == [("unknown_unit", 5, "Sở Tư pháp")]
