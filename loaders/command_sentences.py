"""What the command line prints of a file, for people."""

from __future__ import annotations

from typing import Any

from data.wording import number

# A row of the JSON, whose keys docs/rules.md, Command line, fixes.
Row = dict[str, Any]


def in_words(row: Row) -> str:
    """The row as lines that people read: what became of the file, then each of its problems."""
    problems = "".join(f"\n  {_problem_in_words(problem)}" for problem in row["problems"])
    if row["refused"]:
        return f"{row['file']}: không nạp. {row['refused']}{problems}"
    already = " (đã nạp từ trước, không có gì thay đổi)" if row["already"] else ""
    count, aside_count = number(row["rows_stored"]), number(row["rows_set_aside"])
    aside = f", {aside_count} dòng để lại xem xét" if row["rows_set_aside"] else ""
    return f"{row['file']}: đã nạp {count} dòng{aside}{already}.{problems}"


def _problem_in_words(problem: Row) -> str:
    cell = f" “{problem['value']}”" if problem["value"] else ""
    return f"dòng {problem['row']}, cột “{problem['column']}”{cell}: {problem['message']}"
