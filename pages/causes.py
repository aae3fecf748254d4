"""Vì sao chưa đạt: one metric's gap by parts, its change, and whether the year will make it."""

from __future__ import annotations

import streamlit as st

from data.periods import before
from metrics.analysis.decomposition import parts_by_field, rate_changes, sum_parts
from metrics.forecasting.year_outlook import course, periods_to_gather, yearly_metrics
from metrics.standings import standing
from ui import filters, frame, session
from ui.causes import cause_charts, gap, outlook, outlook_words, year_table
from ui.display import charts, words
from ui.display.colours import colours

_PARTS = ("Thiếu ở đâu", "Khác kỳ trước ở đâu", "Có kịp cuối năm không")
_SHOWN = 9

frame.begin_page("Vì sao chưa đạt")
frame.stop_without_figures()
commune, period = filters.choose_commune_and_period()
metric = filters.choose_metric(yearly_metrics(session.plans(), commune, period))

previous = before(period)
evidence = session.evidence([commune], [period, previous, *periods_to_gather(period)])
one = standing(evidence, metric, commune, period)
found = gap.split(evidence, one)
year = course(evidence, metric, commune, period)

st.subheader(gap.headline(one, found.fields), anchor=False)
st.markdown(gap.details(one))
whole_year = st.empty()
part = st.segmented_control("Xem", _PARTS, default=_PARTS[0], key="causes_part", required=True)


if year is not None and part != _PARTS[2]:  # there it stands beside the figures
    told = outlook_words.sentence(year, outlook.chosen_volume(year, period.calendar))
    shown_by = one.judged_tally.metric.denominator_variant
    whole_year.markdown(f"{told} {outlook_words.other_denominator(year, shown_by)}")


def show_gap() -> None:
    """Where the cases are missing: by field, by procedure, by channel."""
    if not (found.fields or found.procedures):
        st.info("Không có phần thiếu để tách trong kỳ này.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Theo lĩnh vực", anchor=False)
        if found.fields:
            shown = gap.folded(found.fields, _SHOWN, "lĩnh vực khác")
            name = "Còn thiếu" if one.status == "missed" else "So với mức cần"
            charts.show(
                cause_charts.waterfall(shown, name, colours()), "waterfall", "Thiếu theo lĩnh vực"
            )
        else:
            st.markdown("Nguồn số liệu không ghi lĩnh vực nên không tách được.")
    with right:
        st.subheader("Theo thủ tục", anchor=False)
        short = [each for each in found.procedures if each.missing > 0]
        if short:
            shown = gap.folded(short, _SHOWN, "thủ tục khác")
            charts.show(cause_charts.pareto(shown, colours()), "pareto", "Thiếu theo thủ tục")
        else:
            st.markdown("Không thủ tục nào thiếu, hoặc nguồn số liệu không ghi thủ tục.")
    st.caption(
        "Phần thiếu của mỗi phần = chỉ tiêu × mẫu số − tử số, tròn số hồ sơ sao cho cộng lại đúng "
        "bằng số còn thiếu; phần vượt mức bù cho phần thiếu."
    )
    groups = (
        ("Theo hình thức nộp", found.channels),
        ("Theo lĩnh vực", found.fields),
        ("Theo thủ tục", found.procedures),
    )
    with st.expander("Bảng số: hình thức nộp, lĩnh vực, thủ tục"):
        st.html(gap.parts_table(groups, colours()))


def show_change() -> None:
    """What the change on the previous period is made of."""
    now = parts_by_field(evidence, one.judged_tally.metric, commune, period)
    then = parts_by_field(evidence, one.judged_tally.metric, commune, previous)
    if not (sum_parts(now)[1] and sum_parts(then)[1]):
        st.info(f"Chưa đủ số liệu theo lĩnh vực của kỳ này và của {words.short_period(previous)}.")
        return
    parts = rate_changes(then, now)
    st.markdown(gap.change_sentence(parts, previous))
    st.html(gap.change_table(parts, colours()))
    st.caption(
        "Do kết quả: tỷ lệ trong lĩnh vực thay đổi. Do cơ cấu: lĩnh vực có tỷ lệ cao hơn hay thấp "
        "hơn mức chung chiếm phần lớn hơn hay nhỏ hơn trước. Tính bằng điểm phần trăm, theo "
        "cách tách của Kitagawa (1955); cộng lại đúng bằng thay đổi của tỷ lệ."
    )


if part == _PARTS[0]:
    show_gap()
elif part == _PARTS[1]:
    show_change()
else:
    if year is None:
        st.info(
            "Chưa tính được cho chỉ số này: không có chỉ tiêu cả năm đang áp dụng, hoặc thiếu số "
            "liệu từ đầu năm."
        )
    else:
        outlook.section(evidence, year, period.calendar)
    year_table.section(evidence, commune, period)
