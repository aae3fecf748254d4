"""The metrics as a plan's targets may name them."""

from __future__ import annotations

from functools import cache

from data.planning.drafts import MetricLabels
from metrics.catalogue.metrics import ALL_METRICS
from metrics.catalogue.variants import VARIANT_WORDS


@cache
def catalogue_labels() -> MetricLabels:
    """The labels of every metric and denominator variant that a plan's target may name."""
    return MetricLabels(
        metrics={metric.name: metric.label for metric in ALL_METRICS},
        variants={
            metric.name: {
                variant.denominator_variant: VARIANT_WORDS[variant.denominator_variant]
                for variant in variants
            }
            for metric in ALL_METRICS
            if (variants := metric.variants)
        },
    )
