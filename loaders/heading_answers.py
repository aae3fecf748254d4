"""What people said of headings: what the record remembers, and what the answers add to it."""

from __future__ import annotations

from pathlib import Path

from data.record.mapped_headings import map_heading, mapped_headings
from loaders.answers import Answers
from loaders.layouts.layout import heading_path
from loaders.layouts.mapped_headings import HeadingColumn
from loaders.recognition.sheet import Sheet


def headings_of_record(folder: Path) -> tuple[HeadingColumn, ...]:
    """The headings mapped in the record in `folder`: each with column, layout and who mapped it."""
    return tuple(
        HeadingColumn(mapped.heading, mapped.column, mapped.by, mapped.layout)
        for mapped in mapped_headings(folder)
    )


def headings_of_answers(answers: Answers, by: str) -> tuple[HeadingColumn, ...]:
    """The headings that the answers map, for whatever layout; `by` is who answers."""
    return tuple(HeadingColumn(heading, column, by) for heading, column in answers.heading_columns)


def remember_headings(folder: Path, sheet: Sheet, answers: Answers, by: str) -> None:
    """Store each newly answered heading that the sheet is read by, for the sheet's layout."""
    columns_in_use = {heading.column for heading in sheet.headings if heading.mapped_by}
    earlier_columns = {
        heading_path(mapped.heading): mapped.column
        for mapped in mapped_headings(folder)
        if mapped.layout == sheet.layout.name
    }
    for heading, column in answers.heading_columns:
        is_new = earlier_columns.get(heading_path(heading)) != column
        if column in columns_in_use and is_new:
            map_heading(folder, sheet.layout.name, heading, column, by)
