"""The dossiers that show a sign, each with its days, and all of them as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.periods import Period
from metrics.analysis.signs.sign import Sign, SignDossier
from metrics.counting.sign_days import SignKind
from reports.signs_workbook import HEADINGS, SIGN_TITLES, sign_rows, signs_workbook
from reports.table_workbook import Cell
from ui import address, session
from ui.display import words

_MOST_DOSSIERS = 200
_PAGE, _KEY, _ANCHOR = "bat-thuong", "dau-hieu", "tung-ho-so"


def link_to_dossiers(commune_code: str, period: Period, kind: SignKind) -> str:
    """The address of the page's list of a sign's dossiers, for the commune and period."""
    page = address.link_to(_PAGE, commune_code, period, lich=period.calendar, dau_hieu=kind)
    return f"{page}#{_ANCHOR}"


def show_dossiers(
    signs: Sequence[Sign], dossiers: Sequence[SignDossier], commune_code: str, period: Period
) -> None:
    """Draw the choice of a sign, its dossiers, and a download of all; nothing without any."""
    kinds = [sign.kind for sign in signs if sign.count.cases]
    if not kinds:
        return
    st.header("Từng hồ sơ", anchor=_ANCHOR)
    kind = _choose_kind(kinds)
    chosen_dossiers = [dossier for dossier in dossiers if dossier.kind == kind]
    count = words.number(len(chosen_dossiers))
    rest_note = (
        f", đang xem {_MOST_DOSSIERS} hồ sơ đầu" if len(chosen_dossiers) > _MOST_DOSSIERS else ""
    )
    st.markdown(f"{SIGN_TITLES[kind]}: **{count}** hồ sơ{rest_note}.")
    _show_table(chosen_dossiers[:_MOST_DOSSIERS])
    title = f"Dấu hiệu cần xem lại, {words.full_commune_name(commune_code)}"
    st.download_button(
        f"Tải hồ sơ của mọi dấu hiệu ({words.number(len(dossiers))} dòng, .xlsx)",
        lambda: signs_workbook(f"{title}, {words.period_name(period)}", _rows(dossiers)),
        file_name=f"can-xem-lai-{commune_code}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
    )


def _choose_kind(kinds: Sequence[SignKind]) -> SignKind:
    """Draw the choice of one of the `kinds` of sign and give it; the address keeps it."""
    name = address.choose_option(
        "Dấu hiệu", _KEY, kinds, kinds[0], lambda n: SIGN_TITLES[_kind_named(kinds, n)]
    )
    address.write_choices(_KEY)
    return _kind_named(kinds, name)


def _kind_named(kinds: Sequence[SignKind], name: str) -> SignKind:
    """The one of `kinds` that is written as `name`; StopIteration if none is."""
    return next(kind for kind in kinds if kind == name)


def _rows(dossiers: Sequence[SignDossier]) -> list[list[Cell]]:
    """The dossiers as rows of the workbook, with files' and communes' names for ids and codes."""
    file_names = {upload.id: upload.file_name for upload in session.uploads().values()}
    return sign_rows(dossiers, file_names, words.commune_name)


def _show_table(dossiers: Sequence[SignDossier]) -> None:
    """Draw these dossiers as a table, without the column that names their sign."""
    rows = [row[1:] for row in _rows(dossiers)]
    table = pd.DataFrame(rows, columns=list(HEADINGS[1:]))
    if not table["Ghi chú"].any():
        table = table.drop(columns="Ghi chú")
    day = st.column_config.DateColumn(format="DD/MM/YYYY")
    config = dict.fromkeys(HEADINGS[3:6], day)
    st.dataframe(table, hide_index=True, column_config=config, alt="Hồ sơ có dấu hiệu")
