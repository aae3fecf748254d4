"""Before a file is stored: what it gives alone, what it changes, and what it replaces."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.periods import HANOI
from data.record import ledger, uploads
from loaders.load import new_upload
from loaders.staging import Staged
from metrics.standings import Standing
from reports.list_difference import list_difference
from reports.upload_effect import Effect, try_upload
from ui import session
from ui.display import words

Row = tuple[str, str, str, str]


def staging(staged: Staged) -> str:
    """What tells one staging from another, for Streamlit's caches."""
    return repr(staged.key)


def show(staged: Staged) -> None:
    """The metrics that change; nothing where nothing of the file's period is held yet."""
    changed, _ = _tried(staged, session.version())
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
    """What the file alone gives, counted the same way as ever."""
    _, alone = _tried(staged, session.version())
    table = pd.DataFrame(alone, columns=["Xã, phường", "Chỉ số", "Tử số/mẫu số", "Tỷ lệ"])
    st.dataframe(table, hide_index=True, alt="Các chỉ số tính từ riêng tệp này")


def show_replaced(staged: Staged) -> None:
    """The upload in force that this one would replace, and which dossiers that changes."""
    if told := _replaced(staged, session.version()):
        st.info(told)


@st.cache_data(max_entries=32, show_spinner="Đang tính thử…", hash_funcs={Staged: staging})
def _tried(staged: Staged, version: str) -> tuple[list[Row] | None, list[Row]]:
    """A row a metric that changes (None where there is nothing to change), and one a metric of
    the file alone.
    """
    found = try_upload(session.folder(), staged)
    changed = [_change(one) for one in found.effects if one.changed]
    return changed if found.effects else None, [_alone(one) for one in found.alone]


def _change(one: Effect) -> Row:
    return (
        words.commune(one.after.commune_code),
        one.after.metric.label,
        _figure(one.before),
        _figure(one.after),
    )


def _figure(one: Standing) -> str:
    """ "82,34% (317/385)"."""
    if one.tally.denominator == 0:
        return "không phát sinh"
    counts = _counts(one)
    own = f"{words.rate(one)} ({counts})" if counts else "thiếu số liệu"
    return f"{own}; {words.by_plan(one)}" if one.plan_tally else own


def _alone(one: Standing) -> Row:
    return (
        words.commune(one.commune_code),
        one.metric.label,
        _counts(one) or words.NOTHING,
        words.rate(one),
    )


def _counts(one: Standing) -> str:
    """ "317/385", or nothing where a count is not known."""
    tally = one.tally
    if tally.numerator is None or tally.denominator is None:
        return ""
    return f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: staging})
def _replaced(staged: Staged, version: str) -> str:
    folder = session.folder()
    replaced = uploads.replaced_by(ledger.uploads(folder), new_upload(staged, "", None, False))
    if not replaced:
        return ""
    found = (
        list_difference(folder, replaced, staged.rows) if "dossier_code" in staged.columns else None
    )
    told = ""
    if found:
        added, changed, gone = map(words.number, (found.added, found.changed, found.gone))
        told = f": thêm {added}, thay đổi {changed}, không còn {gone} hồ sơ"
    when = words.day(replaced[-1].stored_at.astimezone(HANOI))
    return f"Sẽ thay cho số liệu cùng kỳ đã nạp ngày {when}{told}."
