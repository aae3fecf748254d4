"""Which runs are long: `make test` takes a seeded sample of them, `make test-long` all."""

import os

LONG = bool(os.environ.get("TTHC_LONG"))


def number_of_cases(sample: int, every: int) -> int:
    """How many of the cases of a long run are tried."""
    return every if LONG else sample
