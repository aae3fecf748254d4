"""What a reader ticked of late dossiers and did not write yet, by dossier: no rerun drops it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from data.record.late_marks import Mark
from metrics.analysis.late_dossiers import LateDossier
from reports.late_workbook import is_apologised
from ui.unsaved.kept_work import MARKS as MARKS_KEY

EXPLAINED, APOLOGISED, DOCUMENT = MARKS = ("Đã giải trình", "Đã xin lỗi", "Số văn bản")
_NO_MARK = Mark()


@dataclass(frozen=True)
class TypedMarks:
    """The marks that a table of dossiers is to show, and those typed in it, each by dossier code.

    `disagreements` is what somebody else has written since of dossiers that were typed here.
    """

    widget_key: str
    table_marks: Mapping[str, Mark]
    typed_marks: Mapping[str, Mark]
    disagreements: Mapping[str, Mark]


@dataclass
class _TableState:
    """A commune's table as it was last drawn, and its unwritten marks, each by dossier code.

    `begin_marks` holds what was stored as the typing of each mark began; `turn` counts the tables.
    """

    typed_marks: dict[str, Mark] = field(default_factory=dict)
    begin_marks: dict[str, Mark] = field(default_factory=dict)
    turn: int = 0
    table_dossiers: tuple[LateDossier, ...] = ()
    stored_marks: Mapping[str, Mark] = field(default_factory=dict)
    table_marks: Mapping[str, Mark] = field(default_factory=dict)

    def widget_key(self, commune_code: str) -> str:
        """The key of the commune's table in Streamlit's session, another one in each turn."""
        return f"late-{commune_code}-{self.turn}"


def collect_marks(
    commune_code: str, dossiers: Sequence[LateDossier], stored_marks: Mapping[str, Mark]
) -> TypedMarks:
    """Take in the ticks of the table last drawn; give all marks typed and those to be drawn.

    Streamlit holds ticks by row number, so that other rows or other marks need a new table; what
    was ticked in the old one goes with its dossiers.
    """
    for code, state in _table_states().items():
        _take_in_ticks(state, state.widget_key(code))
    state = _table_states().setdefault(commune_code, _TableState())
    is_new = state.widget_key(commune_code) not in st.session_state
    if is_new or state.table_dossiers != tuple(dossiers) or state.stored_marks != stored_marks:
        _begin_new_table(state, dossiers, stored_marks)
    disagreements = {
        code: stored_marks.get(code, _NO_MARK)
        for code, mark in state.typed_marks.items()
        if stored_marks.get(code, _NO_MARK) not in (state.begin_marks[code], mark)
    }
    return TypedMarks(
        state.widget_key(commune_code), state.table_marks, dict(state.typed_marks), disagreements
    )


def settle_disagreements(commune_code: str, codes: Collection[str], keep_mine: bool) -> None:
    """Keep my typed marks of the dossiers with these codes, or drop them for those stored since."""
    state = _table_states()[commune_code]
    for code in codes:
        if keep_mine:
            state.begin_marks[code] = state.stored_marks.get(code, _NO_MARK)
        else:
            del state.typed_marks[code], state.begin_marks[code]
    _begin_new_table(state, state.table_dossiers, state.stored_marks)


def forget_typed_marks(commune_code: str) -> None:
    """Forget in the session the marks typed for the commune's dossiers, which are now stored."""
    _table_states()[commune_code] = _TableState(turn=_table_states()[commune_code].turn + 1)


def _take_in_ticks(state: _TableState, widget_key: str) -> None:
    """Add the session table's ticks to `state.typed_marks`; drop marks equal to the stored."""
    edited_rows: Mapping[int, Mapping[str, object]] = st.session_state.get(widget_key, {}).get(
        "edited_rows", {}
    )
    for row, cells in edited_rows.items():
        dossier = state.table_dossiers[int(row)]
        if dossier.kind == "due_soon":  # nothing is to be explained yet
            continue
        stored_mark = state.stored_marks.get(dossier.code, _NO_MARK)
        state.begin_marks.setdefault(dossier.code, stored_mark)
        state.typed_marks[dossier.code] = _edited_mark(dossier, state.table_marks, cells)
        if state.typed_marks[dossier.code] == stored_mark:  # ticked and unticked again
            del state.typed_marks[dossier.code], state.begin_marks[dossier.code]


def _edited_mark(
    dossier: LateDossier, table_marks: Mapping[str, Mark], edited_cells: Mapping[str, object]
) -> Mark:
    """The dossier's mark in the table, changed by the cells that were edited.

    A letter that the list tells of is ticked without a mark: only a tick that somebody changed
    is one.
    """
    mark = table_marks.get(dossier.code, _NO_MARK)
    is_ticked = bool(edited_cells.get(APOLOGISED, is_apologised(dossier, mark)))
    return replace(
        mark,
        explained=bool(edited_cells.get(EXPLAINED, mark.explained)),
        apologised=mark.apologised if is_ticked == is_apologised(dossier, mark) else is_ticked,
        document=str(edited_cells.get(DOCUMENT, mark.document) or "").strip(),
    )


def _begin_new_table(
    state: _TableState, dossiers: Sequence[LateDossier], stored_marks: Mapping[str, Mark]
) -> None:
    """Set in `state` these dossiers and marks, the typed ones included, and begin its next turn."""
    state.turn += 1
    state.table_dossiers, state.stored_marks = tuple(dossiers), dict(stored_marks)
    state.table_marks = {**stored_marks, **state.typed_marks}


def _table_states() -> dict[str, _TableState]:
    """The state of each commune's table in this session, by commune code."""
    states: dict[str, _TableState] = st.session_state.setdefault(MARKS_KEY, {})
    return states
