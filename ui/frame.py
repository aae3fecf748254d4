"""What every page begins with: title, warning of demonstration data, help on a first visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from loaders import demonstration
from metrics.counting.coverage import Source
from ui import record_faults, session, storing
from ui.display import coverage_words, words
from ui.setup.page_needs import PAGE_NEEDS


def begin_page(title: str, names_all_faults: bool = False) -> None:
    """Draw the page's title and warnings: of the clock, of damage, of demonstration data."""
    st.title(title, anchor=False)
    if (clock := session.clock()).is_behind:
        st.warning(clock.sentence, icon=":material/schedule:")
    record_faults.show_faults(names_all_faults)
    if session.shows_demonstration():
        st.warning(
            f"**Số liệu minh họa.** {_demonstration_words(session.holdings().sources)} Muốn bỏ thì "
            "rút số liệu minh họa ở trang [Nạp số liệu](nap-so-lieu).",
            icon=":material/science:",
        )


def _demonstration_words(sources_by_commune: Mapping[str, Sequence[Source]]) -> str:
    """A sentence on which communes' figures are invented: all, or those that are named.

    Where a commune has real figures, none of its demonstration data count.
    """
    invented_codes = [
        code
        for code, sources in sources_by_commune.items()
        if any(source.demonstration for source in sources)
    ]
    if len(invented_codes) == len(sources_by_commune):
        return "Số liệu giả định, chỉ để dùng thử, không phải của xã, phường nào."
    names = ", ".join(map(words.commune_name, invented_codes))
    return f"Số liệu của {names} là giả định, chỉ để dùng thử; số liệu còn lại là thật."


def stop_without_figures(title: str) -> None:
    """Where there are no figures yet, say what the page of this title needs, and end it."""
    if has_figures():
        return
    st.markdown(
        "## Chưa có số liệu\n"
        f"Trang này cần {PAGE_NEEDS[title]}. Hãy mở trang [Nạp số liệu](nap-so-lieu); nếu chưa rõ "
        "lấy tệp ở đâu, xem trang [Thiết lập](thiet-lap)."
    )
    offer_demonstration()
    st.stop()


def has_figures() -> bool:
    """Whether there are figures; warns and ends the page if all rows wait for a word's meaning."""
    if session.holdings().sources:
        return True
    if session.holdings().waiting_spans:
        st.warning(f"Chưa có số liệu: mọi dòng đã nạp {coverage_words.WAITS_FOR_MEANING}.")
        st.stop()
    return False


def offer_demonstration() -> None:
    """Draw a button that loads the demonstration data; nothing where it is loaded."""
    if session.shows_demonstration():
        return
    st.markdown(
        "**Dùng thử**: số liệu minh họa của năm xã, phường, từ tháng 7/2025 đến tháng 10/2026, "
        "được ghi rõ là minh họa ở mọi trang và rút ra được bất cứ lúc nào."
    )
    if st.button("Nạp số liệu minh họa", key="load_demonstration"):
        _load_demonstration()


def _load_demonstration() -> None:
    """Load the demonstration data beside a bar of progress, then run the page again."""
    bar = st.progress(0.0, "Đang nạp số liệu minh họa…")
    if storing.write_or_explain(
        demonstration.load_files, session.folder(), session.USER, bar.progress
    ):
        st.rerun()
