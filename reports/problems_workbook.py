"""The rows that were set aside as a workbook: what is kept of each, and why, to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.record import ledger
from data.record.ledger import Upload
from loaders.staging import Staged
from metrics.catalogue.labels import label
from reports.column_labels import COLUMNS
from reports.table_workbook import table_workbook

# Kind, Excel's row, heading, value, message: as the ledger keeps a problem.
ProblemRow = tuple[str, int, str, str, str]
SetAside = Sequence[tuple[int, Mapping[str, str]]]


def staged_problems_workbook(staged: Staged) -> bytes:
    """The workbook of a file that is not stored yet, under the file's own headings."""
    problems = [(p.kind, p.row, p.heading, p.value, p.message) for p in staged.problems]
    headings = {name: text.replace(" > ", " › ") for name, text in staged.sheet.heading_of.items()}
    return problems_workbook(staged.file_name, headings, staged.set_aside, problems)


def upload_problems_workbook(folder: Path, upload: Upload) -> bytes:
    """The workbook of a stored upload, from what the ledger kept."""
    problems = ledger.problems_of(folder, upload.id)
    set_aside = ledger.set_aside_of(folder, upload.id)
    return problems_workbook(upload.file_name, {}, set_aside, problems)


def problems_workbook(
    file_name: str,
    headings: Mapping[str, str],
    set_aside: SetAside,
    problems: Sequence[ProblemRow],
) -> bytes:
    """xlsx: Excel's row number, the kept cells, the reasons; a row a row of the file.

    `headings` are the file's own by column; a column without one gets ours.
    """
    kept = dict(set_aside)
    columns = tuple(dict.fromkeys(name for cells in kept.values() for name in cells))
    words = [headings.get(name) or COLUMNS.get(name) or label(name) for name in columns]
    note = (
        f"Các dòng cần xử lý của tệp {file_name}. Ô “…” có trong tệp nhưng không được giữ lại; "
        "dữ liệu cá nhân không được đọc."
    )
    return table_workbook(
        "Dòng có lỗi",
        note,
        ["Dòng trong tệp", *words, "Cần làm gì"],
        _rows(kept, columns, problems),
    )


def _rows(
    kept: Mapping[int, Mapping[str, str]], columns: Sequence[str], problems: Sequence[ProblemRow]
) -> Iterator[list[str | int]]:
    """Problems that set no row aside (a rate that differs) have their own line, without cells."""
    reasons: dict[int, list[str]] = {row: [] for row in kept}
    for _, row, heading, value, message in problems:
        place = f"{heading} ({value})" if value else heading
        reasons.setdefault(row, []).append(f"{place}: {message}" if place else message)
    for row in sorted(reasons):
        cells = kept.get(row, {})
        yield [row, *(cells.get(name, "") for name in columns), "\n".join(reasons[row])]
