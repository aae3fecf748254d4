"""The rows that were set aside, as a workbook: what is kept of each, and what to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.record import ledger
from data.record.ledger import Upload
from data.record.problem import Problem
from data.record.review import review_of
from loaders.staging import Staged
from metrics.catalogue.labels import count_label
from reports.column_labels import COLUMNS
from reports.table_workbook import table_workbook

SetAside = Sequence[tuple[int, Mapping[str, str]]]


def staged_problems_workbook(staged: Staged) -> bytes:
    """The workbook of a file that is not stored yet, under the file's own headings."""
    headings = {name: text.replace(" > ", " › ") for name, text in staged.sheet.heading_of.items()}
    return problems_workbook(staged.file_name, headings, staged.set_aside, staged.problems)


def upload_problems_workbook(folder: Path, upload: Upload) -> bytes:
    """The workbook of a stored upload, from what the ledger kept."""
    problems = review_of(folder, upload).problems
    set_aside = ledger.set_aside_of(folder, upload.id)
    still_aside = {problem.row for problem in problems}
    rows = [(row, cells) for row, cells in set_aside if row in still_aside]
    return problems_workbook(upload.file_name, {}, rows, problems)


def problems_workbook(
    file_name: str,
    headings: Mapping[str, str],
    set_aside: SetAside,
    problems: Sequence[Problem],
) -> bytes:
    """xlsx with a line for each row: Excel's row number, the cells that are kept, the reasons.

    `headings` are the file's own by column; a column without one gets ours.
    """
    cells_of = dict(set_aside)
    columns = tuple(dict.fromkeys(name for cells in cells_of.values() for name in cells))
    words = [headings.get(name) or COLUMNS.get(name) or count_label(name) for name in columns]
    note = (
        f"Các dòng cần xử lý của tệp {file_name}. Ô “…” có trong tệp nhưng không được giữ lại; "
        "dữ liệu cá nhân không được đọc."
    )
    return table_workbook(
        "Dòng có lỗi",
        note,
        ["Dòng trong tệp", *words, "Cần làm gì"],
        _rows(cells_of, columns, problems),
    )


def _rows(
    cells_of: Mapping[int, Mapping[str, str]],
    columns: Sequence[str],
    problems: Sequence[Problem],
) -> Iterator[list[str | int]]:
    """A line for each row of the file: its number, its cells under `columns`, its problems.

    Problems that set no row aside (a rate that differs) have a line of their own, without cells.
    """
    reasons: dict[int, list[str]] = {row: [] for row in cells_of}
    for problem in problems:
        place = f"{problem.heading} ({problem.value})" if problem.value else problem.heading
        reason = f"{place}: {problem.message}" if place else problem.message
        reasons.setdefault(problem.row, []).append(reason)
    for row in sorted(reasons):
        cells = cells_of.get(row, {})
        yield [row, *(cells.get(name, "") for name in columns), "\n".join(reasons[row])]
