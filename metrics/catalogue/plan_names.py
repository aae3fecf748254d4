"""The metrics as a plan's targets may name them."""

from __future__ import annotations

from functools import cache

from data.planning.drafts import Names
from metrics.catalogue.metrics import EVERY, VARIANTS


@cache
def catalogue_names() -> Names:
    """The metrics as a plan's targets may name them."""
    return Names(
        metrics={metric.name: metric.label for metric in EVERY},
        variants={
            metric.name: {
                one.denominator_variant: VARIANTS[one.denominator_variant] for one in found
            }
            for metric in EVERY
            if (found := metric.variants)
        },
    )
