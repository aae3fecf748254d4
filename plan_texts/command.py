"""`python -m loaders --plan FILE`: targets and tasks that a plan's text seems to set."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.dates import day_text, span_text
from data.planning.own_day import own_day_text, recurrence_text
from data.wording import NOTHING
from files.command_parser import CommandParser
from files.refusal import Refused
from plan_texts.explanation import explanation_lines
from plan_texts.proposals import NO_PROPOSALS, Proposal, propose, read_figures
from plan_texts.source import LARGEST_PLAN, TOO_LARGE, plan_text
from plan_texts.task_proposals import NO_TASKS, TaskProposal, propose_tasks

_JSON_FORM: Mapping[str, Any] = MappingProxyType({"ensure_ascii": False, "indent": 1})
_LONGEST_QUOTATION = 90  # letters of a quotation on its line


def main(arguments: Sequence[str]) -> int:
    """Print the targets and tasks that a plan's file proposes; exit code 0, or 1 if it is refused.

    As lines or as JSON, which is of one of the two alone; argparse exits with 2 on wrong usage.
    """
    options = _argument_parser().parse_args(arguments)
    try:
        text = plan_text(_file_content(Path(options.plan)))
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
        return 1
    if options.explain:
        print("\n".join(explanation_lines(text, read_figures(text))) or NO_PROPOSALS)
    elif options.json and options.tasks:
        print(json.dumps([task_object(task) for task in propose_tasks(text)], **_JSON_FORM))
    elif options.json:
        print(json.dumps([json_object(proposal) for proposal in propose(text)], **_JSON_FORM))
    else:
        if not options.tasks:
            print("\n".join(map(_proposal_line, propose(text))) or NO_PROPOSALS)
        print("\n".join(map(_task_line, propose_tasks(text))) or NO_TASKS)
    return 0


def json_object(proposal: Proposal) -> dict[str, object]:
    """A proposal as a dictionary for JSON: the five agreed keys, the line, and its limits.

    Those are a denominator of its own, the year that a change is over, the year to whose end it
    holds, its first and last day ("2026-07-01"), and the line that it repeats, each or None;
    whether it is a step to the year's figure, and the lines that contradict it. The share is a
    float, or None.
    """
    return {
        "metric": proposal.metric,
        "comparator": proposal.comparator,
        "value": None if proposal.value is None else float(proposal.value),
        "scope": proposal.scope,
        "words": proposal.words,
        "line": proposal.line,
        "denominator_variant": proposal.denominator_variant,
        "base_year": proposal.base_year,
        "until_year": proposal.until_year,
        "since": proposal.since and proposal.since.isoformat(),
        "until": proposal.until and proposal.until.isoformat(),
        "repeats": proposal.repeats,
        "is_step": proposal.is_step,
        "contradicts": list(proposal.contradicts),
    }


def task_object(task: TaskProposal) -> dict[str, object]:
    """A proposed task as a dictionary for JSON: days as "2026-05-19", its own day as "ngày 19"."""
    days = {"first": task.first, "last": task.last}
    own_day = task.own_day and own_day_text(task.own_day)
    days_as_texts = {name: day and day.isoformat() for name, day in days.items()}
    return asdict(task) | days_as_texts | {"own_day": own_day}


def _argument_parser() -> argparse.ArgumentParser:
    """The parser of the options: `--plan`, then `--json` or `--explain`, and `--tasks`."""
    parser = CommandParser(
        prog="python -m loaders",
        description="Đề xuất chỉ tiêu, nhiệm vụ từ văn bản kế hoạch, để người đọc xác nhận.",
    )
    parser.add_argument(
        "--plan", required=True, metavar="TỆP", help="kế hoạch: .docx, .pdf, .xlsx, .txt"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="in ra JSON")
    forms.add_argument(
        "--explain", action="store_true", help="nói vì sao mỗi con số được đề xuất hay không"
    )
    parser.add_argument("--tasks", action="store_true", help="chỉ nhiệm vụ, không chỉ tiêu")
    return parser


def _proposal_line(proposal: Proposal) -> str:
    """A proposal as a line of columns: "dòng    7  online_filing  trên 80%  Tỷ lệ hồ sơ …"."""
    words = _cut(proposal.words)
    demand = proposal.demand
    repeats = f"(nhắc lại dòng {proposal.repeats}) " if proposal.repeats else ""
    lines = ", ".join(map(str, proposal.contradicts))
    contradicts = f"(khác mức ở dòng {lines}) " if lines else ""
    remarks = f"{repeats}{contradicts}"
    return f"dòng {proposal.line:>4}  {proposal.metric:<42}  {demand:<18}  {remarks}{words}"


def _task_line(task: TaskProposal) -> str:
    """A task as a line of columns: "dòng   81  –  hằng tháng  Công khai danh sách …"."""
    cadence = recurrence_text(task.cadence, task.own_day)
    return f"dòng {task.line:>4}  {_days_text(task):<21}  {cadence:<24}  {_cut(task.title)}"


def _days_text(task: TaskProposal) -> str:
    """A task's first and last day in words, the last alone where that is all, or a dash."""
    if not task.last:
        return NOTHING
    return span_text(task.first, task.last) if task.first else day_text(task.last)


def _cut(text: str) -> str:
    """The text, cut to _LONGEST_QUOTATION letters with "…" at the end where it is longer."""
    is_long = len(text) > _LONGEST_QUOTATION
    return f"{text[: _LONGEST_QUOTATION - 1]}…" if is_long else text


def _file_content(path: Path) -> bytes:
    """The bytes of a plan's file; raises Refused where it is too large or cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_PLAN:
            raise Refused(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"Không mở được tệp {path.name}: hãy kiểm tra đường dẫn.") from error
