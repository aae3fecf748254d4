"""All figures of the overview, computed once for a version of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from data.periods import Period, last_months, previous_period
from metrics.analysis.largest_causes import largest_cause
from metrics.analysis.provenance import Origin
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from metrics.forecasting.year_outlook import yearly_metrics
from metrics.standings import Standing, standing
from ui import provenance, session
from ui.address import link_to
from ui.display.colours import Colours
from ui.kept import kept
from ui.overview.cards import CardContent, metric_cards
from ui.overview.shown_metrics import ShownStandings, shown_standings

_MONTHS = 12


@dataclass(frozen=True)
class Board:
    """What the overview of a commune's period is drawn from.

    `cards` and `other_cards` are those of `shown`; `origins` has each card's uploads by its
    metric's name, `judged_metrics` the definitions that were counted.
    """

    commune_code: str
    period: Period
    evidence: Evidence
    shown: ShownStandings
    cards: tuple[CardContent, ...]
    other_cards: tuple[CardContent, ...]
    judged_metrics: Mapping[str, Metric]
    origins: Mapping[str, Sequence[Origin]]


def board_of(commune_code: str, period: Period) -> Board:
    """All that the overview draws of a commune's period, by the record's version now."""
    return session.at_current_version(
        lambda version: _board_of_version(version, commune_code, period)
    )


@kept(128)
def _board_of_version(version: str, commune_code: str, period: Period) -> Board:
    """All that the overview draws of a commune's period, cached by the record's version."""
    periods = (period, previous_period(period), *last_months(period, _MONTHS))
    evidence = session.evidence_of_version(version, (commune_code,), periods)
    shown = shown_standings(evidence, commune_code, period)
    judged_metrics = {s.metric.name: s.judged_tally.metric for s in shown.with_cards}
    figure_origins = provenance.figure_origins(
        evidence, tuple(judged_metrics.values()), commune_code, period
    )
    origins = dict(zip(judged_metrics, figure_origins, strict=True))
    causes_metrics = yearly_metrics(evidence.plans, commune_code, period)
    content_of = partial(_card_content, evidence, origins, causes_metrics)
    return Board(
        commune_code=commune_code,
        period=period,
        evidence=evidence,
        shown=shown,
        cards=tuple(map(content_of, shown.cards)),
        other_cards=tuple(map(content_of, shown.others)),
        judged_metrics=judged_metrics,
        origins=origins,
    )


def _card_content(
    evidence: Evidence,
    origins: Mapping[str, Sequence[Origin]],
    causes_metrics: Sequence[Metric],
    judged: Standing,
) -> CardContent:
    """What a standing's card is drawn from; it links to causes if among `causes_metrics`."""
    metric, commune_code, period = judged.metric, judged.commune_code, judged.period

    def standing_of(other_period: Period) -> Standing:
        """The same metric's standing over another period, held against the same reference."""
        return standing(evidence, metric, commune_code, other_period, reference_standing=judged)

    return CardContent(
        judged,
        standing_of(previous_period(period)),
        [standing_of(month) for month in last_months(period, _MONTHS)],
        provenance.origin_lines(origins[metric.name]),
        largest_cause(evidence, judged),
        _address_of(judged, metric in causes_metrics),
    )


def _address_of(standing: Standing, has_causes: bool) -> str:
    """The address for dealing with a standing: its causes, else typed counts, else its plan."""
    place = standing.commune_code, standing.period
    if has_causes:
        return link_to("vi-sao", *place, chi_so=standing.metric.name)
    return link_to("nhap-so-lieu" if standing.metric.source_kind == "typed" else "ke-hoach", *place)


def _drawing_key(board: Board, colours: Colours) -> tuple[object, ...]:
    """The key by which a board's drawn cards are kept: version, commune, period, colours."""
    return board.evidence.version, board.commune_code, board.period, colours


@kept(256, _drawing_key)
def drawn_cards(board: Board, colours: Colours) -> Markup:
    """The board's cards as HTML in these colours, cached by the record's version."""
    return metric_cards(board.cards, colours, board.other_cards, board.shown.awaited)
