"""What a reader ticked of late dossiers and did not write yet, by dossier: no rerun drops it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from data.record.late_marks import Mark
from metrics.analysis.late_dossiers import LateDossier
from reports.late_workbook import is_apologised

EXPLAINED, APOLOGISED, DOCUMENT = MARKS = ("Đã giải trình", "Đã xin lỗi", "Số văn bản")
_NO_MARK = Mark()


@dataclass(frozen=True)
class TypedMarks:
    """What a table of dossiers is to show, under the key of its widget, and what was typed.

    `disagreements` is what somebody else has written since of dossiers that were typed here.
    """

    key: str
    shown: Mapping[str, Mark]
    typed: Mapping[str, Mark]
    disagreements: Mapping[str, Mark]


@dataclass
class _Typing:
    """One commune's unwritten marks: as typed, and as stored when each was begun."""

    typed: dict[str, Mark] = field(default_factory=dict)
    begun: dict[str, Mark] = field(default_factory=dict)
    turn: int = 0
    drawn: tuple[LateDossier, ...] = ()
    stored: Mapping[str, Mark] = field(default_factory=dict)
    shown: Mapping[str, Mark] = field(default_factory=dict)

    def key(self, commune: str) -> str:
        return f"late-{commune}-{self.turn}"


def collect(
    commune: str, dossiers: Sequence[LateDossier], stored: Mapping[str, Mark]
) -> TypedMarks:
    """Take in what was ticked in the table last drawn; what the next one shows.

    Streamlit holds ticks by row number, so that other rows or other marks need a new table; what
    was ticked in the old one goes with its dossiers.
    """
    for code, typing in _typings().items():
        _take_in(typing, typing.key(code))
    typing = _typings().setdefault(commune, _Typing())
    is_new = typing.key(commune) not in st.session_state
    if is_new or typing.drawn != tuple(dossiers) or typing.stored != stored:
        _draw_anew(typing, dossiers, stored)
    disagreements = {
        code: stored.get(code, _NO_MARK)
        for code, mark in typing.typed.items()
        if stored.get(code, _NO_MARK) not in (typing.begun[code], mark)
    }
    return TypedMarks(typing.key(commune), typing.shown, dict(typing.typed), disagreements)


def settle(commune: str, codes: Collection[str], keep_mine: bool) -> None:
    """What was typed of these dossiers stands against what is stored now, or is dropped for it."""
    typing = _typings()[commune]
    for code in codes:
        if keep_mine:
            typing.begun[code] = typing.stored.get(code, _NO_MARK)
        else:
            del typing.typed[code], typing.begun[code]
    _draw_anew(typing, typing.drawn, typing.stored)


def forget(commune: str) -> None:
    """What was typed is written."""
    _typings()[commune] = _Typing(turn=_typings()[commune].turn + 1)


def _take_in(typing: _Typing, key: str) -> None:
    rows: Mapping[int, Mapping[str, object]] = st.session_state.get(key, {}).get("edited_rows", {})
    for row, cells in rows.items():
        dossier = typing.drawn[int(row)]
        if dossier.kind == "due_soon":  # nothing is to be explained yet
            continue
        stored = typing.stored.get(dossier.code, _NO_MARK)
        typing.begun.setdefault(dossier.code, stored)
        typing.typed[dossier.code] = _edited_mark(dossier, typing.shown, cells)
        if typing.typed[dossier.code] == stored:  # ticked and unticked again
            del typing.typed[dossier.code], typing.begun[dossier.code]


def _edited_mark(
    dossier: LateDossier, shown: Mapping[str, Mark], cells: Mapping[str, object]
) -> Mark:
    """The mark with the cells that were edited.

    A letter that the list tells of is ticked without a mark: only a tick that somebody changed
    is one.
    """
    mark = shown.get(dossier.code, _NO_MARK)
    apologised = bool(cells.get(APOLOGISED, is_apologised(dossier, mark)))
    return replace(
        mark,
        explained=bool(cells.get(EXPLAINED, mark.explained)),
        apologised=mark.apologised if apologised == is_apologised(dossier, mark) else apologised,
        document=str(cells.get(DOCUMENT, mark.document) or "").strip(),
    )


def _draw_anew(
    typing: _Typing, dossiers: Sequence[LateDossier], stored: Mapping[str, Mark]
) -> None:
    typing.turn += 1
    typing.drawn, typing.stored = tuple(dossiers), dict(stored)
    typing.shown = {**stored, **typing.typed}


def _typings() -> dict[str, _Typing]:
    typings: dict[str, _Typing] = st.session_state.setdefault("typed_marks", {})
    return typings
