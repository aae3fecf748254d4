"""`python -m loaders --plan FILE`: the targets that a plan's text seems to set, to be confirmed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from data.wording import demand_text
from files.refusal import Refused
from plan_texts.explanation import explanation_lines
from plan_texts.proposals import NO_PROPOSALS, Proposal, propose, read_figures
from plan_texts.source import LARGEST_PLAN, TOO_LARGE, plan_text

_LONGEST_QUOTATION = 90  # letters of a quotation on its line


def main(arguments: Sequence[str]) -> int:
    """Print the targets that a plan's text proposes.

    0 where the plan was read, 1 where it is refused, 2 (by argparse) on wrong usage.
    """
    options = _argument_parser().parse_args(arguments)
    try:
        text = plan_text(_file_content(Path(options.plan)))
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
        return 1
    if options.explain:
        print("\n".join(explanation_lines(text, read_figures(text))) or NO_PROPOSALS)
        return 0
    proposals = propose(text)
    if options.json:
        print(
            json.dumps(
                [json_object(proposal) for proposal in proposals], ensure_ascii=False, indent=1
            )
        )
    else:
        print("\n".join(map(_proposal_line, proposals)) or NO_PROPOSALS)
    return 0


def json_object(proposal: Proposal) -> dict[str, object]:
    """A proposal for JSON: the five agreed keys, the line, and what else the words say, or None.

    That is a denominator of its own, the year that a change is over, the year to whose end it
    holds, and the line that it repeats. The share is a float, or None.
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
        "repeats": proposal.repeats,
    }


def _argument_parser() -> argparse.ArgumentParser:
    """The parser of the command line's options: `--plan`, then `--json` or `--explain`."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders",
        description="Đề xuất chỉ tiêu từ văn bản kế hoạch; người đọc đối chiếu rồi xác nhận.",
    )
    parser.add_argument(
        "--plan", required=True, metavar="TỆP", help="kế hoạch: .docx, .pdf, .xlsx, .txt"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="in ra JSON")
    forms.add_argument(
        "--explain", action="store_true", help="nói vì sao mỗi con số được đề xuất hay không"
    )
    return parser


def _proposal_line(proposal: Proposal) -> str:
    """A proposal as a line of columns: "dòng    7  online_filing  trên 80%  Tỷ lệ hồ sơ …"."""
    words = proposal.words
    if len(words) > _LONGEST_QUOTATION:
        words = f"{words[: _LONGEST_QUOTATION - 1]}…"
    demand = demand_text(proposal.comparator, proposal.value)
    repeats = f"(nhắc lại dòng {proposal.repeats}) " if proposal.repeats else ""
    return f"dòng {proposal.line:>4}  {proposal.metric:<42}  {demand:<18}  {repeats}{words}"


def _file_content(path: Path) -> bytes:
    """The bytes of a plan's file; raises Refused where it is too large or cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_PLAN:
            raise Refused(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"Không mở được tệp {path.name}: hãy kiểm tra đường dẫn.") from error
