"""Vì sao chưa đạt: one metric's gap by parts, its change, and whether the year will make it."""

from __future__ import annotations

import streamlit as st

from data.periods import previous_period
from metrics.analysis.decomposition import parts_by_field, rate_changes, sum_parts
from metrics.forecasting.year_outlook import course, periods_to_gather, yearly_metrics
from metrics.standings import standing
from ui import filters, frame, session
from ui.causes import (
    cause_charts,
    gap,
    gap_words,
    outlook,
    outlook_words,
    rate_change,
    year_table,
)
from ui.causes.gap_table import parts_table
from ui.display import charts, markup, words
from ui.display.colours import colours

_SECTIONS = ("Thiếu ở đâu", "Khác kỳ trước ở đâu", "Có kịp cuối năm không")
_MOST_BARS = 9

frame.begin_page("Vì sao chưa đạt")
frame.stop_without_figures("Vì sao chưa đạt")
commune, period = filters.choose_commune_and_period()
metric = filters.choose_metric(yearly_metrics(session.plans(), commune, period))

earlier_period = previous_period(period)
evidence = session.evidence([commune], [period, earlier_period, *periods_to_gather(period)])
judged_standing = standing(evidence, metric, commune, period)
parts = gap.split_gap(evidence, judged_standing)
year = course(evidence, metric, commune, period)

st.subheader(gap_words.gap_headline(judged_standing, parts.fields), anchor=False)
st.markdown(gap_words.gap_details(judged_standing))
whole_year = st.empty()
section = st.segmented_control(
    "Xem", _SECTIONS, default=_SECTIONS[0], key="causes_part", required=True
)


if year is not None and section != _SECTIONS[2]:  # there it stands beside the figures
    sentence = outlook_words.outlook_sentence(year, outlook.chosen_volume(year, period.calendar))
    variant = judged_standing.judged_tally.metric.denominator_variant
    whole_year.markdown(f"{sentence} {outlook_words.denominator_note(year, variant)}")


def show_gap() -> None:
    """Draw where the judged figure's missing cases are: by field, procedure and channel."""
    if not (parts.fields or parts.procedures):
        st.info("Không có phần thiếu để tách trong kỳ này.")
        return
    lack = gap_words.gap_verb(judged_standing).capitalize()
    field_column, procedure_column = st.columns(2, gap="large")
    with field_column:
        st.subheader("Theo lĩnh vực", anchor=False)
        if parts.fields:
            fields = gap.fold_small_parts(parts.fields, _MOST_BARS, "lĩnh vực khác")
            total = (
                gap_words.gap_label(judged_standing)
                if judged_standing.status == "missed"
                else "So với mức cần"
            )
            figure = cause_charts.waterfall_figure(judged_standing, fields, total, colours())
            charts.show_figure(figure, "waterfall", f"{lack} theo lĩnh vực")
        else:
            st.markdown("Nguồn số liệu không ghi lĩnh vực nên không tách được.")
    with procedure_column:
        st.subheader("Theo thủ tục", anchor=False)
        short_procedures = [
            procedure for procedure in parts.procedures if procedure.missing_cases > 0
        ]
        if short_procedures:
            procedures = gap.fold_small_parts(short_procedures, _MOST_BARS, "thủ tục khác")
            figure = cause_charts.pareto_figure(judged_standing, procedures, colours())
            charts.show_figure(figure, "pareto", f"{lack} theo thủ tục")
        else:
            sentence_without_any = f"Không thủ tục nào {gap_words.gap_verb(judged_standing)}"
            st.markdown(f"{sentence_without_any}, hoặc nguồn số liệu không ghi thủ tục.")
    st.caption(gap_words.parts_explanation(judged_standing))
    groups = (
        ("Theo hình thức nộp", parts.channels),
        ("Theo lĩnh vực", parts.fields),
        ("Theo thủ tục", parts.procedures),
    )
    with st.expander("Bảng số: hình thức nộp, lĩnh vực, thủ tục"):
        markup.show_html(parts_table(judged_standing, groups, colours()))


def show_change() -> None:
    """Draw how mix and performance by field changed the rate since the previous period."""
    tally = judged_standing.judged_tally
    before_tally = evidence.tally(tally.metric, commune, earlier_period)
    if tally.is_provisional or before_tally.is_provisional:
        st.info(rate_change.not_comparable_sentence(tally, period, earlier_period))
        return
    by_field = parts_by_field(evidence, tally.metric, commune, period)
    by_field_before = parts_by_field(evidence, tally.metric, commune, earlier_period)
    if not (sum_parts(by_field)[1] and sum_parts(by_field_before)[1]):
        st.info(
            f"Chưa đủ số liệu theo lĩnh vực của kỳ này và của {words.short_period(earlier_period)}."
        )
        return
    changes = rate_changes(by_field_before, by_field)
    st.markdown(rate_change.change_sentence(changes, earlier_period))
    markup.show_html(rate_change.change_table(changes, metric.fewer_is_better, colours()))
    st.caption(
        "Do kết quả: tỷ lệ trong lĩnh vực thay đổi. Do cơ cấu: lĩnh vực có tỷ lệ cao hơn hay thấp "
        "hơn mức chung chiếm phần lớn hơn hay nhỏ hơn trước. Tính bằng điểm phần trăm, theo "
        "cách tách của Kitagawa (1955); cộng lại đúng bằng thay đổi của tỷ lệ."
    )


if section == _SECTIONS[0]:
    show_gap()
elif section == _SECTIONS[1]:
    show_change()
else:
    if year is None:
        st.info(
            "Chưa tính được cho chỉ số này: không có chỉ tiêu cả năm đang áp dụng, hoặc thiếu số "
            "liệu từ đầu năm."
        )
    else:
        outlook.show_section(evidence, year, period.calendar)
    year_table.show_section(evidence, commune, period)
