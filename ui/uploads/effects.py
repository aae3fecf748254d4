"""Before a file is stored: what it gives alone, what it changes, and what it replaces."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import streamlit as st

from data.dates import HANOI
from loaders.replaced_lists import (
    filters_sentence,
    replaced_by_commune,
    rows_to_replace,
    seeming_filters,
)
from loaders.staging import Staged
from metrics.counting.tallies import counts_text
from metrics.standings import Standing
from reports.list_difference import list_difference
from reports.replacement import falling_effects
from reports.upload_effect import Effect, Trial, try_upload
from ui import session
from ui.display import words

Row = tuple[str, str, str, str]


@dataclass(frozen=True)
class Replacement:
    """What a file would replace, in a sentence; of a list how it seems to be filtered besides.

    `falling_labels` are of the metrics with a count that would fall by more than a tenth.
    """

    sentence: str
    filters: tuple[str, ...] = ()
    falling_labels: tuple[str, ...] = ()


def staging_key(staged: Staged) -> str:
    """A text that is the same for equal stagings alone, to hash them in Streamlit's caches."""
    return repr(staged.key)


def show_effects(staged: Staged) -> None:
    """Draw a table of metrics that storing the file would change; nothing if none exist yet."""
    change_rows, _ = _effect_rows(staged, session.version())
    if change_rows is None:
        return
    if not change_rows:
        st.markdown("Nạp tệp này không làm thay đổi chỉ số nào của kỳ.")
        return
    st.markdown(f"Nạp tệp này làm thay đổi **{words.number(len(change_rows))}** chỉ số của kỳ:")
    table = pd.DataFrame(change_rows, columns=["Xã, phường", "Chỉ số", "Trước", "Sau"])
    if len(staged.communes) == 1:
        table = table.drop(columns="Xã, phường")
    st.dataframe(table, hide_index=True, alt="Chỉ số trước và sau khi nạp tệp này")


def show_own_figures(staged: Staged) -> None:
    """Draw a table of the metrics counted from the file alone, as every page counts them."""
    _, figure_rows = _effect_rows(staged, session.version())
    table = pd.DataFrame(figure_rows, columns=["Xã, phường", "Chỉ số", "Tử số/mẫu số", "Tỷ lệ"])
    st.dataframe(table, hide_index=True, alt="Các chỉ số tính từ riêng tệp này")


def show_replaced_upload(staged: Staged) -> None:
    """Draw which upload the file would replace and which counts fall; nothing without one."""
    replacement = _replacement(staged, session.version())
    if replacement is None:
        return
    st.info(replacement.sentence)
    if replacement.filters:
        st.warning(words.escape_markdown(filters_sentence(replacement.filters)))
    if labels := replacement.falling_labels:
        st.warning(
            f"Số đếm của {len(labels)} chỉ số sẽ giảm quá một phần mười: "
            f"{words.escape_markdown('; '.join(labels))}. Hãy kiểm tra danh sách có bị lọc bớt "
            "không."
        )


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: staging_key})
def _replacement(staged: Staged, version: str) -> Replacement | None:
    """What storing the file would replace, for a list with the differences; None if nothing."""
    replaced_uploads = replaced_by_commune(session.folder(), staged)
    if not replaced_uploads:
        return None
    newest_upload = max(replaced_uploads.values(), key=lambda upload: upload.id)
    stored_on = words.day(newest_upload.stored_at.astimezone(HANOI))
    sentence = f"Sẽ thay cho số liệu cùng kỳ đã nạp ngày {stored_on}"
    rows = None
    if staged.sheet.layout.table == "dossiers":
        rows = rows_to_replace(session.folder(), replaced_uploads)
    if rows is None:
        return Replacement(f"{sentence}.")
    effects = falling_effects(_trial(staged, version).effects)
    return Replacement(
        f"{sentence}{_difference_words(rows, staged)}.",
        seeming_filters(rows, staged),
        tuple(dict.fromkeys(effect.after.metric.label for effect in effects)),
    )


def _difference_words(replaced_rows: pa.Table, staged: Staged) -> str:
    """How a list differs from the rows it replaces: ": thêm 12, thay đổi 3, không còn 0 hồ sơ"."""
    difference = list_difference(replaced_rows, staged.rows)
    counts = difference.added, difference.changed, difference.gone
    added_text, changed_text, gone_text = map(words.number, counts)
    return f": thêm {added_text}, thay đổi {changed_text}, không còn {gone_text} hồ sơ"


@st.cache_resource(max_entries=32, show_spinner="Đang tính thử…", hash_funcs={Staged: staging_key})
def _trial(staged: Staged, version: str) -> Trial:
    """The file's effects on the metrics, tried on a copy of the record; cached by its version."""
    return try_upload(session.folder(), staged)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: staging_key})
def _effect_rows(staged: Staged, version: str) -> tuple[list[Row] | None, list[Row]]:
    """(rows of the metrics that change, None if the record has none; rows of the file's own).

    The first are None where the record has nothing yet that could change.
    """
    trial = _trial(staged, version)
    change_rows = [_change_row(effect) for effect in trial.effects if effect.changes_figures]
    return change_rows if trial.effects else None, [
        own_figure_row(s) for s in trial.standings_alone
    ]


def _change_row(effect: Effect) -> Row:
    """A metric's change as a table row: commune name, metric, figures before and after."""
    commune, label = words.commune_name(effect.after.commune_code), effect.after.metric.label
    return commune, label, figure_words(effect.before), figure_words(effect.after)


def figure_words(standing: Standing) -> str:
    """A standing as the overview has it, "82,34% (317/385)", with the common rate if another."""
    if standing.judged_tally.denominator == 0:
        return "không phát sinh"
    counts = counts_text(standing.judged_tally)
    text = f"{words.rate(standing)} ({counts})" if counts else "thiếu số liệu"
    return "; ".join(filter(None, (text, words.common_rate_note(standing))))


def own_figure_row(standing: Standing) -> Row:
    """A metric of the file alone as a table row: commune name, metric, "317/385", rate."""
    commune, label = words.commune_name(standing.commune_code), standing.metric.label
    counts = counts_text(standing.judged_tally) or words.NOTHING
    return commune, label, counts, words.rate(standing)
