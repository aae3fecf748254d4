"""What the command line says of a file: a row of its JSON, and that row in lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.record.problem import Problem
from data.record.review import review_of
from data.wording import number
from loaders.load import NotLoaded, StoredUpload
from loaders.validation.problems import AllRowsSetAside

# A row of the JSON, whose keys docs/rules.md, Command line, fixes.
JsonRow = dict[str, Any]
# What answers, on the command line, a question that a refusal leaves open.
_ANSWER_OPTIONS = {
    "commune": " (--commune MÃ hoặc --province MÃ)",
    "period": " (--period 2026-03)",
    "whole_list": " (--whole-list)",
    "password": " (--password MẬT_KHẨU)",
    "layout": "; hoặc nạp ở trang Nạp số liệu và chỉ ra từng cột một lần",
}


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


def stored_row(folder: Path, name: str, stored_upload: StoredUpload) -> JsonRow:
    """The report's JSON row of a stored file, with its rows and problems as they stand now."""
    upload, review = stored_upload.upload, review_of(folder, stored_upload.upload)
    return {
        "file": name,
        "format": upload.layout,
        "stored": True,
        "already": stored_upload.was_in_record,
        "assumed": upload.assumed,
        "upload": upload.id,
        "communes": sorted(upload.communes),
        "period": [upload.first_day.isoformat(), upload.last_day.isoformat()],
        "rows_read": upload.rows_read,
        "rows_stored": upload.rows_stored + upload.rows_set_aside - review.rows_set_aside,
        "rows_set_aside": review.rows_set_aside,
        "problems": _problem_rows(review.problems),
        "refused": None,
    }


def refused_row(name: str, outcome: NotLoaded) -> JsonRow:
    """The report's JSON row of a refused file; with its problems if all rows were set aside."""
    refused = outcome.refused
    checked = refused.checked if isinstance(refused, AllRowsSetAside) else None
    option = _ANSWER_OPTIONS.get(refused.asks or "", "")
    return {
        "file": name,
        "format": outcome.layout,
        "stored": False,
        "already": False,
        "assumed": False,
        "upload": None,
        "communes": [],
        "period": None,
        "rows_read": checked.rows_read if checked else 0,
        "rows_stored": 0,
        "rows_set_aside": len(checked.set_aside) if checked else 0,
        "problems": _problem_rows(checked.problems) if checked else [],
        "refused": f"{refused.sentence.removesuffix('.')}{option}.",
    }


def _problem_rows(problems: Iterable[Problem]) -> list[JsonRow]:
    """The problems as JSON objects of the report: kind, row, column, value and message."""
    return [
        {
            "kind": problem.kind,
            "row": problem.row,
            "column": problem.heading,
            "value": problem.value,
            "message": problem.message,
        }
        for problem in problems
    ]
