"""Vì sao chưa đạt: a standing's gap in parts, by field, procedure and channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.periods import Period
from metrics.analysis.decomposition import (
    BY_FORM,
    Contribution,
    Part,
    contributions,
    parts_by_field,
    parts_by_procedure_and_channel,
)
from metrics.analysis.provenance import counts_by_procedure
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing
from ui import session
from ui.display import words

_BY_FORM = "Theo biểu tổng hợp, không tách được"
_CHANNELS = {"": "Chưa ghi hình thức nộp", BY_FORM: _BY_FORM}


@dataclass(frozen=True)
class Split:
    """A standing's gap in parts, each kind's largest first; empty where the source cannot say.

    The parts' names are ready to read.
    """

    fields: tuple[Contribution, ...]
    procedures: tuple[Contribution, ...]
    channels: tuple[Contribution, ...]


def split(evidence: Evidence, standing: Standing) -> Split:
    """The judged tally in parts: fields from the figures read, the others by one query more.

    Not by channel where the metric itself counts what came in online.
    """
    tally, commune = standing.judged_tally, standing.commune_code
    is_judged = standing.status in ("met", "missed") and tally.numerator is not None
    if standing.target is None or not is_judged:
        return Split((), (), ())
    rows = _procedure_rows(session.version(), evidence, tally.metric, commune, standing.period)
    procedures, channels = parts_by_procedure_and_channel(rows, tally)
    fields = parts_by_field(evidence, tally.metric, commune, standing.period)
    about_channel = "received_online" in tally.metric.numerator

    def shares(parts: Sequence[Part]) -> tuple[Contribution, ...]:
        target, base_rate = standing.target, exact_rate(standing.base_tally)
        return contributions(target, parts, base_rate) if target and parts else ()

    return Split(
        shares(_readable(fields, "Chưa ghi lĩnh vực")),
        shares(_readable(procedures, "Chưa ghi thủ tục") if rows else ()),
        shares(
            [_readable_channel(part) for part in channels] if rows and not about_channel else ()
        ),
    )


@st.cache_resource(
    max_entries=128,
    show_spinner=False,
    hash_funcs={Metric: lambda m: (m.name, m.denominator_variant), Evidence: lambda _: 0},
)
def _procedure_rows(
    version: str, evidence: Evidence, metric: Metric, commune: str, period: Period
) -> tuple[tuple[str, str, int, int], ...]:
    return counts_by_procedure(session.warehouse(), evidence, metric, commune, period)


def _readable(parts: Sequence[Part], unnamed: str) -> list[Part]:
    """The parts under names to read: `unnamed` for the blank one."""
    names = {"": unnamed, BY_FORM: _BY_FORM}
    return [replace(part, name=names.get(part.name, part.name)) for part in parts]


def _readable_channel(part: Part) -> Part:
    name = _CHANNELS.get(part.name) or words.MEANINGS.get(part.name, part.name)
    return replace(part, name=name)


def fold_small(
    parts: Sequence[Contribution], most: int, name_of_others: str
) -> tuple[Contribution, ...]:
    """At most `most` parts: those that weigh most either way, in order, then the others as one.

    The sums stay: of 30 fields the table shows 8 and "22 lĩnh vực khác", `name_of_others` with
    their number.
    """
    if len(parts) <= most:
        return tuple(parts)
    heavy = sorted(parts, key=lambda part: -abs(part.missing))[: most - 1]
    light = [part for part in parts if part not in heavy]
    together = Part(
        f"{len(light)} {name_of_others}",
        sum(contribution.part.numerator for contribution in light),
        sum(contribution.part.denominator for contribution in light),
    )
    missing = sum(contribution.missing for contribution in light)
    return *(part for part in parts if part in heavy), Contribution(together, missing)
