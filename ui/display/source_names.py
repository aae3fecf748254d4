"""Where a figure comes from, in words: lists by their days, forms by their own titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from data import wording
from loaders.layouts.custom import custom_layout_folder, custom_titles
from loaders.layouts.layout import layouts
from metrics.counting.coverage import Segment
from metrics.counting.day_counts import Holdings
from metrics.standings import Standing
from ui import session


@cache
def _built_in_titles() -> dict[str, str]:
    """The titles of the layouts that come with the program, by the layout's name."""
    return {layout.name: layout.title for layout in layouts()}


@lru_cache(maxsize=4)
def _custom_titles(folder: Path, changed_at: int) -> dict[str, str]:
    """The titles of the custom layouts by name, read again when `changed_at` (ns) is another."""
    return custom_titles(folder)


def layout_title(layout_name: str) -> str:
    """A layout's title: "Biểu số II.06a/VPCP/KSTT"; its bare name where the layout is gone."""
    if layout_name in _built_in_titles():
        return _built_in_titles()[layout_name]
    folder = custom_layout_folder(session.folder())
    changed_at = folder.stat().st_mtime_ns if folder.exists() else 0
    return _custom_titles(folder, changed_at).get(layout_name, layout_name)


def form_within_sentence(layout_name: str) -> str:
    """A form inside a sentence: "biểu số II.06a/VPCP/KSTT", "biểu “Thống kê …”"."""
    title = layout_title(layout_name)
    return wording.lower_first_letter(title) if title.startswith("Biểu") else f"biểu “{title}”"


def source_titles(holdings: Holdings, standing: Standing) -> tuple[str, ...]:
    """What a figure stands on, in the order of its days, as it reads inside a sentence."""
    sources = holdings.sources_of(standing.commune_code)
    layout_names = {source.upload_id: source.layout for source in sources}
    return tuple(
        dict.fromkeys(
            _segment_title(segment, layout_names)
            for segment in standing.judged_tally.coverage.segments
        )
    )


def _segment_title(segment: Segment, layout_names: Mapping[int, str]) -> str:
    """What a segment is counted from: "hồ sơ", "trang Nhiệm vụ", or a form inside a sentence."""
    if segment.upload_id is None:
        return "trang Nhiệm vụ" if segment.of_tasks else "hồ sơ"
    return form_within_sentence(layout_names[segment.upload_id])


def source_changes(holdings: Holdings, series: Iterable[Standing]) -> dict[int, str]:
    """Where a series passes to another source or definition: month's index → "từ đây theo …".

    Months without figures are passed over.
    """
    sentences: dict[int, str] = {}
    earlier_basis: tuple[object, ...] | None = None
    for index, standing in enumerate(series):
        titles = source_titles(holdings, standing)
        if not titles:
            continue
        basis = titles, standing.judged_tally.metric.denominator_variant
        if earlier_basis not in (None, basis):
            sentences[index] = f"từ đây theo {' và '.join(titles)}"
        earlier_basis = basis
    return sentences
