"""Which metrics the overview shows: the ten, and what only some exports tell."""

from __future__ import annotations

from collections.abc import Iterator

from data.periods import Period
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME, Metric
from metrics.counting.tallies import Evidence

# Each stands after the one that it is a part of.
_PARTS = {"online_filing": METRICS_BY_NAME["end_to_end_filing"]}
_BESIDES = METRICS_BY_NAME["non_territorial_dossiers"]


def card_metrics(evidence: Evidence, commune_code: str, period: Period) -> tuple[Metric, ...]:
    """The metrics of the cards: the ten, and a part of one where it is known in the period."""
    return tuple(_with_known_parts(evidence, commune_code, period))


def origin_metrics(evidence: Evidence, commune_code: str, period: Period) -> tuple[Metric, ...]:
    """The metrics whose sources can be asked for: those of the cards, and what is counted besides.

    That is the dossiers of other communes, which the sentence of work in hand has.
    """
    of_cards = card_metrics(evidence, commune_code, period)
    return (
        (*of_cards, _BESIDES) if _is_known(evidence, _BESIDES, commune_code, period) else of_cards
    )


def _with_known_parts(evidence: Evidence, commune_code: str, period: Period) -> Iterator[Metric]:
    for metric in METRICS:
        yield metric
        part = _PARTS.get(metric.name)
        if part and _is_known(evidence, part, commune_code, period):
            yield part


def _is_known(evidence: Evidence, metric: Metric, commune_code: str, period: Period) -> bool:
    return evidence.tally(metric, commune_code, period).has_figures
