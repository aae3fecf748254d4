"""Đối chiếu: a form's figures beside the same counts by record, for one commune and period."""

from __future__ import annotations

import streamlit as st

from metrics.analysis.reconciliation import form_runs, reconcile_counts, reconciled_fields
from ui import filters, frame, reconciliation, session
from ui.display import markup, words
from ui.display.colours import colours

frame.begin_page("Đối chiếu")
frame.stop_without_figures("Đối chiếu")
commune, period = filters.choose_commune_and_period()

evidence = session.evidence([commune], [period])
run = filters.choose_form(form_runs(evidence, commune, period))
if run is None:
    st.info(
        f"Chưa có biểu nào phủ đúng {words.short_period(period)} của "
        f"{words.commune_name(commune)}: hãy nạp biểu tổng hợp của kỳ này bên cạnh danh sách hồ sơ."
    )
    st.stop()
lines = reconcile_counts(evidence, commune, period, run.upload_ids)
if all(line.record_count is None for line in lines):
    st.info(
        f"Chưa có danh sách hồ sơ phủ đủ {words.short_period(period)}: hãy nạp danh sách hồ sơ "
        "của kỳ này để đối chiếu với biểu."
    )
    st.stop()

st.markdown(reconciliation.agreement_sentence(lines))
with st.container(horizontal=True):
    by_field = run.has_fields and st.toggle("Theo từng lĩnh vực", key="reconcile_by_field")
    only_differing = st.toggle("Chỉ hiện số lệch nhau", key="reconcile_only")
groups = [("", lines)]
if by_field:
    names = reconciled_fields(evidence, commune, run.upload_ids)
    groups = [
        (name, reconcile_counts(evidence, commune, period, run.upload_ids, name)) for name in names
    ]
if only_differing:
    groups = [
        (name, tuple(line for line in lines_of if line.difference)) for name, lines_of in groups
    ]
groups_with_lines = [(name, lines_of) for name, lines_of in groups if lines_of]
if groups_with_lines:
    markup.show_html(reconciliation.comparison_table(groups_with_lines, colours()))
else:
    st.markdown("Không có số nào lệch nhau.")
st.caption(
    "Lệch là số của biểu trừ số đếm từ hồ sơ, cùng một cách đếm. Các trang khác dùng số đếm "
    "từ hồ sơ; số của biểu chỉ dùng cho những ngày chưa có danh sách."
)
