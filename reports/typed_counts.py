"""Typed counts of one commune and period: those that count now, and a new sheet of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from data.periods import Period
from data.typed_counts import typed_counts
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.staging import Staged
from metrics.counting.day_counts import Holdings
from reports.typed_counts_template import DocumentedCount, template_layout, typed_counts_template


def current_typed_counts(
    holdings: Holdings, commune_code: str, period: Period
) -> Mapping[str, DocumentedCount]:
    """The typed counts in force for exactly this commune and period, by measure."""
    counts_by_measure: dict[str, DocumentedCount] = {}
    for source in holdings.sources_of(commune_code):
        if source.layout != template_layout().name or source.span != (period.first, period.last):
            continue
        form = holdings.forms[commune_code, source.upload_id]
        for document, counts in form.parts.items():
            counts_by_measure |= {
                name: DocumentedCount(n, document)
                for name, n in counts.items()
                if n is not None and name in typed_counts()
            }
    return counts_by_measure


def stage_counts(
    commune_code: str, period: Period, counts: Mapping[str, DocumentedCount], made_at: datetime
) -> Staged:
    """The counts, written into a workbook and staged as an upload; raises Refused."""
    content = typed_counts_template(commune_code, period, counts, made_at)
    name = f"so-lieu-nhap-{commune_code}-{period.first}-{period.last}.xlsx"
    answers = Answers(commune_code=commune_code, period=(period.first, period.last))
    return read_and_stage(name, content, answers)
