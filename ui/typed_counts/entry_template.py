"""The workbook in which counts are typed, offered for who would rather fill it in elsewhere."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from data.periods import Period, month_of
from reports import typed_counts
from reports.typed_counts_template import typed_counts_template
from ui import session
from ui.display import words


def offer_download(commune_code: str, period: Period) -> None:
    """Draw a button that downloads the workbook to type in, filled with the counts in force."""
    stored_counts = typed_counts.current_typed_counts(session.holdings(), commune_code, period)
    st.download_button(
        "Tải mẫu nhập (.xlsx)",
        lambda: typed_counts_template(commune_code, period, stored_counts),
        file_name=f"mau-nhap-so-lieu-{commune_code}-{period.first}-{period.last}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key="template",
    )


def offer_template() -> None:
    """Draw a box with the workbook for home and the last whole month; nothing without communes."""
    commune_code = session.home_commune() or next(iter(session.available_communes()), None)
    if commune_code is None:
        return
    period = month_of(session.today().replace(day=1) - timedelta(days=1))
    with st.expander("Mẫu nhập cho số liệu mà hệ thống không xuất ra"):
        st.markdown(
            "Số thủ tục, chứng thực điện tử, bưu chính, luân chuyển nội bộ, phiếu khảo sát giấy… "
            f"của {words.commune_name(commune_code)}, {words.short_period(period)}: tải mẫu, "
            "điền số, rồi chọn tệp ở ô trên. Nếu cần xã, phường hoặc kỳ khác, hay muốn nhập "
            "trực tiếp, hãy mở "
            "trang [Nhập số liệu](nhap-so-lieu)."
        )
        offer_download(commune_code, period)
