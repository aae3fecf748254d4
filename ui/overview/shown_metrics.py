"""Which metrics the overview shows, and in what order: what the plan demands, then the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.periods import Period
from metrics.catalogue.metrics import ALL_METRICS, METRICS, METRICS_BY_NAME, Metric
from metrics.counting.tallies import Evidence
from metrics.forecasting.stakes import stake_sort_key
from metrics.standings import Standing, standings, targets_of

# Each stands after the one that it is a part of.
_PARTS = {"online_filing": METRICS_BY_NAME["end_to_end_filing"]}
# Shown after the ten wherever there are figures.
_FURTHER = tuple(
    METRICS_BY_NAME[name]
    for name in ("late_dossiers", "petitions_handled", "petitions_on_time", "petitions_published")
)
_BESIDES = METRICS_BY_NAME["non_territorial_dossiers"]
_SHOWN_WITHOUT_PLAN = frozenset({*METRICS, *_PARTS.values(), *_FURTHER})
_STANDARD_ORDER = tuple(
    dict.fromkeys(
        (
            *(m for ten in METRICS for m in (ten, _PARTS.get(ten.name)) if m),
            *_FURTHER,
            *ALL_METRICS,
        )
    )
)


@dataclass(frozen=True)
class ShownStandings:
    """The overview's standings in its groups, each in the order in which it is read.

    * `cards`: what the plan demands, most at stake first; without a plan what there are figures of;
    * `awaited`: what the plan demands and of which there are no figures;
    * `others`: figures for which the plan sets no target.

    Where nothing at all is known, what exports would tell has cards, which say what to load.
    """

    cards: tuple[Standing, ...]
    awaited: tuple[Standing, ...]
    others: tuple[Standing, ...]

    @property
    def with_cards(self) -> tuple[Standing, ...]:
        """The standings that have a card, whether open or folded."""
        return *self.cards, *self.others

    @property
    def demanded(self) -> tuple[Standing, ...]:
        """The standings that the headline counts: `cards`, then `awaited`."""
        return *self.cards, *self.awaited


def shown_standings(evidence: Evidence, commune_code: str, period: Period) -> ShownStandings:
    """The commune's standings over the period in three groups: cards, awaited, others."""
    own_plans = evidence.plans_of(commune_code)
    candidates = [
        metric
        for metric in _STANDARD_ORDER
        if metric in _SHOWN_WITHOUT_PLAN or targets_of(own_plans, commune_code, metric.name)
    ]
    all_standings = standings(evidence, commune_code, period, metrics=candidates)
    demanded = [standing for standing in all_standings if standing.target] or [
        standing for standing in all_standings if standing.expired_target
    ]
    figures = [s for s in all_standings if s.judged_tally.has_figures]
    if not demanded:
        ten = [standing for standing in all_standings if standing.metric in METRICS]
        return ShownStandings(tuple(figures or ten), (), ())
    others = tuple(standing for standing in figures if standing not in demanded)
    cards = [standing for standing in demanded if standing.judged_tally.has_figures]
    if not figures:
        cards = [standing for standing in demanded if standing.metric.source_kind == "export"]
    awaited = tuple(standing for standing in demanded if standing not in cards)
    return ShownStandings(tuple(sorted(cards, key=stake_sort_key)), awaited, others)


def origin_metrics(
    evidence: Evidence, commune_code: str, period: Period, shown: Sequence[Standing]
) -> tuple[Metric, ...]:
    """The metrics whose uploads can be shown: the ten, those of `shown`, and others' dossiers.

    The last are in the sentence of work in hand; they are left out where there are no figures.
    """
    metrics = {*METRICS, *(standing.metric for standing in shown)}
    in_order = tuple(metric for metric in _STANDARD_ORDER if metric in metrics)
    has_besides = evidence.tally(_BESIDES, commune_code, period).has_figures
    return (*in_order, _BESIDES) if has_besides and _BESIDES not in metrics else in_order
