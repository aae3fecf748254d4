"""Where a figure comes from, in words: lists by their days, forms by their own titles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from data import wording
from loaders.layouts.custom import custom_layout_folder, custom_titles
from loaders.layouts.layout import layouts
from metrics.counting.day_counts import Holdings
from metrics.standings import Standing
from ui import session


@cache
def _titles() -> dict[str, str]:
    return {layout.name: layout.title for layout in layouts()}


@lru_cache(maxsize=4)
def _custom_titles(folder: Path, changed_at: int) -> dict[str, str]:
    """The titles in the record's folder; another time of change reads them again."""
    return custom_titles(folder)


def title(layout: str) -> str:
    """A layout's title: "Biểu số II.06a/VPCP/KSTT"; its bare name where the layout is gone."""
    if layout in _titles():
        return _titles()[layout]
    folder = custom_layout_folder(session.folder())
    changed_at = folder.stat().st_mtime_ns if folder.exists() else 0
    return _custom_titles(folder, changed_at).get(layout, layout)


def within(layout: str) -> str:
    """A form inside a sentence: "biểu số II.06a/VPCP/KSTT", "biểu “Thống kê …”"."""
    text = title(layout)
    return wording.lower_first_letter(text) if text.startswith("Biểu") else f"biểu “{text}”"


def names_behind(holdings: Holdings, standing: Standing) -> tuple[str, ...]:
    """What a figure stands on, in the order of its days: "hồ sơ", or a form's title."""
    sources = holdings.sources_of(standing.commune_code)
    layouts = {source.upload_id: source.layout for source in sources}
    return tuple(
        dict.fromkeys(
            "hồ sơ" if segment.upload_id is None else within(layouts[segment.upload_id])
            for segment in standing.judged_tally.coverage.segments
        )
    )


def changes(holdings: Holdings, series: Iterable[Standing]) -> dict[int, str]:
    """Where a series passes to another source or definition: index → "từ đây theo …".

    Months without figures are passed over.
    """
    sentences: dict[int, str] = {}
    previous: tuple[object, ...] | None = None
    for index, standing in enumerate(series):
        names = names_behind(holdings, standing)
        if not names:
            continue
        basis = names, standing.judged_tally.metric.denominator_variant
        if previous not in (None, basis):
            sentences[index] = f"từ đây theo {' và '.join(names)}"
        previous = basis
    return sentences
