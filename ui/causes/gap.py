"""Vì sao chưa đạt: a standing's gap in parts, by field, procedure and channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from data.periods import Period
from data.text import fold
from metrics.analysis.decomposition import (
    FORM_PART_NAME,
    Contribution,
    Part,
    contributions,
    parts_by_field,
    parts_by_procedure_and_channel,
)
from metrics.analysis.provenance import DossierPart, PartColumn, counts_by_procedure
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing
from ui import session
from ui.display import words
from ui.kept import kept

BY_FORM_LABEL = "Theo biểu tổng hợp, không tách được"
_BLANK_LABELS: Mapping[PartColumn, str] = MappingProxyType(
    {
        "field": "Chưa ghi lĩnh vực",
        "procedure": "Chưa ghi thủ tục",
        "channel": "Chưa ghi hình thức nộp",
    }
)


@dataclass(frozen=True)
class Split:
    """A standing's gap in parts, each kind's largest first; empty where the source cannot say.

    The parts' names are ready to read.
    """

    fields: tuple[Contribution, ...]
    procedures: tuple[Contribution, ...]
    channels: tuple[Contribution, ...]


def split_gap(evidence: Evidence, standing: Standing) -> Split:
    """The standing's gap by fields, procedures and channels; all empty where nothing is judged.

    Fields are from the figures read, the others are asked for by one query more. Channels are left
    out where the metric itself counts what came in online.
    """
    tally, commune_code = standing.judged_tally, standing.commune_code
    is_judged = standing.status in ("met", "missed") and tally.numerator is not None
    if standing.target is None or not is_judged:
        return Split((), (), ())
    procedure_rows = _procedure_rows(evidence, tally.metric, commune_code, standing.period)
    procedures, channels = parts_by_procedure_and_channel(procedure_rows, tally)
    fields = parts_by_field(evidence, tally.metric, commune_code, standing.period)
    is_about_channel = "received_online" in tally.metric.numerator

    def gap_parts(column: PartColumn, parts: Sequence[Part]) -> tuple[Contribution, ...]:
        """What each part adds to the gap; empty without a target or without parts."""
        target, base_rate = standing.target, exact_rate(standing.base_tally)
        readable_parts = [replace(part, name=_part_label(column, part.name)) for part in parts]
        return contributions(target, readable_parts, base_rate) if target and parts else ()

    return Split(
        gap_parts("field", fields),
        gap_parts("procedure", procedures if procedure_rows else ()),
        gap_parts("channel", channels if procedure_rows and not is_about_channel else ()),
    )


def dossier_part(
    evidence: Evidence, standing: Standing, column: PartColumn, label: str
) -> DossierPart | None:
    """The part of the dossiers that pages label `label`; None where the column has no such part.

    Spellings of one field are one part.
    """
    tally, commune_code = standing.judged_tally, standing.commune_code
    if column == "field":
        names = {"", *evidence.day_counts.fields(commune_code)}
    else:
        rows = _procedure_rows(evidence, tally.metric, commune_code, standing.period)
        position = 0 if column == "procedure" else 1
        names = {str(row[position] or "") for row in rows}
    key = fold(label)
    part_names = tuple(sorted(name for name in names if fold(_part_label(column, name)) == key))
    return DossierPart(column, part_names) if part_names else None


def _rows_key(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[object, ...]:
    """The key of kept counts by procedure: version, metric's definition, commune, period."""
    return evidence.version, metric.name, metric.denominator_variant, commune_code, period


@kept(128, _rows_key)
def _procedure_rows(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[tuple[str, str, int, int], ...]:
    """(procedure, channel, numerator, denominator) of each pair, by record, cached by version."""
    return counts_by_procedure(session.warehouse(), evidence, metric, commune_code, period)


def _part_label(column: PartColumn, name: str) -> str:
    """A part's name as pages write it: its own, a channel's in Vietnamese, words for a blank."""
    label = {"": _BLANK_LABELS[column], FORM_PART_NAME: BY_FORM_LABEL}.get(name)
    return label or (words.MEANINGS.get(name, name) if column == "channel" else name)


def fold_small_parts(
    parts: Sequence[Contribution], most_parts: int, name_of_others: str
) -> tuple[Contribution, ...]:
    """At most `most_parts`: the heaviest in order, then the others as one, "22 lĩnh vực khác".

    The sums stay: of 30 fields the table shows 8 and "22 lĩnh vực khác", `name_of_others` with
    their number.
    """
    if len(parts) <= most_parts:
        return tuple(parts)
    heavy_parts = sorted(parts, key=lambda part: -abs(part.missing_cases))[: most_parts - 1]
    light_parts = [part for part in parts if part not in heavy_parts]
    others = Part(
        f"{len(light_parts)} {name_of_others}",
        sum(contribution.part.numerator for contribution in light_parts),
        sum(contribution.part.denominator for contribution in light_parts),
    )
    missing_count = sum(contribution.missing_cases for contribution in light_parts)
    heavy_in_order = (part for part in parts if part in heavy_parts)
    return *heavy_in_order, Contribution(others, missing_count)
