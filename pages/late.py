"""Hồ sơ trễ hạn: one commune's late and soon due dossiers by code, and what was done about them."""

from __future__ import annotations

import streamlit as st

from data.dates import today
from data.record.late_marks import marks
from metrics.analysis.late_dossiers import last_known_day, late_dossiers
from metrics.standings import standing
from reports.late_workbook import late_workbook
from ui import filters, frame, late_dossier_table, session
from ui.display import words

frame.begin_page("Hồ sơ trễ hạn")
frame.stop_without_figures()
commune, period = filters.choose_commune_and_period()
soon = st.segmented_control(
    "Sắp đến hạn trong", [3, 5, 10], default=3, required=True, format_func=lambda n: f"{n} ngày"
)
known = last_known_day(session.holdings(), commune, period)
if known is None:
    st.info(
        f"{words.period(period)} chưa có danh sách hồ sơ của {words.commune(commune)} từ ngày đầu "
        "kỳ: hãy nạp danh sách, vì biểu tổng hợp không nói từng hồ sơ."
    )
    st.stop()
day = min(known, today())
found = late_dossiers(session.warehouse(), commune, period.first, day, soon or 3)
marked = marks(session.folder(), commune)
st.markdown(
    f"Theo danh sách đã nạp, tính đến ngày **{words.day(day)}**. Ngày làm việc không kể thứ bảy, "
    "chủ nhật và ngày lễ. Không có họ tên vì bảng theo dõi không giữ dữ liệu cá nhân."
)
late_dossier_table.saved()
late_dossier_table.sentence(found, soon or 3)
evidence = session.evidence([commune], [period])
asked = [standing(evidence, metric, commune, period) for metric in late_dossier_table.ABOUT_LATE]
late_dossier_table.demanded(asked, found, marked)
shown = late_dossier_table.filtered(found, marked)
if not shown:
    st.info("Không có hồ sơ nào như vậy.")
    st.stop()
late_dossier_table.table(commune, shown, marked)
st.download_button(
    f"Tải {words.number(len(shown))} hồ sơ (.xlsx)",
    lambda: late_workbook(
        f"{words.full_commune(commune)}, {words.period(period)}, tính đến ngày {words.day(day)}",
        shown,
        marked,
    ),
    file_name=f"ho-so-tre-han-{commune}.xlsx",
    mime=session.XLSX,
    on_click="ignore",
)
