"""Before a file is stored: what it gives alone, what it changes, and what it replaces."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.dates import HANOI
from data.record import ledger, uploads
from data.record.ledger import Upload
from loaders.load import new_upload
from loaders.staging import Staged
from metrics.counting.tallies import counts_text
from metrics.standings import Standing
from reports.list_difference import list_difference
from reports.replacement import falling, seeming_filters
from reports.upload_effect import Effect, try_upload
from ui import session
from ui.display import words

Row = tuple[str, str, str, str]


def staging_key(staged: Staged) -> str:
    """What distinguishes one staging from another, for Streamlit's caches."""
    return repr(staged.key)


def show(staged: Staged) -> None:
    """The metrics that change; nothing where the record has nothing of the file's period yet."""
    changed, _ = _effect_rows(staged, session.version())
    if changed is None:
        return
    if not changed:
        st.markdown("Nạp tệp này không làm thay đổi chỉ số nào của kỳ.")
        return
    st.markdown(f"Nạp tệp này làm thay đổi **{words.number(len(changed))}** chỉ số của kỳ:")
    table = pd.DataFrame(changed, columns=["Xã, phường", "Chỉ số", "Trước", "Sau"])
    if len(staged.communes) == 1:
        table = table.drop(columns="Xã, phường")
    st.dataframe(table, hide_index=True, alt="Chỉ số trước và sau khi nạp tệp này")


def show_alone(staged: Staged) -> None:
    """What the file alone gives, counted as on every page."""
    _, alone = _effect_rows(staged, session.version())
    table = pd.DataFrame(alone, columns=["Xã, phường", "Chỉ số", "Tử số/mẫu số", "Tỷ lệ"])
    st.dataframe(table, hide_index=True, alt="Các chỉ số tính từ riêng tệp này")


def show_replaced(staged: Staged) -> None:
    """The upload in force that this one would replace, and which dossiers that changes."""
    if sentence := _replacement_sentence(staged, session.version()):
        st.info(sentence)
        _show_losses(staged)


def _show_losses(staged: Staged) -> None:
    """What the list seems to leave out, and the figures that would fall by more than a tenth."""
    filters, labels = _losses(staged, session.version())
    if filters:
        st.warning(
            "So với danh sách sẽ bị thay, danh sách này "
            f"{words.escape_markdown('; '.join(filters))}."
        )
    if labels:
        st.warning(
            f"Số đếm của {len(labels)} chỉ số sẽ giảm quá một phần mười: "
            f"{words.escape_markdown('; '.join(labels))}. Hãy kiểm tra danh sách có bị lọc bớt "
            "không."
        )


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: staging_key})
def _losses(staged: Staged, version: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The seeming filters, and the labels of the metrics that fall."""
    stored = ledger.uploads(session.folder())
    replaced = uploads.uploads_replaced_by(stored, new_upload(staged, "", None, False))
    if staged.sheet.layout.table != "dossiers" or not replaced:
        return (), ()
    trial = try_upload(session.folder(), staged)
    labels = dict.fromkeys(effect.after.metric.label for effect in falling(trial.effects))
    return seeming_filters(session.folder(), replaced, staged), tuple(labels)


@st.cache_data(max_entries=32, show_spinner="Đang tính thử…", hash_funcs={Staged: staging_key})
def _effect_rows(staged: Staged, version: str) -> tuple[list[Row] | None, list[Row]]:
    """A row for each metric that changes (None where there is nothing to change), and one for each
    metric of the file alone.
    """
    trial = try_upload(session.folder(), staged)
    changed = [_change_row(effect) for effect in trial.effects if effect.changed]
    return changed if trial.effects else None, [row_alone(s) for s in trial.alone]


def _change_row(effect: Effect) -> Row:
    """Commune, metric, its figure before and after."""
    return (
        words.commune_name(effect.after.commune_code),
        effect.after.metric.label,
        figure(effect.before),
        figure(effect.after),
    )


def figure(standing: Standing) -> str:
    """ "82,34% (317/385)" as the overview will show it, and the common rate beside the plan's."""
    if standing.judged_tally.denominator == 0:
        return "không phát sinh"
    counts = counts_text(standing.judged_tally)
    figure = f"{words.rate(standing)} ({counts})" if counts else "thiếu số liệu"
    return "; ".join(filter(None, (figure, words.common_rate_note(standing))))


def row_alone(standing: Standing) -> Row:
    """Commune, metric, its two counts, its rate."""
    return (
        words.commune_name(standing.commune_code),
        standing.metric.label,
        counts_text(standing.judged_tally) or words.NOTHING,
        words.rate(standing),
    )


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: staging_key})
def _replacement_sentence(staged: Staged, version: str) -> str:
    stored = ledger.uploads(session.folder())
    replaced = uploads.uploads_replaced_by(stored, new_upload(staged, "", None, False))
    if not replaced:
        return ""
    stored_on = words.day(replaced[-1].stored_at.astimezone(HANOI))
    difference = _list_difference(staged, replaced)
    return f"Sẽ thay cho số liệu cùng kỳ đã nạp ngày {stored_on}{difference}."


def _list_difference(staged: Staged, replaced: Sequence[Upload]) -> str:
    """ ": thêm 12, thay đổi 3, không còn 0 hồ sơ"; nothing for a form."""
    if "dossier_code" not in staged.columns:
        return ""
    difference = list_difference(session.folder(), replaced, staged.rows)
    if difference is None:
        return ""
    counts = difference.added, difference.changed, difference.gone
    added, changed, gone = map(words.number, counts)
    return f": thêm {added}, thay đổi {changed}, không còn {gone} hồ sơ"
