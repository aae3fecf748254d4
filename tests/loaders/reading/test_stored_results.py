"""Formulas of a workbook with and without stored results: what a 0 among them says."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter

from loaders.reading.grid import UNCALCULATED
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet
from tests.support.builders import HEADINGS, JANUARY, dossier
from tests.support.containers import zipped

FEE = HEADINGS.index("Phí, lệ phí (đồng)")
PAYMENT = HEADINGS.index("Hình thức thanh toán")
# No result: what the writer of these files stores for a formula that nobody calculated is a 0.
NOTHING, TRUTH = "", True

Result = str | int | bool


def book(
    fees: Sequence[Result], payments: Sequence[str] = (), *, total: Result | None = None
) -> bytes:
    """A list of which each fee, and each payment if given, is a formula with this stored result.

    The writer asks that the book be computed when opened. `total` stands under the fees.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Danh sách")
        for y, text in enumerate(JANUARY):
            sheet.write_string(y, 0, text)
        sheet.write_row(len(JANUARY), 0, HEADINGS)
        first = len(JANUARY) + 1
        for y, fee in enumerate(fees, first):
            sheet.write_row(y, 0, [dossier(y).get(heading, "") for heading in HEADINGS])
            sheet.write_formula(y, FEE, f"=VLOOKUP(C{y + 1},P!A:B,2)", None, fee)
        for y, payment in enumerate(payments, first):
            sheet.write_formula(y, PAYMENT, f"=T(Z{y + 1})", None, payment)
        if total is not None:
            sheet.write_formula(first + len(fees), FEE, "=SUM(M5:M9)", None, total)
    return out.getvalue()


def changed_sheet(content: bytes, pattern: str, replacement: str) -> bytes:
    """The workbook with its sheet's XML changed, as another writer would have it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    xml, count = re.subn(pattern, replacement, parts[name].decode())
    assert count
    return zipped({**parts, name: xml})


def fees_of(content: bytes) -> list[str | None]:
    return column_of(read_sheet(content), "fee")


def column_of(sheet: Sheet, name: str) -> list[str | None]:
    texts: list[str | None] = sheet.cells.column(name).to_pylist()
    return texts


@pytest.mark.parametrize(
    ("results", "fees"),
    [
        ([0, 4000, 0], ["0", "4000", "0"]),
        ([4000, 0, 0], ["4000", "0", "0"]),
        ([0, 0, 4000.5], ["0", "0", "4000.5"]),
        ([0, -1, 0], ["0", "-1", "0"]),
        ([0, "Miễn phí", 0], ["0", "Miễn phí", "0"]),
        ([0, 4000, NOTHING], ["0", "4000", UNCALCULATED]),
        ([0, 0, 0], [UNCALCULATED] * 3),
        ([0, NOTHING, 0], [UNCALCULATED] * 3),
        ([0], [UNCALCULATED]),
        ([4000], ["4000"]),
    ],
)
def test_a_zero_is_a_result_where_its_column_has_another(
    results: Sequence[Result], fees: list[str]
) -> None:
    assert fees_of(book(results)) == fees


def test_results_of_one_column_say_nothing_of_another() -> None:
    sheet = read_sheet(book([0, 0, 0], ["Trực tuyến", "Trực tiếp", "Trực tuyến"]))
    assert column_of(sheet, "fee") == [UNCALCULATED] * 3
    assert column_of(sheet, "payment") == ["Trực tuyến", "Trực tiếp", "Trực tuyến"]


def test_a_total_without_a_result_leaves_the_fees_above_it_uncalculated() -> None:
    assert fees_of(book([0, 0], total=0)) == [UNCALCULATED] * 3


def test_a_truth_value_is_a_result() -> None:
    """False is written as 0 too, with its kind beside it, which no stand-in has."""
    content = changed_sheet(
        book([0, 0]), r'<c r="M(\d+)"([^>]*)>(<f>.*?</f>)<v>0</v>', r'<c r="M\1" t="b">\3<v>0</v>'
    )
    assert UNCALCULATED not in fees_of(content)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"<f>[^<]*</f>", '<f t="shared" si="0"/>'),
        (r"</f><v>(\d+)</v>", r"</f><v> \1 </v>"),
        (r"</f><v>(\d+)</v>", r'</f><v xml:space="preserve">\1</v>'),
        (r"</f><v>", "</f>\n  <v>"),
    ],
    ids=["shared", "spaces", "attribute", "lines"],
)
def test_other_writers_formulas(pattern: str, replacement: str) -> None:
    some, none = book([0, 4000]), book([0, 0])
    assert UNCALCULATED not in fees_of(changed_sheet(some, pattern, replacement))
    assert fees_of(changed_sheet(none, pattern, replacement)) == [UNCALCULATED] * 2


def test_a_long_list_whose_results_stand_far_from_its_zeros() -> None:
    """The scan goes piece by piece: the one result of 9,000 fees stands in the last piece."""
    results: list[Result] = [0] * 9_000
    assert fees_of(book([*results, 4000])) == ["0"] * 9_000 + ["4000"]


def test_a_book_whose_writer_computed_it_has_zeros() -> None:
    content = book([0, 0])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    assert fees_of(zipped(parts)) == ["0", "0"]
