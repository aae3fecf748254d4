"""Hồ sơ trễ hạn: one commune's late and soon due dossiers by code, and what was done about them."""

from __future__ import annotations

import streamlit as st

from data.record.late_marks import newest_marks
from metrics.analysis.late_dossiers import has_waiting_days, last_known_day, late_dossiers
from metrics.standings import standing
from reports.late_workbook import late_workbook
from ui import filters, frame, session
from ui.display import coverage_words, words
from ui.late_dossiers import late_summary, mark_table
from ui.late_dossiers.late_summary import APOLOGY_METRICS

frame.begin_page("Hồ sơ trễ hạn")
frame.stop_without_figures("Hồ sơ trễ hạn")
commune, period = filters.choose_commune_and_period()
days_ahead = st.segmented_control(
    "Sắp đến hạn trong", [3, 5, 10], default=3, required=True, format_func=lambda n: f"{n} ngày"
)
days_ahead = days_ahead or 3
last_listed_day = last_known_day(session.holdings(), commune, period)
if last_listed_day is None and has_waiting_days(session.holdings(), commune, period):
    st.info(
        f"Mọi dòng đã nạp của {words.commune_name(commune)} {coverage_words.WAITS_FOR_MEANING}."
    )
    st.stop()
if last_listed_day is None:
    st.info(
        f"{words.period_name(period)} chưa có danh sách hồ sơ của {words.commune_name(commune)} "
        "từ ngày đầu kỳ: hãy nạp danh sách, vì biểu tổng hợp không có từng hồ sơ."
    )
    st.stop()
day = min(last_listed_day, session.today())
dossiers = late_dossiers(session.warehouse(), commune, period.first, day, days_ahead)
dossier_marks = newest_marks(session.folder(), commune)
st.markdown(
    f"Theo danh sách đã nạp, tính đến ngày **{words.day(day)}**. Ngày làm việc không kể thứ bảy, "
    "chủ nhật và ngày lễ. Không có họ tên vì bảng theo dõi không giữ dữ liệu cá nhân."
)
mark_table.show_saved_message()
late_summary.show_headline(dossiers, days_ahead)
evidence = session.evidence([commune], [period])
standings = [standing(evidence, metric, commune, period) for metric in APOLOGY_METRICS]
late_summary.show_apologies(standings, dossiers, dossier_marks)
chosen_dossiers = mark_table.choose_dossiers(dossiers, dossier_marks)
mark_table.edit_marks(commune, chosen_dossiers, dossier_marks)
if not chosen_dossiers:
    st.info("Không có hồ sơ nào phù hợp với lựa chọn.")
    st.stop()
st.download_button(
    f"Tải {words.number(len(chosen_dossiers))} hồ sơ (.xlsx)",
    lambda: late_workbook(
        f"{words.full_commune_name(commune)}, {words.period_name(period)}, tính đến ngày "
        f"{words.day(day)}",
        chosen_dossiers,
        dossier_marks,
    ),
    file_name=f"ho-so-tre-han-{commune}.xlsx",
    mime=session.XLSX,
    on_click="ignore",
)
