"""Dấu hiệu bất thường: what of a commune's data wants a second look, and its dossiers."""

from __future__ import annotations

from functools import partial

import streamlit as st

from metrics.analysis.signs.rate_leaps import months_to_compare, rate_leaps
from metrics.catalogue.metrics import METRICS
from metrics.standings import standing
from ui import filters, frame, session
from ui.display import markup, words
from ui.display.colours import colours
from ui.signs import dossier_list, sign_reading
from ui.signs.sign_table import leaps_table, signs_table

frame.begin_page("Dấu hiệu bất thường")
frame.stop_without_figures("Dấu hiệu bất thường")
commune, period = filters.choose_commune_and_period()
if not any(source.is_list for source in session.holdings().sources_of(commune)):
    st.info(
        f"Chưa có danh sách hồ sơ của {words.commune_name(commune)}: hãy nạp danh sách, vì biểu "
        "tổng hợp không có từng hồ sơ."
    )
    st.stop()
signs, dossiers = sign_reading.signs_and_dossiers(commune, period)
evidence = session.evidence([commune], months_to_compare(period))
leaps = rate_leaps(evidence, METRICS, commune, period)

review_count = sum(sign.wants_review for sign in signs) + bool(leaps)
place = f"{words.commune_name(commune)}, {words.short_period(period)}"
headline = (
    f"{place}: {review_count} trong {len(signs) + 1} dấu hiệu cần xem lại"
    if review_count
    else f"{place}: không có dấu hiệu nào cần xem lại"
)
st.header(headline, anchor=False)
st.markdown(
    "Dấu hiệu là chỗ nên mở lại hồ sơ, sổ sách để xem, **không phải kết luận** về ai: mỗi dấu "
    "hiệu đều có thể có lý do chính đáng. Chỉ có mã hồ sơ, lĩnh vực và các ngày; không có dữ liệu "
    "cá nhân."
)
link_of = partial(dossier_list.link_to_dossiers, commune, period)
markup.show_html(signs_table(signs, link_of, colours()))
st.header("Tỷ lệ thay đổi đột ngột", anchor="thay-doi-dot-ngot")
if leaps:
    standings = (standing(evidence, leap.tally.metric, commune, leap.month) for leap in leaps)
    markup.show_html(leaps_table(list(zip(leaps, standings, strict=True)), colours()))
    st.caption(
        "Tháng có tỷ lệ cao hơn mọi tháng trước, hoặc thấp hơn mọi tháng trước, ít nhất 10 điểm "
        "phần trăm. Có thể vì: đổi cách ghi hoặc nguồn số liệu, một đợt cao điểm, tháng có ít hồ "
        "sơ. Xem cả chuỗi ở trang [Diễn biến](dien-bien)."
    )
else:
    st.markdown(
        "Không có: không tháng nào trong kỳ có tỷ lệ nằm ngoài mức của các tháng trước từ 10 điểm "
        "phần trăm trở lên (so khi có ít nhất sáu tháng trước đó, mỗi tháng từ 20 trường hợp)."
    )
dossier_list.show_dossiers(signs, dossiers, commune, period)
