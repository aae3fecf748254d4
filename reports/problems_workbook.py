"""The rows that were set aside, as a workbook: what is kept of each, and what to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.column_labels import COLUMN_LABELS
from data.record import ledger
from data.record.ledger import Upload
from data.record.problem import Problem
from data.record.review import review_of
from loaders.staging import Staged
from metrics.catalogue.labels import count_label
from reports.table_workbook import table_workbook

SetAsideRows = Sequence[tuple[int, Mapping[str, str]]]


def staged_problems_workbook(staged: Staged) -> bytes:
    """The xlsx file of a staged file's problem rows, under the file's own headings."""
    headings = {name: text.replace(" > ", " › ") for name, text in staged.sheet.heading_of.items()}
    return problems_workbook(staged.file_name, headings, staged.set_aside, staged.problems)


def upload_problems_workbook(folder: Path, upload: Upload) -> bytes:
    """The xlsx file of the rows of a stored upload that are still set aside, with why."""
    problems = review_of(folder, upload).problems
    set_aside = ledger.set_aside_of(folder, upload.id)
    rows_still_aside = {problem.row for problem in problems}
    rows = [(row, cells) for row, cells in set_aside if row in rows_still_aside]
    return problems_workbook(upload.file_name, {}, rows, problems)


def problems_workbook(
    file_name: str,
    headings: Mapping[str, str],
    set_aside: SetAsideRows,
    problems: Sequence[Problem],
) -> bytes:
    """The xlsx file with a line for each row: its number in the file, cells kept, reasons.

    `headings` are the file's own by column; a column without one gets ours.
    """
    cells_by_row = dict(set_aside)
    columns = tuple(dict.fromkeys(name for cells in cells_by_row.values() for name in cells))
    column_words = [
        headings.get(name) or COLUMN_LABELS.get(name) or count_label(name) for name in columns
    ]
    note = (
        f"Các dòng cần xử lý của tệp {file_name}. Ô “…” có trong tệp nhưng không được giữ lại; "
        "dữ liệu cá nhân không được đọc."
    )
    return table_workbook(
        "Dòng có lỗi",
        note,
        ["Dòng trong tệp", *column_words, "Cần làm gì"],
        _problem_rows(cells_by_row, columns, problems),
    )


def _problem_rows(
    cells_by_row: Mapping[int, Mapping[str, str]],
    columns: Sequence[str],
    problems: Sequence[Problem],
) -> Iterator[list[str | int]]:
    """The workbook's lines by row: its number, its cells under `columns`, its problems.

    Problems that set no row aside (a rate that differs) have a line of their own, without cells.
    """
    reasons_by_row: dict[int, list[str]] = {row: [] for row in cells_by_row}
    for problem in problems:
        place = f"{problem.heading} ({problem.value})" if problem.value else problem.heading
        reason = f"{place}: {problem.message}" if place else problem.message
        reasons_by_row.setdefault(problem.row, []).append(reason)
    for row in sorted(reasons_by_row):
        cells = cells_by_row.get(row, {})
        yield [row, *(cells.get(name, "") for name in columns), "\n".join(reasons_by_row[row])]
