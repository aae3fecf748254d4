"""Số này từ đâu?: the uploads that made a figure, and the dossiers behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.dates import moment_text
from data.periods import Period
from data.record.ledger import Upload
from metrics.analysis.provenance import DossierPart, Origin, Side, dossiers_behind
from metrics.analysis.provenance import origins as read_origins
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from reports.dossiers_workbook import HEADINGS, dossier_rows, dossiers_workbook
from ui import address, session
from ui.display import mapped_words, markup, source_names, words
from ui.display.colours import colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table
from ui.kept import kept

ANCHOR = "so-nay-tu-dau"
_MOST_DOSSIERS = 200
_MOST_UPLOADS = 4
_WITHOUT_FIGURES = "chưa có số liệu nên chưa có tệp nào."
_OF_TASKS = (
    "đếm từ trang [Nhiệm vụ](nhiem-vu), không có tệp nào. Tính nhiệm vụ của kế hoạch có hạn trong "
    "kỳ, nhiệm vụ định kỳ thì mỗi hạn một lượt; đến hết ngày trước lần ghi gần nhất, nhiệm vụ chưa "
    "ghi hoàn thành coi là chưa xong."
)
_SIDES: Mapping[Side, str] = MappingProxyType(
    {
        "denominator": "Mẫu số",
        "numerator": "Tử số",
        "rest": "Ở mẫu số, không ở tử số",
    }
)
# What the address calls each.
_SIDE_WORDS: Mapping[Side, str] = MappingProxyType(
    {"denominator": "mau-so", "numerator": "tu-so", "rest": "con-lai"}
)


def figure_origins(
    evidence: Evidence, metrics: Sequence[Metric], commune_code: str, period: Period
) -> tuple[tuple[Origin, ...], ...]:
    """For each metric in order the uploads behind its figure; () for one without figures."""
    return _origins_of_version(evidence, tuple(metrics), commune_code, period)


def _origins_key(
    evidence: Evidence, metrics: tuple[Metric, ...], commune_code: str, period: Period
) -> tuple[object, ...]:
    """The key of kept uploads of figures: version, metrics' definitions, commune, period."""
    definitions = tuple((metric.name, metric.denominator_variant) for metric in metrics)
    return evidence.version, definitions, commune_code, period


@kept(512, _origins_key)
def _origins_of_version(
    evidence: Evidence, metrics: tuple[Metric, ...], commune_code: str, period: Period
) -> tuple[tuple[Origin, ...], ...]:
    """For each metric in order the uploads behind its figure, cached by version."""
    return read_origins(session.warehouse(), evidence, metrics, commune_code, period)


def origin_lines(origins: Sequence[Origin]) -> list[str]:
    """A line for each of the first four uploads, and one on how many more there are."""
    uploads = session.uploads()
    lines = [_origin_line(origin, uploads[origin.upload_id]) for origin in origins[:_MOST_UPLOADS]]
    if len(origins) > _MOST_UPLOADS:
        lines.append(f"và {len(origins) - _MOST_UPLOADS} tệp khác, xem ở cuối trang")
    return lines


def _origin_line(origin: Origin, upload: Upload) -> str:
    """An upload in a line: "01/03–31/03/2026: tháng 3.xlsx, 407 hồ sơ; Lan nạp lúc 08:30 …"."""
    rows = f"{words.number(origin.rows)} {'hồ sơ' if origin.is_list else 'dòng'}"
    return (
        f"{words.span(origin.first, origin.last)}: {upload.file_name}, {rows}; "
        f"{_storing_words(upload)}; mã tệp {upload.sha256[:12]}"
        + "".join(f"; {sentence}" for sentence in mapped_words.mapped_count_sentences([upload]))
    )


def _storing_words(upload: Upload) -> str:
    """Who stored an upload and when: "Lan nạp lúc 08:30 …"."""
    return f"{upload.stored_by} nạp lúc {moment_text(upload.stored_at)}"


def show_origins(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    origins: Sequence[Origin] | None = None,
) -> None:
    """Draw a table of the uploads behind a figure, and a toggle for its dossiers, or why none.

    `origins` are read here where they are None.
    """
    if origins is None:
        (origins,) = figure_origins(evidence, [metric], commune_code, period)
    title = f"{metric.label}, {words.short_period(period)}, {words.commune_name(commune_code)}"
    if not origins:
        segments = evidence.tally(metric, commune_code, period).coverage.segments
        is_of_tasks = any(segment.of_tasks for segment in segments)
        st.markdown(f"{title}: {_OF_TASKS if is_of_tasks else _WITHOUT_FIGURES}")
        return
    markup.show_html(_origins_table(origins, session.uploads(), metric.unit == "cases"))
    uploads_behind = (
        session.uploads()[number] for number in dict.fromkeys(o.upload_id for o in origins)
    )
    for sentence in mapped_words.mapped_count_sentences(uploads_behind):
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
        show_dossiers(evidence, metric, commune_code, period, title)


def _has_later_list(origins: Sequence[Origin], period: Period) -> bool:
    """Whether any of the origins is a list that begins after the period."""
    uploads = session.uploads()
    return any(
        origin.is_list and uploads[origin.upload_id].first_day > period.last for origin in origins
    )


def _origins_table(
    origins: Sequence[Origin], uploads: Mapping[int, Upload], has_counts: bool
) -> Markup:
    """An HTML table of the uploads behind a figure, without counts if `has_counts` is False."""
    numbers = ("Số dòng", "Tử số/mẫu số")
    head = header("Ngày", "Tệp", "Loại, kỳ của tệp", *numbers, numeric_headings=numbers)
    rows = join(_origin_row(origin, uploads[origin.upload_id], has_counts) for origin in origins)
    return html_table(head + tag("tbody", rows), colours(), "sheet wide")


def _origin_row(origin: Origin, upload: Upload, has_counts: bool) -> Markup:
    """An upload's table row: its days, file, layout and period, rows, and its two counts."""
    documents = f"căn cứ: {'; '.join(origin.documents)}" if origin.documents else ""
    days = words.span(upload.first_day, upload.last_day)
    title = source_names.layout_title(upload.layout)
    counts = f"{words.number(origin.numerator)}/{words.number(origin.denominator)}"
    return tag(
        "tr",
        tag("td", words.span(origin.first, origin.last)),
        tag(
            "td",
            upload.file_name,
            small_lines(_storing_words(upload), f"mã tệp {upload.sha256[:12]}"),
        ),
        tag("td", title, small_lines(days, documents)),
        tag("td", words.number(origin.rows), class_="n"),
        tag("td", counts if has_counts else words.NOTHING, class_="n"),
    )


def show_dossiers(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    title: str,
    part: DossierPart | None = None,
    initial_side: Side = "denominator",
) -> None:
    """Draw the choice of counted dossiers, a table of the first 200, and a download of all.

    Those of `part` alone where it is given; the address keeps which side of the figure they are on.
    """
    words_of_sides: dict[str, Side] = {word: side for side, word in _SIDE_WORDS.items()}
    side_word = address.choose_segment(
        "Hồ sơ nào",
        "ho-so",
        list(words_of_sides),
        _SIDE_WORDS[initial_side],
        lambda word: _SIDES[words_of_sides[word]],
    )
    side = words_of_sides[side_word]
    rows = dossiers_behind(session.warehouse(), evidence, metric, commune_code, period, side, part)
    names = {upload.id: upload.file_name for upload in session.uploads().values()}
    count = words.number(rows.num_rows)
    rest_note = f", đang xem {_MOST_DOSSIERS} hồ sơ đầu" if rows.num_rows > _MOST_DOSSIERS else ""
    st.markdown(f"{_SIDES[side]}: **{count}** hồ sơ{rest_note}.")
    if not rows.num_rows:
        return
    table = pd.DataFrame(dossier_rows(rows.slice(0, _MOST_DOSSIERS), names), columns=list(HEADINGS))
    day = st.column_config.DateColumn(format="DD/MM/YYYY")
    config = dict.fromkeys(HEADINGS[2:5], day)
    st.dataframe(table, hide_index=True, column_config=config, alt="Hồ sơ đứng sau con số")
    st.download_button(
        f"Tải cả {count} hồ sơ (.xlsx)",
        lambda: dossiers_workbook(f"{title}: {_SIDES[side].lower()}", rows, names),
        file_name=f"ho-so-{metric.name}-{commune_code}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key="dossiers_download",
    )
