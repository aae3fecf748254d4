"""Which runs are long: `make test` takes a seeded sample of them, `make test-long` all."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")

LONG = bool(os.environ.get("TTHC_LONG"))


def number_of_cases(sample: int, every: int) -> int:
    """How many cases to try: `every` in a long run (TTHC_LONG), else `sample`."""
    return every if LONG else sample


def sample_of(cases: Sequence[Case], size: int, seed: int) -> list[Case]:
    """All cases in a long run (TTHC_LONG), else `size` of them, in order, drawn by the seed."""
    drawn = {*random.Random(seed).sample(range(len(cases)), size)}
    return [case for at, case in enumerate(cases) if LONG or at in drawn]
