"""Whole texts in the shapes that real documents have: press notes, notices, decisions, plans.

What counts as found and as wrong is in the set's own README.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plan_texts.proposals import Proposal, propose
from plan_texts.source import plan_text
from tests.support.paths import SAMPLES
from tests.support.plan_scoring import Score, report

REAL_WORLD = SAMPLES / "real_world_plans"
# By folder: the demands with a metric, the least share found and the most proposals wrong. Each
# was first read after its truth was written, and is no fresh text any more.
FRESH = {
    "fresh_plans": (59, 0.99, 0.02),
    "fresh_plans_second": (50, 0.99, 0.02),
    "fresh_plans_third": (25, 0.92, 0.02),
    "fresh_plans_fourth": (35, 0.99, 0.02),
    "fresh_plans_fifth": (16, 0.99, 0.02),
    "fresh_plans_sixth": (263, 0.99, 0.01),
    "fresh_plans_seventh": (252, 0.98, 0.02),
    "fresh_plans_eighth": (239, 0.98, 0.01),
    "fresh_plans_ninth": (247, 0.98, 0.01),
}
# These nobody who works on the reader has opened: they say what fresh texts give.
CLOSED = {
    "fresh_plans_tenth": (276, 0.88, 0.05),
    "fresh_plans_eleventh": (237, 0.91, 0.04),
    "fresh_plans_twelfth": (244, 0.93, 0.02),
}

Row = dict[str, Any]


def truth(folder: Path) -> dict[str, list[Row]]:
    """By file name what each text demands; numbers are decimals."""
    content = (folder / "truth.json").read_text(encoding="utf-8")
    rows: dict[str, list[Row]] = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    return rows


def is_required(row: Row) -> bool:
    """Whether a row has a metric and must be proposed, not only may."""
    return bool(row["metric"]) and row.get("required", True)


def text_score(text: str, rows: list[Row]) -> Score:
    """Each row matched with at most one proposal, each proposal with at most one row.

    Rows that may be proposed but need not be count in no share, nor do proposals that are marked
    as repetitions or as steps to the year's figure.
    """
    unmatched = [p for p in propose(text) if p.repeats is None and not p.is_step]
    hits = 0
    for row in sorted(rows, key=is_required, reverse=True):
        match = next((proposal for proposal in unmatched if meets(proposal, row)), None)
        if match:
            unmatched.remove(match)
            hits += is_required(row)
    return Score(sum(map(is_required, rows)), hits, hits + len(unmatched))


def meets(proposal: Proposal, row: Row) -> bool:
    """Whether a proposal is what a row of the truth demands."""
    demand = (proposal.metric, proposal.comparator, proposal.value)
    return demand == (row["metric"], row["comparator"], row["value"])


def set_score(folder: Path) -> Score:
    """The score over all texts of a set."""
    total = Score(0, 0, 0)
    for name, rows in truth(folder).items():
        total += text_score(plan_text((folder / name).read_bytes()), rows)
    return total


def test_texts_as_real_documents_are(capsys: pytest.CaptureFixture[str]) -> None:
    total = set_score(REAL_WORLD)
    with capsys.disabled():
        report("\nvăn bản như thật", total)
    assert total.expected == 120
    assert total.hit_share >= 0.99
    assert total.false_share <= 0.01


@pytest.mark.parametrize("name", FRESH)
def test_texts_that_were_once_fresh(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    demands, least_hit_share, most_false_share = FRESH[name]
    total = set_score(SAMPLES / name)
    with capsys.disabled():
        report(f"\nvăn bản viết sau, nay đã dùng để phát triển, {name}", total)
    assert total.expected == demands
    assert total.hit_share >= least_hit_share
    assert total.false_share <= most_false_share


def test_texts_that_were_never_opened(capsys: pytest.CaptureFixture[str]) -> None:
    """Of all three sets together at least nine demands in ten, at most one proposal in twenty."""
    whole = Score(0, 0, 0)
    for name, (demands, least_hit_share, most_false_share) in CLOSED.items():
        total = set_score(SAMPLES / name)
        with capsys.disabled():
            report(f"\nvăn bản chưa ai mở, {name}", total)
        assert total.expected == demands
        assert total.hit_share >= least_hit_share
        assert total.false_share <= most_false_share
        whole += total
    assert whole.hit_share >= 0.9
    assert whole.false_share <= 0.05


@pytest.mark.parametrize("number", ["10", "13"])
def test_a_word_file_proposes_what_its_text_does(number: str) -> None:
    texts = [plan_text((REAL_WORLD / f"{number}.{kind}").read_bytes()) for kind in ("docx", "txt")]
    from_word, from_text = (
        sorted((p.metric, p.comparator, p.value, p.scope) for p in propose(text)) for text in texts
    )
    assert from_word == from_text != []
