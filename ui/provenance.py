"""Số này từ đâu?: the uploads that made a figure, and the dossiers behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.dates import HANOI
from data.periods import Period
from data.record.ledger import Upload
from metrics.analysis.provenance import Origin, Side, dossiers_behind, origins
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from reports.dossiers_workbook import HEADINGS, dossier_rows, dossiers_workbook
from ui import session
from ui.display import markup, source_names, words
from ui.display.colours import colours
from ui.display.markup import join, smalls, tag
from ui.display.tables import header, sheet

ANCHOR = "so-nay-tu-dau"
_SHOWN = 200
_NAMED = 4
_SIDES: dict[str, str] = {
    "denominator": "Mẫu số",
    "numerator": "Tử số",
    "rest": "Ở mẫu số, không ở tử số",
}


def found(
    evidence: Evidence, metrics: Sequence[Metric], commune: str, period: Period
) -> tuple[tuple[Origin, ...], ...]:
    """What made each figure; read once for each version of the record, all of them together."""
    return _found(session.version(), evidence, tuple(metrics), commune, period)


@st.cache_resource(
    max_entries=512,
    show_spinner=False,
    hash_funcs={
        Metric: lambda metric: (metric.name, metric.denominator_variant),
        Evidence: lambda _: 0,
    },
)
def _found(
    version: str, evidence: Evidence, metrics: tuple[Metric, ...], commune: str, period: Period
) -> tuple[tuple[Origin, ...], ...]:
    return origins(session.warehouse(), evidence, metrics, commune, period)


def in_words(made_of: Sequence[Origin]) -> list[str]:
    """A line an upload, for a card; what is more than a few is only numbered."""
    uploads = session.uploads()
    lines = [_sentence(one, uploads[one.upload_id]) for one in made_of[:_NAMED]]
    if len(made_of) > _NAMED:
        lines.append(f"và {len(made_of) - _NAMED} tệp khác, xem ở cuối trang")
    return lines


def _sentence(one: Origin, upload: Upload) -> str:
    counted = f"{words.number(one.rows)} {'hồ sơ' if one.is_list else 'dòng'}"
    return (
        f"{words.span(one.first, one.last)}: {upload.file_name}, {counted}; "
        f"{_loaded(upload)}; mã tệp {upload.sha256[:12]}"
    )


def _loaded(upload: Upload) -> str:
    when = upload.stored_at.astimezone(HANOI)
    return f"{upload.stored_by} nạp lúc {when:%H:%M} ngày {words.day(when)}"


def section(
    evidence: Evidence,
    metric: Metric,
    commune: str,
    period: Period,
    made_of: Sequence[Origin] | None = None,
) -> None:
    """The uploads behind one figure as a table, then the dossiers where the reader asks."""
    if made_of is None:
        (made_of,) = found(evidence, [metric], commune, period)
    title = f"{metric.label}, {words.short_period(period)}, {words.commune(commune)}"
    if not made_of:
        st.markdown(f"{title}: chưa có số liệu nên chưa có tệp nào.")
        return
    markup.show(_table(made_of, session.uploads()))
    if _later(made_of, period):
        st.caption(
            "Hồ sơ của kỳ này mà danh sách kỳ sau còn ghi thì tính theo danh sách mới nhất, nên "
            "tệp của kỳ sau cũng đứng ở đây."
        )
    if not any(one.is_list for one in made_of):
        kind = "nhập tay" if metric.source_kind == "typed" else "lấy từ biểu tổng hợp"
        st.markdown(f"Số này {kind} nên không có từng hồ sơ.")
    elif st.toggle("Xem hồ sơ", key="show_dossiers"):
        _dossiers(evidence, metric, commune, period, title)


def _later(made_of: Sequence[Origin], period: Period) -> bool:
    """Whether lists of later days tell of the period's dossiers too."""
    uploads = session.uploads()
    return any(o.is_list and uploads[o.upload_id].first_day > period.last for o in made_of)


def _table(made_of: Sequence[Origin], uploads: Mapping[int, Upload]) -> Markup:
    numbers = ("Số dòng", "Tử số/mẫu số")
    head = header("Ngày", "Tệp", "Loại, kỳ của tệp", *numbers, numeric=numbers)
    rows = join(_row(one, uploads[one.upload_id]) for one in made_of)
    return sheet(head + tag("tbody", rows), colours(), "sheet wide")


def _row(one: Origin, upload: Upload) -> Markup:
    documents = f"căn cứ: {'; '.join(one.documents)}" if one.documents else ""
    days = words.span(upload.first_day, upload.last_day)
    title = source_names.title(upload.layout)
    counts = f"{words.number(one.numerator)}/{words.number(one.denominator)}"
    return tag(
        "tr",
        tag("td", words.span(one.first, one.last)),
        tag("td", upload.file_name, smalls(_loaded(upload), f"mã tệp {upload.sha256[:12]}")),
        tag("td", title, smalls(days, documents)),
        tag("td", words.number(one.rows), class_="n"),
        tag("td", counts, class_="n"),
    )


def _dossiers(evidence: Evidence, metric: Metric, commune: str, period: Period, title: str) -> None:
    """The first of them as a table, all of them as a workbook."""
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
    more = f", đang xem {_SHOWN} hồ sơ đầu" if rows.num_rows > _SHOWN else ""
    st.markdown(f"{_SIDES[chosen]}: **{count}** hồ sơ{more}.")
    if not rows.num_rows:
        return
    table = pd.DataFrame(dossier_rows(rows.slice(0, _SHOWN), names), columns=list(HEADINGS))
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
