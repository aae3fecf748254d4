"""The ranking by one metric: what it counts, who did better since, and the table with its dots."""

from __future__ import annotations

import streamlit as st

from metrics.catalogue.metrics import Metric
from reports.comparison_workbook import ranking_workbook
from ui import session
from ui.comparison import computations, drawings, group_notes
from ui.comparison.group_standings import GroupChoice
from ui.display import markup
from ui.display.colours import colours


def show_section(choice: GroupChoice, metric: Metric) -> None:
    """Draw the communes ranked by the metric, beside the earlier period if chosen; offer a file."""
    comparison = choice.comparison
    ranking = drawings.draw_ranking(comparison, metric.name, colours())
    st.markdown(ranking.summary)
    markup.show_html(ranking.table)
    st.caption(ranking.legend)

    def workbook() -> bytes:
        """The ranking as an xlsx file."""
        of_metric = computations.read_metric_standings(comparison, metric.name)
        title = f"{metric.label}. {group_notes.group_words(choice)}"
        return ranking_workbook(title, of_metric.standings, of_metric.earlier_standings)

    st.download_button(
        "Tải xếp hạng (.xlsx)",
        workbook,
        file_name=f"xep-hang-{metric.name}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key="download_ranking",
    )
