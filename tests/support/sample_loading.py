"""Sample exports stored in a record, by a file's one way."""

from __future__ import annotations

from pathlib import Path

from data.periods import parse_period
from data.planning.plan_versions import communes_with_plans
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from tests.support.paths import EXPORTS


def store_sample(folder: Path, name: str, month: str | None = None) -> None:
    """Store the sample export of this file name; `month` is the period if the file has none."""
    period = parse_period(month) if month else None
    span = (period.first, period.last) if period else None
    answers = Answers(period=span, planned_communes=communes_with_plans(folder))
    store_staged(folder, read_and_stage(name, (EXPORTS / name).read_bytes(), answers), "thử")
