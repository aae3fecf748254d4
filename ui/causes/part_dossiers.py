"""From a part of a gap to its dossiers and back: the part is in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from data.text import fold
from metrics.analysis.provenance import PartColumn
from metrics.counting.tallies import Evidence
from metrics.standings import Standing
from ui import address, provenance
from ui.causes import gap
from ui.causes.gap_words import has_ceiling, part_sentence
from ui.display import markup, words
from ui.display.colours import colours
from ui.display.markup import tag

_KEYS: Mapping[PartColumn, str] = MappingProxyType(
    {"field": "linh-vuc", "procedure": "thu-tuc", "channel": "hinh-thuc"}
)
_TITLES: Mapping[PartColumn, str] = MappingProxyType(
    {"field": "Lĩnh vực", "procedure": "Thủ tục", "channel": "Hình thức nộp"}
)


@dataclass(frozen=True)
class ChosenPart:
    """The part of a gap whose dossiers an address asks for, by the name that pages give it."""

    column: PartColumn
    label: str


def chosen_part() -> ChosenPart | None:
    """The part that the page's address names; None where it names none."""
    for column, key in _KEYS.items():
        if label := address.address_choice(key):
            return ChosenPart(column, label)
    return None


def part_address(standing: Standing, column: PartColumn, label: str) -> str:
    """The address of a part's dossiers; "" for what only summary forms count."""
    if label == gap.BY_FORM_LABEL:
        return ""
    return address.link_to(
        "vi-sao",
        standing.commune_code,
        standing.period,
        **{"chi-so": standing.metric.name, _KEYS[column]: label},
    )


def show_part(evidence: Evidence, standing: Standing, split: gap.Split, chosen: ChosenPart) -> None:
    """Draw a part's dossiers below a link back to all parts; say so where there is no such part."""
    label = standing.metric.label
    back = address.link_to(
        "vi-sao", standing.commune_code, standing.period, chi_so=standing.metric.name
    )
    style = f"color:{colours().line}"
    markup.show_html(tag("a", f"‹ Về mọi phần của {label}", href=back, style=style))
    title = f"{_TITLES[chosen.column]} {chosen.label}"
    st.header(words.escape_markdown(title), anchor=False)
    part = gap.dossier_part(evidence, standing, chosen.column, chosen.label)
    if part is None:
        st.info(f"Kỳ này không có hồ sơ nào của {words.escape_markdown(title.lower())}.")
        return
    contributions = {"field": split.fields, "procedure": split.procedures}.get(
        chosen.column, split.channels
    )
    for contribution in contributions:
        if fold(contribution.part.name) == fold(chosen.label):
            st.markdown(part_sentence(standing, contribution))
    provenance.show_dossiers(
        evidence,
        standing.judged_tally.metric,
        standing.commune_code,
        standing.period,
        f"{label}, {words.short_period(standing.period)}, {chosen.label}",
        part=part,
        initial_side="numerator" if has_ceiling(standing) else "rest",
    )
