"""The comparison's table with all that belongs to it: pages, what its marks say, one commune."""

from __future__ import annotations

import streamlit as st

from reports.comparison_workbook import commune_workbook, group_workbook
from ui import address, session
from ui.comparison import computations, drawings, group_notes
from ui.comparison.click_listener import listen_to_clicks, show_commune
from ui.comparison.group_members import near_key
from ui.comparison.group_standings import (
    BY_NAME,
    Comparison,
    GroupChoice,
    GroupStandings,
    sort_keys,
)
from ui.display import markup, words
from ui.display.colours import colours
from ui.display.search_box import type_query

_MOST_WITHOUT_SEARCH = 20  # lines that are looked over without a search
_LEGEND = (
    "Bấm đầu cột để xếp theo chỉ số; bấm tên để xem chỉ tiêu, phần còn thiếu và mẫu số của riêng "
    "nơi đó. Dấu ✔ ✘ so với chỉ tiêu của chính nơi đó. Nền xanh: một phần tư tốt nhất của nhóm; "
    "nền cam: một phần tư kém nhất. Dấu †: kế hoạch hoặc biểu của nơi đó tính theo mẫu số "
    "hay phạm vi khác. "
    "Dấu \\*: chưa đủ kỳ. Trung vị và tứ phân vị lấy ở các nơi được xếp hạng: đủ kỳ, từ 30 trường "
    "hợp."
)


def show_section(choice: GroupChoice) -> None:
    """Draw the group's table, its legend and download, and the details of the clicked commune."""
    comparison = choice.comparison
    group = computations.read_group(comparison)
    sort_key = _sort_key()
    listen_to_clicks()
    query = _type_query() if len(group.by_commune) > _MOST_WITHOUT_SEARCH else ""
    page_number = _choose_page(len(computations.read_line_codes(comparison, sort_key, query)))
    markup.show_html(drawings.draw_standings(comparison, sort_key, query, page_number, colours()))
    st.caption(_LEGEND)
    with st.container(horizontal=True):
        st.download_button(
            "Tải bảng (.xlsx)",
            lambda: group_workbook(
                group_notes.group_words(choice), group.by_commune, group.figures
            ),
            file_name="so-sanh.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key="download_group",
        )
        group_notes.offer_to_remember(choice)
    group_notes.show_reasons(choice)
    _show_details(comparison, group)


def _type_query() -> str:
    """Draw a search box for the table's lines, and give the name or code typed; "" if none."""
    with st.container(width=360):
        return type_query("Tìm trong bảng", "tim", "Ví dụ: ninh giang")


def _sort_key() -> str:
    """The key that the table is sorted by, from address or session, else by name; keeps it."""
    last_key = address.last_choice("sap") or ""
    return address.keep_choice("sap", last_key if last_key in sort_keys() else BY_NAME)


def _choose_page(commune_count: int) -> int:
    """Draw the choice of a page of the table where it has several, and give its number, from 1."""
    page_count = -(-commune_count // drawings.PAGE_SIZE)
    if page_count < 2:
        return 1
    numbers = tuple(map(str, range(1, page_count + 1)))
    chosen_number = address.choose_option(
        "Trang của bảng", "trang", numbers, "1", lambda number: f"{number}/{page_count}"
    )
    address.write_choices("trang")
    return int(chosen_number)


def _show_details(comparison: Comparison, group: GroupStandings) -> None:
    """Draw the commune that the address names as `xem`; nothing if it has no line in the table."""
    code = address.address_choice("xem") or ""
    if code not in group.by_commune:
        return
    with st.container(key=f"commune_details_{code}"):
        st.header(words.commune_name(code), anchor=False)
        with st.container(horizontal=True):
            st.button("Đóng", key="close_details", on_click=show_commune, args=("",))
            st.button(
                "So với các nơi gần giống",
                key="near_details",
                on_click=group_notes.choose_group,
                args=(near_key(code),),
            )
            st.download_button(
                "Tải bảng của nơi này (.xlsx)",
                lambda: commune_workbook(
                    f"{words.full_commune_name(code)}, {words.short_period(comparison.period)}",
                    group.by_commune[code],
                    group.figures,
                ),
                file_name=f"so-sanh-{code}.xlsx",
                mime=session.XLSX,
                on_click="ignore",
                key="download_details",
            )
        markup.show_html(drawings.draw_details(comparison, code, colours()))
