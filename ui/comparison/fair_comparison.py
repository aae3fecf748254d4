"""So sánh công bằng: rates at a common mix of fields, the bounds of chance, and peers by volume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import streamlit as st

from metrics.analysis.decomposition import Part, parts_by_field
from metrics.analysis.fair_comparison import LEAST_CASES, compare_communes
from metrics.counting.tallies import Evidence
from metrics.standings import Standing
from ui.comparison.fair_table import fair_table, mix_table
from ui.comparison.funnel_chart import funnel_figure
from ui.display import charts, markup, words
from ui.display.colours import colours


def show_section(evidence: Evidence, standings: Sequence[Standing]) -> None:
    """Show the fair comparison of one metric's standings, one a commune."""
    st.subheader("So sánh công bằng", anchor=False)
    standings_with_cases = [standing for standing in standings if standing.tally.denominator]
    if len(standings_with_cases) < 2:
        st.info("Cần ít nhất hai xã, phường có số liệu của chỉ số này trong kỳ.")
        return
    least_cases = _choose_least_cases()
    overall_rate, mix, communes = compare_communes(
        {standing.commune_code: _common_counts(standing) for standing in standings_with_cases},
        {
            standing.commune_code: _field_parts(evidence, standing)
            for standing in standings_with_cases
        },
    )
    notes = {standing.commune_code: _figure_notes(standing) for standing in standings_with_cases}
    metric = standings_with_cases[0].metric
    markup.show_html(fair_table(communes, notes, least_cases, metric.fewer_is_better, colours()))
    st.caption(_table_explanation(overall_rate, mix))
    if mix:
        with st.expander("Cơ cấu lĩnh vực chung dùng để chuẩn hóa"):
            markup.show_html(mix_table(mix, colours()))
    st.markdown("**Biểu đồ phễu**")
    figure = funnel_figure(communes, overall_rate, metric, colours())
    charts.show_figure(figure, "funnel", "Biểu đồ phễu")
    st.caption(
        "Mỗi chấm là một xã, phường. Trong phễu, khác nhau có thể chỉ do ngẫu nhiên vì ít hồ sơ; "
        "ngoài phễu mới là khác thật. Giới hạn 95% và 99,8% theo phân phối nhị thức chính xác."
    )


def _choose_least_cases() -> int:
    """Ask how many cases a commune must have to be ranked."""
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


def _common_counts(standing: Standing) -> tuple[int, int]:
    """Numerator and denominator by the common denominator; 0 where they are not known."""
    return standing.tally.numerator or 0, standing.tally.denominator or 0


def _field_parts(evidence: Evidence, standing: Standing) -> tuple[Part, ...]:
    """The commune's counts of the metric by field."""
    metric = standing.tally.metric
    return parts_by_field(evidence, metric, standing.commune_code, standing.period)


def _figure_notes(standing: Standing) -> tuple[str, ...]:
    """How far the figures carry, and by which denominator where not by the metric's usual one."""
    metric = standing.tally.metric
    variant = words.variant(metric.denominator_variant) if metric is not standing.metric else ""
    return tuple(note for note in (words.coverage(standing), variant) if note)


def _table_explanation(overall_rate: Fraction, mix: Mapping[str, Part]) -> str:
    """How to read the table; without a mix, why nothing could be standardised."""
    overall_sentence = f"Mức chung của các xã, phường đang xem: {words.percent(overall_rate)}."
    if not mix:
        return f"{overall_sentence} Nguồn số liệu không ghi lĩnh vực nên chưa chuẩn hóa được."
    return (
        f"{overall_sentence} Tỷ lệ chuẩn hóa: tỷ lệ từng lĩnh vực của xã, phường, nhân với cơ "
        "cấu lĩnh vực chung của tất cả; như vậy xã, phường nhiều hồ sơ khó không bị thiệt. Hạng "
        "xếp theo tỷ lệ chuẩn hóa, trong nhóm có khối lượng gần nhau."
    )
