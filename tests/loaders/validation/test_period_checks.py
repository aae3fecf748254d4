"""The period that a list states is held against its rows, and a contradiction is told."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.answers import Answers
from loaders.notes.preview_notes import notices
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import HEADINGS, Row, csv_bytes, done, dossier, earlier, table

FEBRUARY = ("UBND XÃ NINH GIANG", "Từ ngày 01/02/2026 đến ngày 28/02/2026")
TODAY = date(2026, 3, 10)


def staged(
    rows: list[Row], headings: tuple[str, ...] = HEADINGS, answers: Answers | None = None
) -> Staged:
    sheet = read_sheet(csv_bytes(table(rows, FEBRUARY, headings)))
    return stage_sheet("a.csv", sheet, "0", answers or Answers(today=TODAY))


def a_month_of_january() -> list[Row]:
    """Most of it done in January, some open still."""
    return [*(done(n, "20/01/2026") for n in range(6)), *(dossier(n) for n in range(10, 13))]


def a_year_early() -> list[Row]:
    return [
        done(f"H24.91-250205-{n:04}", "10/02/2025", received="05/02/2025", due="20/02/2025")
        for n in range(5)
    ]


def warned(found: Staged) -> bool:
    (*told,) = (n for n in notices(found) if n.sentence.startswith("Tệp ghi kỳ 01/02/2026–28/02"))
    assert all(one.is_serious for one in told)
    return bool(told)


@pytest.mark.parametrize("rows", [a_month_of_january(), a_year_early()])
def test_a_list_of_other_days_is_warned_of(rows: list[Row]) -> None:
    found = staged(rows)
    assert warned(found)
    assert found.rows.num_rows == len(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [*a_month_of_january(), dossier(90, received="28/02/2026")],
        [*a_month_of_january(), done(90, "01/02/2026")],
        [dossier(1), earlier(), done(2, "02/03/2026")],
        [done(1, "20/01/2026"), dossier(2)],
    ],
    ids=["one received", "one done", "carried over", "as many open as done before"],
)
def test_of_a_list_that_may_be_of_its_days_nothing_is_said(rows: list[Row]) -> None:
    assert not warned(staged(rows))


def test_a_list_without_days_of_the_end() -> None:
    """What its states say has ended may have ended whenever it was received."""
    headings = tuple(h for h in HEADINGS if h != "Ngày kết thúc xử lý")
    assert not warned(staged([dossier(n) for n in range(3)], headings))
    assert warned(staged([done(n) for n in range(3)], headings))
