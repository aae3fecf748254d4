"""Số này từ đâu?: the uploads that made a figure, and the dossiers behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.dates import moment_text
from data.periods import Period
from data.record.ledger import Upload
from metrics.analysis.provenance import Origin, Side, dossiers_behind
from metrics.analysis.provenance import origins as read_origins
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from reports.dossiers_workbook import HEADINGS, dossier_rows, dossiers_workbook
from ui import session
from ui.display import mapped_words, markup, source_names, words
from ui.display.colours import colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table

ANCHOR = "so-nay-tu-dau"
_MOST_SHOWN = 200
_MOST_NAMED = 4
_SIDES: dict[str, str] = {
    "denominator": "Mẫu số",
    "numerator": "Tử số",
    "rest": "Ở mẫu số, không ở tử số",
}


def figure_origins(
    evidence: Evidence, metrics: Sequence[Metric], commune: str, period: Period
) -> tuple[tuple[Origin, ...], ...]:
    """The uploads behind each metric's figure; read once for each version of the record."""
    return _figure_origins(session.version(), evidence, tuple(metrics), commune, period)


@st.cache_resource(
    max_entries=512,
    show_spinner=False,
    hash_funcs={
        Metric: lambda metric: (metric.name, metric.denominator_variant),
        Evidence: lambda _: 0,
    },
)
def _figure_origins(
    version: str, evidence: Evidence, metrics: tuple[Metric, ...], commune: str, period: Period
) -> tuple[tuple[Origin, ...], ...]:
    return read_origins(session.warehouse(), evidence, metrics, commune, period)


def origin_lines(origins: Sequence[Origin]) -> list[str]:
    """A line for each of the first uploads, for a card, and how many more there are."""
    uploads = session.uploads()
    lines = [_line(origin, uploads[origin.upload_id]) for origin in origins[:_MOST_NAMED]]
    if len(origins) > _MOST_NAMED:
        lines.append(f"và {len(origins) - _MOST_NAMED} tệp khác, xem ở cuối trang")
    return lines


def _line(origin: Origin, upload: Upload) -> str:
    """ "01/03–31/03/2026: tháng 3.xlsx, 407 hồ sơ; Lan nạp lúc 08:30 …; mã tệp 0a1b2c3d4e5f"."""
    rows = f"{words.number(origin.rows)} {'hồ sơ' if origin.is_list else 'dòng'}"
    return (
        f"{words.span(origin.first, origin.last)}: {upload.file_name}, {rows}; "
        f"{_storing(upload)}; mã tệp {upload.sha256[:12]}"
        + "".join(f"; {sentence}" for sentence in mapped_words.mapped_count_sentences([upload]))
    )


def _storing(upload: Upload) -> str:
    return f"{upload.stored_by} nạp lúc {moment_text(upload.stored_at)}"


def section(
    evidence: Evidence,
    metric: Metric,
    commune: str,
    period: Period,
    origins: Sequence[Origin] | None = None,
) -> None:
    """The uploads behind one figure as a table, then the dossiers where the reader asks."""
    if origins is None:
        (origins,) = figure_origins(evidence, [metric], commune, period)
    title = f"{metric.label}, {words.short_period(period)}, {words.commune_name(commune)}"
    if not origins:
        st.markdown(f"{title}: chưa có số liệu nên chưa có tệp nào.")
        return
    markup.show_html(_table(origins, session.uploads()))
    behind = (session.uploads()[number] for number in dict.fromkeys(o.upload_id for o in origins))
    for sentence in mapped_words.mapped_count_sentences(behind):
        st.caption(words.escape_markdown(f"{sentence}."))
    if _has_later_list(origins, period):
        st.caption(
            "Hồ sơ của kỳ này mà danh sách kỳ sau còn ghi thì tính theo danh sách mới nhất, nên "
            "tệp của kỳ sau cũng có ở đây."
        )
    if not any(origin.is_list for origin in origins):
        kind = "nhập tay" if metric.source_kind == "typed" else "lấy từ biểu tổng hợp"
        st.markdown(f"Số này {kind} nên không xem được từng hồ sơ.")
    elif st.toggle("Xem hồ sơ", key="show_dossiers"):
        _dossiers(evidence, metric, commune, period, title)


def _has_later_list(origins: Sequence[Origin], period: Period) -> bool:
    """Whether a list that begins after the period tells of its dossiers too."""
    uploads = session.uploads()
    return any(
        origin.is_list and uploads[origin.upload_id].first_day > period.last for origin in origins
    )


def _table(origins: Sequence[Origin], uploads: Mapping[int, Upload]) -> Markup:
    numbers = ("Số dòng", "Tử số/mẫu số")
    head = header("Ngày", "Tệp", "Loại, kỳ của tệp", *numbers, numeric_headings=numbers)
    rows = join(_row(origin, uploads[origin.upload_id]) for origin in origins)
    return html_table(head + tag("tbody", rows), colours(), "sheet wide")


def _row(origin: Origin, upload: Upload) -> Markup:
    documents = f"căn cứ: {'; '.join(origin.documents)}" if origin.documents else ""
    days = words.span(upload.first_day, upload.last_day)
    title = source_names.layout_title(upload.layout)
    counts = f"{words.number(origin.numerator)}/{words.number(origin.denominator)}"
    return tag(
        "tr",
        tag("td", words.span(origin.first, origin.last)),
        tag("td", upload.file_name, small_lines(_storing(upload), f"mã tệp {upload.sha256[:12]}")),
        tag("td", title, small_lines(days, documents)),
        tag("td", words.number(origin.rows), class_="n"),
        tag("td", counts, class_="n"),
    )


def _dossiers(evidence: Evidence, metric: Metric, commune: str, period: Period, title: str) -> None:
    """The first dossiers behind the figure as a table, all of them as a workbook."""
    side = st.segmented_control(
        "Hồ sơ nào",
        list(_SIDES),
        default="denominator",
        key="dossiers_side",
        format_func=lambda name: _SIDES[name],
        required=True,
    )
    chosen = side or "denominator"
    rows = dossiers_behind(
        session.warehouse(), evidence, metric, commune, period, cast(Side, chosen)
    )
    names = {upload.id: upload.file_name for upload in session.uploads().values()}
    count = words.number(rows.num_rows)
    more = f", đang xem {_MOST_SHOWN} hồ sơ đầu" if rows.num_rows > _MOST_SHOWN else ""
    st.markdown(f"{_SIDES[chosen]}: **{count}** hồ sơ{more}.")
    if not rows.num_rows:
        return
    table = pd.DataFrame(dossier_rows(rows.slice(0, _MOST_SHOWN), names), columns=list(HEADINGS))
    day = st.column_config.DateColumn(format="DD/MM/YYYY")
    config = dict.fromkeys(HEADINGS[2:5], day)
    st.dataframe(table, hide_index=True, column_config=config, alt="Hồ sơ đứng sau con số")
    st.download_button(
        f"Tải cả {count} hồ sơ (.xlsx)",
        lambda: dossiers_workbook(f"{title}: {_SIDES[chosen].lower()}", rows, names),
        file_name=f"ho-so-{metric.name}-{commune}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key="dossiers_download",
    )
