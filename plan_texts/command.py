"""`python -m loaders --plan FILE`: the targets that a plan's text seems to set, to be confirmed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from data.wording import demand_text
from files.refusal import Refused
from plan_texts.proposals import Proposal, propose
from plan_texts.source import LARGEST_PLAN, TOO_LARGE, plan_text

NOTHING = "Không thấy chỉ tiêu nào trong văn bản này."
_SHOWN = 90


def main(arguments: Sequence[str]) -> int:
    """0 where the plan was read, 1 where it is refused, 2 (by argparse) on wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    parser.add_argument("--plan", required=True, metavar="FILE", help="kế hoạch: .docx, .pdf, .txt")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        proposals = propose(plan_text(_content(Path(options.plan))))
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps([as_row(one) for one in proposals], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_in_words, proposals)) or NOTHING)
    return 0


def as_row(one: Proposal) -> dict[str, object]:
    """For JSON: the five agreed keys, then the line; the share as a plain number."""
    return {
        "metric": one.metric,
        "comparator": one.comparator,
        "value": None if one.value is None else float(one.value),
        "scope": one.scope,
        "words": one.words,
        "line": one.line,
    }


def _in_words(one: Proposal) -> str:
    words = one.words if len(one.words) <= _SHOWN else f"{one.words[: _SHOWN - 1]}…"
    demand = demand_text(one.comparator, one.value)
    return f"dòng {one.line:>4}  {one.metric:<42}  {demand:<18}  {words}"


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_PLAN:
            raise Refused(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"Không mở được tệp {path.name}: hãy kiểm tra đường dẫn.") from error
