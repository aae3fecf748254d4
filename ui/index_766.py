"""Chỉ số 766: the table of components, and the portal's own points typed or loaded beside them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from fractions import Fraction

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.periods import Period
from data.record import ledger
from data.typed_counts import typed_counts
from metrics.catalogue.labels import within
from metrics.index_766.components import COMPONENTS, GROUPS, Component, Group
from metrics.index_766.csv_tables import BadTable, parse_points, read_points
from ui import session
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, smalls, tag
from ui.display.tables import header, sheet
from ui.display.uploader_words import uploader_words

Points = Mapping[str, Fraction | None]
_MISSING = "chưa đủ số liệu"
_POINTS = ("Tối đa", "Từ số liệu ở đây", "Cổng công bố", "Chênh")
_MOST_TOLD = 6
_LARGEST = 100_000  # bytes of a table of twenty lines, many times over


def _setting(commune: str, period: Period) -> str:
    return f"portal_766/{commune}/{period.calendar}/{period.name}"


def portal_points(commune: str, period: Period) -> dict[str, float]:
    """What the portal itself gave, by component, as somebody wrote it here."""
    held: dict[str, float] = ledger.setting(session.folder(), _setting(commune, period), {})
    return held


def table(
    ours: Points, theirs: Mapping[str, float], known: Container[str], colours: Colours
) -> Markup:
    """A line a component under its group's line; ours, the portal's and the difference.

    `known` are the names of the counts that are there: of the others the table says what lacks.
    """
    head = header("Thành phần", *_POINTS, numeric=_POINTS)
    rows = join(_group(group, ours, theirs, known) for group in GROUPS)
    return sheet(head + tag("tbody", rows), colours, "sheet stack flow")


def _cells(*points: str) -> Markup:
    """The points of a line under their headings, a blank one last where there is no difference."""
    return join(
        tag("td", text, class_="n", data_of=heading) if text else tag("td")
        for heading, text in zip(_POINTS, points, strict=True)
    )


def _group(
    group: Group, ours: Points, theirs: Mapping[str, float], known: Container[str]
) -> Markup:
    parts = [one for one in COMPONENTS if one.group == group.code]
    found = [(one, ours[one.code]) for one in parts if ours.get(one.code) is not None]
    told = words.NOTHING
    if found:
        points = words.number(float(sum(p for _, p in found if p is not None)), 2)
        most = sum(one.points for one, _ in found)
        told = points if most == group.points else f"{points} trên {most} điểm tính được"
    given = [theirs[one.code] for one in parts if one.code in theirs]
    whole = words.number(sum(given), 2) if len(given) == len(parts) else words.NOTHING
    cells = _cells(*(tag("b", text) for text in (str(group.points), told, whole)), "")
    head = tag("tr", tag("th", group.label, scope="row"), cells)
    return head + join(_component(one, ours.get(one.code), theirs, known) for one in parts)


def _component(
    one: Component, points: Fraction | None, theirs: Mapping[str, float], known: Container[str]
) -> Markup:
    given = theirs.get(one.code)
    mine = _MISSING if points is None else words.number(float(points), 2)
    portal = words.NOTHING if given is None else words.number(given, 2)
    apart = ""
    if points is not None and given is not None:
        apart = words.signed(float(points) - given, 2)
    why = _lacking(one, known) if points is None else ""
    about = tag("td", one.label, smalls(one.formula, why))
    return tag("tr", about, _cells(str(one.points), mine, portal, apart))


def _lacking(one: Component, known: Container[str]) -> str:
    """What would have to be loaded or typed in for the component to be scored."""
    if not one.needs:
        return one.why
    missing = [name for name in one.needs if name not in known]
    typed = "; ".join(within(name) for name in missing if name in typed_counts())
    parts = [f"nhập ở trang Nhập số liệu: {typed}"] if typed else []
    if any(name.startswith("petitions") for name in missing):
        parts.append("nạp biểu II.05a của đúng kỳ này")
    elif any(name not in typed_counts() for name in missing):
        parts.append("nạp danh sách hồ sơ đủ cả kỳ")
    return f"Còn thiếu: {'; '.join(parts)}." if parts else "Không phát sinh hoặc chưa đủ căn cứ."


def edit(commune: str, period: Period, theirs: Mapping[str, float]) -> None:
    """Type the portal's points, or load them from a table of two columns, then save."""
    st.markdown(
        "Ghi điểm mà Cổng Dịch vụ công quốc gia công bố cho kỳ này, hoặc tải tệp CSV hai cột "
        "“Thành phần” và “Điểm”. Để trống nơi Cổng không cho điểm."
    )
    uploader_words(1)
    uploaded = st.file_uploader(
        "Tệp CSV điểm của Cổng", type="csv", key="portal_766_file", max_upload_size=1
    )
    loaded = dict(theirs)
    if uploaded is not None:
        try:
            found = read_points(uploaded.getvalue()[:_LARGEST])
            loaded |= found.points
            _tell_unknown(found.unknown)
        except BadTable as bad:
            st.error(words.plain(str(bad)))
    rows = pd.DataFrame(
        {
            "Thành phần": [one.label for one in COMPONENTS],
            "Tối đa": [one.points for one in COMPONENTS],
            "Điểm": [_shown(loaded.get(one.code)) for one in COMPONENTS],
        }
    )
    # As text: a number cell changes what is out of its range in silence, and writes 6.00.
    points = st.column_config.TextColumn(max_chars=12, width=90)
    changed = st.data_editor(
        rows,
        hide_index=True,
        disabled=["Thành phần", "Tối đa"],
        column_config={"Điểm": points},
        key=f"portal_766-{_setting(commune, period)}-{len(loaded)}",
    )
    _save(commune, period, changed, theirs)


def _tell_unknown(names: Sequence[str]) -> None:
    if names:
        told = "; ".join(f"“{name}”" for name in names[:_MOST_TOLD])
        more = f" và {len(names) - _MOST_TOLD} dòng khác" if len(names) > _MOST_TOLD else ""
        st.warning(
            words.plain(
                f"Không lấy điểm của {told}{more}: không phải thành phần của chỉ số 766. Hãy ghi "
                "tên thành phần đúng như trong bảng dưới đây rồi tải lại."
            )
        )


def _shown(points: float | None) -> str:
    return "" if points is None else words.number(points, 2)


def _save(commune: str, period: Period, changed: pd.DataFrame, theirs: Mapping[str, float]) -> None:
    """Write what was typed once it differs from what is held and lies within the most points."""
    try:
        typed = {
            one.code: parse_points(one.label, text)
            for one, text in zip(COMPONENTS, changed["Điểm"].fillna(""), strict=True)
            if text.strip()
        }
    except BadTable as bad:
        st.error(words.plain(str(bad)))
        return
    beyond = [one.label for one in COMPONENTS if typed.get(one.code, 0) > one.points]
    if beyond:
        st.error(f"Điểm lớn hơn mức tối đa: {', '.join(beyond)}. Hãy sửa rồi lưu.")
    elif typed != dict(theirs) and st.button("Lưu điểm của Cổng", type="primary"):
        ledger.set_setting(session.folder(), _setting(commune, period), typed, session.USER)
        st.rerun()
