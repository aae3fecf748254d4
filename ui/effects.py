"""Before a file is stored: each metric of its period as it is, and as it would be."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.staging import Staged
from metrics.standings import Standing
from reports.effect import effects
from ui import session, words


def staging(staged: Staged) -> tuple[object, ...]:
    """What tells one staging from another: also whether lines that break a sum count."""
    return *staged.key, len(staged.set_aside)


def show(staged: Staged) -> None:
    """Nothing where nothing of the file's period is held yet."""
    changed = _changed(staged, session.version())
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


@st.cache_data(max_entries=32, show_spinner="Đang tính thử…", hash_funcs={Staged: staging})
def _changed(staged: Staged, version: str) -> list[tuple[str, str, str, str]] | None:
    """A row a metric that changes; None where there is nothing to change."""
    found = effects(session.folder(), staged)
    if not found:
        return None
    return [
        (
            words.commune(one.after.commune_code),
            one.after.metric.label,
            _figure(one.before),
            _figure(one.after),
        )
        for one in found
        if one.changed
    ]


def _figure(one: Standing) -> str:
    """ "82,34% (317/385)"."""
    tally = one.tally
    if tally.numerator is None or tally.denominator is None:
        return "thiếu số liệu"
    counts = f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"
    return f"{words.percent(tally.rate)} ({counts})"
