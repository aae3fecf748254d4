"""Thiếu ở đâu: a gap or a surplus by field, procedure and channel, each part with its dossiers."""

from __future__ import annotations

from functools import partial

import streamlit as st

from metrics.analysis.decomposition import Contribution
from metrics.analysis.provenance import PartColumn
from metrics.standings import Standing
from ui.causes.gap import Split, fold_small_parts
from ui.causes.gap_bars import gap_bars
from ui.causes.gap_words import is_surplus, parts_explanation
from ui.causes.part_dossiers import part_address
from ui.display import markup
from ui.display.colours import colours

_MOST_BARS = 9


def show_gap(standing: Standing, split: Split) -> None:
    """Draw the judged figure's missing or spare cases as bars, linked to each part's dossiers."""
    if not (split.fields or split.procedures):
        st.info("Không có phần thiếu để tách trong kỳ này.")
        return
    # Of a surplus what adds most to it comes first; parts told as one come last either way.
    step = -1 if is_surplus(standing) else 1
    fields = fold_small_parts(split.fields[::step], _MOST_BARS, "lĩnh vực khác")
    procedures = fold_small_parts(split.procedures[::step], _MOST_BARS, "thủ tục khác")
    link_of = partial(_link_of, standing, split)
    groups = (
        ("Theo lĩnh vực", fields, partial(link_of, "field")),
        ("Theo thủ tục", procedures, partial(link_of, "procedure")),
        ("Theo hình thức nộp", split.channels[::step], partial(link_of, "channel")),
    )
    markup.show_html(gap_bars(standing, groups, colours()))
    if not split.fields:
        st.markdown("Nguồn số liệu không ghi lĩnh vực nên không tách được theo lĩnh vực.")
    st.caption(parts_explanation(standing))


def _link_of(
    standing: Standing, split: Split, column: PartColumn, contribution: Contribution
) -> str:
    """The address of a part's dossiers; "" for small parts told as one, or where no list has any.

    Procedures are known of dossiers alone.
    """
    whole_parts = (*split.fields, *split.procedures, *split.channels)
    if not split.procedures or contribution not in whole_parts:
        return ""
    return part_address(standing, column, contribution.part.name)
