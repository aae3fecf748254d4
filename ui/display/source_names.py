"""Where a figure comes from, in words: lists by their days, forms by their own titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data import wording
from loaders.layouts import custom
from metrics.counting.coverage import Segment
from metrics.counting.day_counts import Holdings
from metrics.standings import Standing
from ui import session


def layout_title(layout_name: str) -> str:
    """A layout's title by its name, "Biểu số II.06a/VPCP/KSTT"; the name if the layout is gone."""
    return custom.layout_title(layout_name, custom.custom_layout_folder(session.folder()))


def form_within_sentence(layout_name: str) -> str:
    """A form's title inside a sentence: "biểu số II.06a/VPCP/KSTT", "biểu “Thống kê …”"."""
    title = layout_title(layout_name)
    return wording.lower_first_letter(title) if title.startswith("Biểu") else f"biểu “{title}”"


def source_titles(holdings: Holdings, standing: Standing) -> tuple[str, ...]:
    """What a figure is counted from, "hồ sơ" or a form's title, in the order of its days."""
    sources = holdings.sources_of(standing.commune_code)
    layout_names = {source.upload_id: source.layout for source in sources}
    return tuple(
        dict.fromkeys(
            _segment_title(segment, layout_names)
            for segment in standing.judged_tally.coverage.segments
        )
    )


def _segment_title(segment: Segment, layout_names: Mapping[int, str]) -> str:
    """What a segment is counted from: "hồ sơ", "trang Nhiệm vụ", or its upload's form by id."""
    if segment.upload_id is None:
        return "trang Nhiệm vụ" if segment.of_tasks else "hồ sơ"
    return form_within_sentence(layout_names[segment.upload_id])


def source_changes(holdings: Holdings, series: Iterable[Standing]) -> dict[int, str]:
    """Month's index → "từ đây theo …" where a series passes to another source or denominator.

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
