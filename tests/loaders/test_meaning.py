"""Tables in spellings at random: every count is right, or what was changed is named.

`python -m pytest tests/loaders/test_meaning.py -k "seed-17-"` tries one of them alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.invented.judging import FAULTS
from tests.support.invented.trials import tried
from tests.support.long_runs import number_of_cases

SEEDS = range(number_of_cases(150, 3_000))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed-{seed}-")
def test_meaning(tmp_path: Path, record_property: pytest.RecordProperty, seed: int) -> None:
    verdict = tried(seed, tmp_path)
    record_property("meaning", verdict.kind)
    assert verdict.kind not in FAULTS, verdict.about
