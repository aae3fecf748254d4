"""Vì sao chưa đạt: one metric's gap by parts, its change, and whether the year will make it."""

from __future__ import annotations

import streamlit as st

from data.periods import previous_period
from metrics.analysis.decomposition import parts_by_field, rate_changes, sum_parts
from metrics.forecasting.stakes import furthest_standing
from metrics.forecasting.year_outlook import course, periods_to_gather, yearly_metrics
from metrics.standings import standing, standings
from ui import address, filters, frame, session
from ui.causes import gap, gap_words, outlook, outlook_words, part_dossiers, rate_change, year_table
from ui.causes.gap_section import show_gap
from ui.display import markup, words
from ui.display.colours import colours

# By their words in the address.
_SECTIONS = {
    "o-dau": "Thiếu ở đâu",
    "khac-ky-truoc": "Khác kỳ trước ở đâu",
    "cuoi-nam": "Có kịp cuối năm không",
}

frame.begin_page("Vì sao chưa đạt")
frame.stop_without_figures("Vì sao chưa đạt")
commune, period = filters.choose_commune_and_period()
earlier_period = previous_period(period)
evidence = session.evidence([commune], [period, earlier_period, *periods_to_gather(period)])
metrics = yearly_metrics(evidence.plans, commune, period)
furthest = (
    None
    if address.last_choice("chi-so")
    else furthest_standing(standings(evidence, commune, period, metrics=metrics))
)
metric = filters.choose_metric(metrics, initial_name=furthest.metric.name if furthest else "")

judged_standing = standing(evidence, metric, commune, period)
parts = gap.split_gap(evidence, judged_standing)
if chosen_part := part_dossiers.chosen_part():
    part_dossiers.show_part(evidence, judged_standing, parts, chosen_part)
    st.stop()
year = course(evidence, metric, commune, period)

st.header(gap_words.gap_headline(judged_standing, parts.fields), anchor=False)
st.markdown(gap_words.gap_details(judged_standing))
whole_year = st.empty()
section = address.choose_segment(
    "Xem",
    "xem",
    list(_SECTIONS),
    "o-dau",
    lambda word: (
        "Vượt ở đâu"
        if word == "o-dau" and gap_words.is_surplus(judged_standing)
        else _SECTIONS[word]
    ),
)


if year is not None and section != "cuoi-nam":  # there it stands beside the figures
    sentence = outlook_words.outlook_sentence(year, outlook.chosen_volume(year, period.calendar))
    variant = judged_standing.judged_tally.metric.denominator_variant
    whole_year.markdown(f"{sentence} {outlook_words.denominator_note(year, variant)}")


def show_change() -> None:
    """Draw how mix and performance by field changed the rate since the last period, or why not."""
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


if section == "o-dau":
    show_gap(judged_standing, parts)
elif section == "khac-ky-truoc":
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
