"""So sánh công bằng: rates at a common mix of fields, the bounds of chance, and peers by volume."""

from __future__ import annotations

import streamlit as st

from metrics.analysis.fair_comparison import LEAST_CASES
from metrics.catalogue.metrics import Metric
from reports.comparison_workbook import fair_workbook, mix_workbook
from ui import session
from ui.comparison.drawings import FairComparison, draw_fair_comparison
from ui.comparison.group_notes import group_words
from ui.comparison.group_standings import GroupChoice
from ui.comparison.verdict_marks import VERDICTS
from ui.display import charts, markup
from ui.display.colours import colours


def show_section(choice: GroupChoice, metric: Metric) -> None:
    """Draw the fair comparison by one metric, or say that it takes two communes with figures."""
    least_cases = _choose_least_cases()
    comparison = draw_fair_comparison(choice.comparison, metric.name, least_cases, colours())
    if comparison is None:
        st.info("Cần ít nhất hai xã, phường có số liệu của chỉ số này trong kỳ.")
        return
    st.caption(comparison.explanation)
    table_place, funnel_place = st.columns(2, gap="large")
    with table_place:
        markup.show_html(comparison.table)
    with funnel_place:
        st.markdown("**Biểu đồ phễu**")
        charts.show_figure(comparison.funnel, "funnel", "Biểu đồ phễu")
        st.caption(
            "Mỗi chấm là một xã, phường. Trong phễu, khác nhau có thể chỉ do ngẫu nhiên vì ít "
            "hồ sơ; ngoài phễu mới là khác thật. Giới hạn 95% và 99,8% theo phân phối nhị thức "
            "chính xác."
        )
    if comparison.mix:
        with st.expander("Cơ cấu lĩnh vực chung dùng để chuẩn hóa"):
            markup.show_html(comparison.mix_table)
            st.download_button(
                "Tải cơ cấu chung (.xlsx)",
                lambda: mix_workbook(
                    f"{metric.label}. {group_words(choice)}", comparison.mix.values()
                ),
                file_name=f"co-cau-chung-{metric.name}.xlsx",
                mime=session.XLSX,
                on_click="ignore",
                key="download_mix",
            )
    _offer_workbook(choice, metric, comparison)


def _offer_workbook(choice: GroupChoice, metric: Metric, comparison: FairComparison) -> None:
    """Draw a button that downloads the fair comparison's table as an xlsx file."""
    verdict_words = {verdict: text for verdict, (_, text) in VERDICTS.items()}
    st.download_button(
        "Tải bảng so sánh công bằng (.xlsx)",
        lambda: fair_workbook(
            f"{metric.label}. {group_words(choice)}", comparison.communes, verdict_words
        ),
        file_name=f"so-sanh-cong-bang-{metric.name}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key="download_fair",
    )


def _choose_least_cases() -> int:
    """Draw the box for how many cases a commune must have to be ranked, and give the number."""
    return int(
        st.number_input(
            "Ít hồ sơ hơn số này thì không xếp hạng",
            min_value=0,
            value=LEAST_CASES,
            step=5,
            key="least_cases",
            help="Với rất ít hồ sơ, tỷ lệ lên xuống do ngẫu nhiên nhiều hơn do cách làm.",
            width=320,
        )
    )
