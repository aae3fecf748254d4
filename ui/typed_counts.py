"""The page Nhập số liệu: counts that no export gives, topic by topic, each with its document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pandas as pd
import streamlit as st

from data.periods import HANOI, Period, month_of, today
from files.refusal import Refused
from loaders.layouts.layout import NamedCount
from loaders.load import store
from loaders.staging import Staged
from reports import typed_counts
from reports.typed_counts_template import Given, entry_layout, template, topics
from ui import session
from ui.display import words

_NUMBER, _DOCUMENT = "Số lượng", "Văn bản làm căn cứ"
_COLUMNS = ("Nội dung", _NUMBER, "Đơn vị tính", _DOCUMENT)
_MOST_TOLD = 6
_NOTED = "typed_noted"
_WHOLE = re.compile(r"\d{1,3}(\.\d{3})+|\d{1,15}")


def download(commune: str, period: Period) -> None:
    """The template, with commune and period in it, for who would rather fill it in elsewhere."""
    given = typed_counts.held(session.holdings(), commune, period)
    st.download_button(
        "Tải mẫu nhập (.xlsx)",
        lambda: template(commune, period, given),
        file_name=f"mau-nhap-so-lieu-{commune}-{period.first}-{period.last}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key="template",
    )


def offer_template() -> None:
    """The template where files are loaded, for the reader's own centre and the last whole month."""
    commune = session.home_commune() or next(iter(session.available_communes()), None)
    if commune is None:
        return
    period = month_of(today().replace(day=1) - timedelta(days=1))
    with st.expander("Mẫu cho số liệu không hệ thống nào xuất ra"):
        st.markdown(
            f"Số thủ tục, chứng thực điện tử, bưu chính, luân chuyển nội bộ, phiếu khảo sát giấy… "
            f"của {words.commune(commune)}, {words.short_period(period)}: tải mẫu, điền, rồi chọn "
            "tệp ở ô trên. Xã, phường hoặc kỳ khác, hay nhập thẳng: trang "
            "[Nhập số liệu](nhap-so-lieu)."
        )
        download(commune, period)


def others(commune: str, period: Period) -> None:
    """The spans for which the commune has typed counts, besides the one chosen."""
    name = entry_layout().name
    spans = [s.span for s in session.holdings().sources_of(commune) if s.format == name]
    told = [words.span(*span) for span in spans if span != (period.first, period.last)]
    if told:
        st.caption(f"Kỳ khác đã có số nhập tay: {', '.join(told)}.")


def warn_of_demonstration(commune: str) -> None:
    """Typed counts are real: invented ones of the same commune stop counting beside them."""
    if any(source.demonstration for source in session.holdings().sources_of(commune)):
        st.info(
            f"{words.commune(commune)} đang xem bằng số liệu minh họa; lưu số thật ở đây thì số "
            "minh họa của nơi này thôi được tính, rút số đã lưu thì lại tính."
        )


def edit(commune: str, period: Period) -> None:
    """The tables to type in, filled with what is in force; stores them where all is sound."""
    _tell_noted()
    held = typed_counts.held(session.holdings(), commune, period)
    name = f"{commune}-{period.first}-{period.last}-{session.version()}"
    with st.form(f"entry-{name}", border=False):
        common = st.text_input(
            "Văn bản làm căn cứ chung",
            placeholder="Ví dụ: Báo cáo 120/BC-UBND ngày 14/10/2026",
            help="Ghi vào mỗi dòng có số mà chưa nêu văn bản riêng. Không ghi tên người.",
        )
        tables = []
        for place, (title, counts) in enumerate(topics()):
            filled = sum(count.measure in held for count in counts)
            told = f": {filled}/{len(counts)} số" if filled else ""
            with st.expander(f"{title}{told}", expanded=place == 0 or bool(filled)):
                tables.append(_table(counts, held, f"counts-{place}-{name}"))
        pressed = st.form_submit_button("Lưu", type="primary")
    if pressed and (wrong := not_numbers(tables)):
        for sentence in wrong:
            st.error(words.plain(sentence))
    elif pressed:
        _save(commune, period, typed_in(tables, common), held)


def _tell_noted() -> None:
    """What the sheet stored last leaves to be completed, once."""
    noted: list[str] = st.session_state.pop(_NOTED, [])
    more = [f"Và {len(noted) - _MOST_TOLD} dòng khác như vậy."] if len(noted) > _MOST_TOLD else []
    for sentence in [*noted[:_MOST_TOLD], *more]:
        st.info(words.plain(sentence))


def _table(counts: Sequence[NamedCount], held: Mapping[str, Given], key: str) -> pd.DataFrame:
    """One topic's lines; measures are the index, so that a text can be reworded freely."""
    table = frame(counts, held)
    edited: pd.DataFrame = st.data_editor(
        table,
        key=key,
        hide_index=True,
        height="content",
        placeholder="",
        disabled=["Nội dung", "Đơn vị tính"],
        column_config={
            "Nội dung": st.column_config.TextColumn(width=250),
            # As text: a number cell drops signs and commas in silence, and 2,5 would be 25.
            _NUMBER: st.column_config.TextColumn(width=85, max_chars=30),
            "Đơn vị tính": st.column_config.TextColumn(width=70),
            _DOCUMENT: st.column_config.TextColumn(max_chars=200, width="medium"),
        },
    )
    return edited


def frame(counts: Sequence[NamedCount], held: Mapping[str, Given]) -> pd.DataFrame:
    """A row a count by its measure, with the number and the document that are in force."""
    rows = [
        (
            count.text,
            words.number(held[count.measure].number) if count.measure in held else "",
            count.unit,
            held[count.measure].document if count.measure in held else "",
        )
        for count in counts
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS), index=[c.measure for c in counts])


def typed_in(tables: Sequence[pd.DataFrame], common: str) -> Mapping[str, Given]:
    """The numbers that stand in the tables; a line without a document rests on the common one."""
    found = {}
    for table in tables:
        for measure, number, document in zip(
            table.index, table[_NUMBER], table[_DOCUMENT], strict=True
        ):
            if (text := _cleaned(number)) and _WHOLE.fullmatch(text):
                rests_on = _cleaned(document) or " ".join(common.split())
                found[str(measure)] = Given(int(text.replace(".", "")), rests_on)
    return found


def not_numbers(tables: Sequence[pd.DataFrame]) -> list[str]:
    """A sentence for each cell that holds anything but a whole number, 0 or more."""
    return [
        f"“{text}” ở dòng “{line}” không phải số nguyên: hãy ghi như 1234 hoặc 1.234."
        for table in tables
        for line, cell in zip(table["Nội dung"], table[_NUMBER], strict=True)
        if (text := _cleaned(cell)) and not _WHOLE.fullmatch(text)
    ]


def _cleaned(cell: object) -> str:
    """A cell's text without needless spaces; "" where it is blank (None, or pandas' own)."""
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _save(
    commune: str, period: Period, given: Mapping[str, Given], held: Mapping[str, Given]
) -> None:
    if wrong := complaint(given, held):
        st.error(wrong)
        return
    try:
        with st.spinner("Đang kiểm tra…"):
            staged = typed_counts.staged(commune, period, given, datetime.now(HANOI))
    except Refused as refused:
        st.error(words.plain(refused.sentence))
        return
    if staged.set_aside:
        for sentence in faults(staged):
            st.error(words.plain(sentence))
        return
    store(session.folder(), staged, session.USER)
    st.session_state[_NOTED] = faults(staged)  # of counts that are stored all the same
    st.session_state["just_typed"] = f"{len(given)} số ({changed(given, held)})"
    st.rerun()


def changed(given: Mapping[str, Given], held: Mapping[str, Given]) -> str:
    """What a sheet changes in the one before, its lines in the page's order."""
    told = [
        f"“{count.text}” {_step(held.get(count.measure), given.get(count.measure))}"
        for _, counts in topics()
        for count in counts
        if given.get(count.measure) != held.get(count.measure)
    ]
    more = f"; và {len(told) - _MOST_TOLD} dòng khác" if len(told) > _MOST_TOLD else ""
    return f"thay đổi: {'; '.join(told[:_MOST_TOLD])}{more}"


def _step(before: Given | None, now: Given | None) -> str:
    old, new = (words.number(one.number) if one else "trống" for one in (before, now))
    return f"{old} → {new}" if old != new else f"{new}, đổi văn bản làm căn cứ"


def complaint(given: Mapping[str, Given], held: Mapping[str, Given]) -> str | None:
    """Why there is nothing to store; None where there is."""
    if not given:
        return "Chưa có số nào được ghi. Muốn bỏ số đã lưu, hãy rút lần nạp ở trang Nạp số liệu."
    if given == held:
        return "Không có gì thay đổi so với số đang áp dụng."
    bare = [
        count.text for _, counts in topics() for count in counts if _lacks_document(given, count)
    ]
    if bare:
        more = f" và {len(bare) - 3} dòng khác" if len(bare) > 3 else ""
        named = "; ".join(f"“{text}”" for text in bare[:3])
        return f"Hãy ghi văn bản làm căn cứ cho {named}{more}."
    return None


def _lacks_document(given: Mapping[str, Given], count: NamedCount) -> bool:
    return count.measure in given and not given[count.measure].document


def faults(staged: Staged) -> list[str]:
    """Each problem of a sheet in a sentence that names its line."""
    lines = staged.sheet.layout.lines
    measures = {row["row"]: row["measure"] for row in staged.rows.to_pylist()}
    texts = {count.measure: count.text for count in lines.counts} if lines else {}
    return [
        f"“{texts.get(measures.get(one.row, ''), '')}” ({one.value}): {one.message}"
        for one in staged.problems
    ]
