"""A day has one answer wherever it comes in: loading, mapping, redaction, titles, templates."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pyarrow as pa
import pytest

from data.planning.drafts import HEAD, Draft, Head
from loaders.parsing.cells import values_by_sql
from loaders.parsing.day_sql import day_sql
from loaders.parsing.engine import scratch_connection
from loaders.parsing.stated_period import stated_period
from loaders.plan_template import plan_draft_in
from loaders.recognition.profiling import profile_of
from loaders.validation.redaction import HIDDEN, redacted_text
from reports.plan_template import plan_template

EIGHTH, LAST = date(2025, 12, 8), date(2025, 12, 31)


def loaded(text: str) -> date | None:
    """The day of a list's cell, as staging computes it."""
    with scratch_connection() as engine:
        column = pa.chunked_array([pa.array([text], pa.string())])
        day: date | None = values_by_sql(engine, column, day_sql)[0].as_py()
        return day


def is_day_column(text: str) -> bool:
    """Whether an unknown table's column of such cells is offered as one of days."""
    return profile_of([text] * 5).kind == "days"


def is_shown(text: str) -> bool:
    """Whether a problem may show the cell, in a line whose cells may be shifted."""
    return redacted_text("date", text, is_shifted=True) != HIDDEN


def titled(text: str) -> date | None:
    """The first day of the period that a title states."""
    period = stated_period([f"Từ ngày {text} đến ngày 31/12/2025"])
    return period[0] if period and period[1] == LAST else None


def in_template(text: str) -> date | None:
    """The day from which a plan holds, typed into the template."""
    book = openpyxl.load_workbook(BytesIO(plan_template(Draft(Head("11203")))))
    sheet = book["Kế hoạch"]
    (row,) = (c.row for c in sheet["B"] if c.value and c.value.startswith(HEAD["valid_from"]))
    sheet.cell(row, 3).value = text
    out = BytesIO()
    book.save(out)
    return plan_draft_in(out.getvalue()).head.valid_from


@pytest.mark.parametrize(
    "text",
    [
        "08/12/2025",
        "8-12-2025",
        "08.12.2025",
        "2025-12-08",
        "2025/12/08",
        "2025.12.8",
        "08/12/25",
        "'08/12/2025",
        "09:30:00 - 08.12.2025",
        "08/12/2025 09:30:00",
        "2025/12/08 09:30",
        "8h30 08/12/2025",
        "08/12-2025",
        "08-12/2025",
        "2025-12-08T09:30:00Z",
        "2025-12-08T09:30:00+07:00",
    ],
)
def test_the_eighth_of_december_at_every_door(text: str) -> None:
    answers = loaded(text), titled(text), in_template(text), is_day_column(text), is_shown(text)
    assert answers == (EIGHTH, EIGHTH, EIGHTH, True, True)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Ngày: 08 tháng 12 năm 2025", EIGHTH, EIGHTH),
        ("Ngày: 08/12/2025", EIGHTH, EIGHTH),
        ("Ninh Giang, ngày 08 tháng 12 năm 2025", None, None),  # where and when it was signed
        ("Ngày: 2025-12-08T09:30:00Z", None, None),  # beside a time it may be that of printing
        ("Từ ngày 2025 / 12 / 08 đến ngày 2025 / 12 / 31", EIGHTH, LAST),
        ("Từ ngày 08 / 12 / 2025 đến ngày 31 / 12 / 2025", EIGHTH, LAST),
        # Midnight in Vietnam is 17:00 of the day before by UTC.
        ("Từ ngày 2025-12-07T17:00:00Z đến ngày 2025-12-31T16:59:59Z", EIGHTH, LAST),
        ("Từ ngày 2025-12-08T00:00:00 đến ngày 2025-12-31T23:59:59", EIGHTH, LAST),
        ("Từ ngày 2025-13-08T09:30:00Z đến ngày 31/12/2025", None, None),
    ],
)
def test_a_title_names_the_days_that_a_cell_would(
    line: str, first: date | None, last: date | None
) -> None:
    assert (stated_period([line]) or (None, None)) == (first, last)


@pytest.mark.parametrize(
    ("text", "looks_like_one"),
    [
        ("31/11/2025", True),  # thirty days has November
        ("2025/13/08", True),
        ("26/01/05", False),  # rather a year that stands first
        ("08/12/2025 hôm qua", False),
        ("hôm qua", False),
    ],
)
def test_no_day_at_any_door(text: str, looks_like_one: bool) -> None:
    assert (loaded(text), titled(text), in_template(text)) == (None, None, None)
    assert is_day_column(text) == looks_like_one


def test_a_serial_number_is_a_day_in_a_cell_alone() -> None:
    assert (loaded("45999"), in_template("45999"), titled("45999")) == (EIGHTH, EIGHTH, None)


@pytest.mark.parametrize("text", ["hôm qua", "Nguyễn Văn A", "Nguyễn Văn A, 08/12/2025"])
def test_words_in_a_shifted_line_stay_hidden(text: str) -> None:
    assert not is_shown(text)
