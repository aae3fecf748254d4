"""Chỉ số 766: one commune's points of QĐ 766/QĐ-TTg from its counts, beside the portal's own."""

from __future__ import annotations

import streamlit as st

from data.planning.targets import target_on
from metrics.catalogue.labels import label_in_sentence
from metrics.catalogue.marks import MARK_METRICS
from metrics.index_766.components import COMPONENTS, component_points
from metrics.index_766.counts import index_counts, typed_counts_from_lists
from ui import filters, frame, session
from ui.display import markup, words
from ui.display.colours import colours
from ui.index_766 import portal_points
from ui.index_766.points_table import points_table

frame.begin_page("Chỉ số 766")
frame.stop_without_figures("Chỉ số 766")
commune, period = filters.choose_commune_and_period()

evidence = session.evidence([commune], [period])
counts, last_day = index_counts(evidence, commune, period)
computed_points = component_points(counts)
portal_points_by_code = portal_points.stored_points(commune, period)
points_by_component = {
    component: points
    for component in COMPONENTS
    if (points := computed_points.get(component.code)) is not None
}
most_points = sum(component.points for component in points_by_component)
to_date = f", tính đến ngày {words.day(last_day)}" if last_day else ""
st.markdown(
    f"{words.full_commune_name(commune)} · {words.period_name(period)}{to_date}: tính được "
    f"**{words.number(sum(points_by_component.values()), 2)}** trên **{most_points}** điểm, của "
    f"{len(points_by_component)}/{len(COMPONENTS)} thành phần; các thành phần còn lại chưa đủ số "
    "liệu nên không ước đoán."
)
counted_measures = typed_counts_from_lists(evidence, commune, period)
if counted_measures:
    measure_labels = ", ".join(map(label_in_sentence, counted_measures))
    st.markdown(f"Đếm từ danh sách hồ sơ, không phải nhập tay: {measure_labels}.")
markup.show_html(points_table(computed_points, portal_points_by_code, counts, colours()))
st.caption(
    "Công thức theo cách Cổng Dịch vụ công quốc gia tính Bộ chỉ số của Quyết định 766/QĐ-TTg; cách "
    "này chưa được văn bản nào xác nhận. “Hài lòng” ở đây coi hồ sơ quá hạn là không hài lòng, "
    "khác với mức hài lòng theo phiếu trong kế hoạch. Cổng tính theo tháng, quý dương lịch."
)
if any(
    target_on(session.plans(), commune, metric.name, period.last)
    for metric in MARK_METRICS
    if metric.unit == "points"
):
    st.markdown(
        "Kế hoạch giao chỉ tiêu về điểm 766: ghi tổng điểm và điểm từng nhóm mà Cổng công bố cho "
        "đúng kỳ này ở trang [Nhập số liệu](nhap-so-lieu) để so với chỉ tiêu."
    )
with st.expander("Nhập điểm của Cổng"):
    portal_points.edit_points(commune, period, portal_points_by_code)
