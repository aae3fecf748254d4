"""What the command line prints of a file, for people."""

from __future__ import annotations

from typing import Any

from data.wording import number

# A row of the JSON, whose keys docs/rules.md, Command line, fixes.
JsonRow = dict[str, Any]


def file_report(row: JsonRow) -> str:
    """The JSON row as lines for people: what became of the file, then each of its problems."""
    problems = "".join(f"\n  {_problem_sentence(problem)}" for problem in row["problems"])
    if row["refused"]:
        return f"{row['file']}: không nạp. {row['refused']}{problems}"
    already_clause = " (đã nạp từ trước, không có gì thay đổi)" if row["already"] else ""
    stored_text, set_aside_text = number(row["rows_stored"]), number(row["rows_set_aside"])
    set_aside_clause = f", {set_aside_text} dòng để lại xem xét" if row["rows_set_aside"] else ""
    return f"{row['file']}: đã nạp {stored_text} dòng{set_aside_clause}{already_clause}.{problems}"


def _problem_sentence(problem: JsonRow) -> str:
    """One problem of the JSON row as a sentence: row, heading, cell, what to do."""
    quoted_cell = f" “{problem['value']}”" if problem["value"] else ""
    return f"dòng {problem['row']}, cột “{problem['column']}”{quoted_cell}: {problem['message']}"
