"""So sánh công bằng: rates at a common mix of fields, the bounds of chance, and peers by volume."""

from __future__ import annotations

import streamlit as st

from data.periods import Period
from metrics.analysis.fair_comparison import LEAST_CASES
from ui.comparison.drawings import Codes, draw_fair_comparison
from ui.display import charts, markup
from ui.display.colours import colours


def show_section(communes: Codes, period: Period, metric_name: str) -> None:
    """Draw the fair comparison by one metric, or say that it takes two communes with figures."""
    st.subheader("So sánh công bằng", anchor=False)
    least_cases = _choose_least_cases()
    comparison = draw_fair_comparison(communes, period, metric_name, least_cases, colours())
    if comparison is None:
        st.info("Cần ít nhất hai xã, phường có số liệu của chỉ số này trong kỳ.")
        return
    markup.show_html(comparison.table)
    st.caption(comparison.explanation)
    if comparison.mix:
        with st.expander("Cơ cấu lĩnh vực chung dùng để chuẩn hóa"):
            markup.show_html(comparison.mix)
    st.markdown("**Biểu đồ phễu**")
    charts.show_figure(comparison.funnel, "funnel", "Biểu đồ phễu")
    st.caption(
        "Mỗi chấm là một xã, phường. Trong phễu, khác nhau có thể chỉ do ngẫu nhiên vì ít hồ sơ; "
        "ngoài phễu mới là khác thật. Giới hạn 95% và 99,8% theo phân phối nhị thức chính xác."
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
