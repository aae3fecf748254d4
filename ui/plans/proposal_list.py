"""Proposals of one kind, to be ticked and put right; those ticked go into the draft's table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import streamlit as st

from data.planning.drafts import LONGEST_QUOTATION
from ui.display import words

Row = Mapping[str, str]


class _Quoted(Protocol):
    @property
    def line(self) -> int:
        """The number, from 1, of the line of the plan's text on which the words stand."""

    @property
    def words(self) -> str:
        """The words of the plan's text that are quoted below a proposal."""


Proposed = TypeVar("Proposed", bound=_Quoted)


@dataclass(frozen=True)
class ProposalKind(Generic[Proposed]):
    """How proposals of one kind are shown and taken.

    Its widgets' keys begin with `key`, and `noun` and `table` are what pages call one proposal and
    the table that it goes into. `headline` is Markdown; `edit` shows the boxes of a ticked
    proposal, their keys with a given end, and gives its row for the table, of which `missing_term`
    tells what it lacks ("" for nothing), and `contradictions` which rows by their lines of the text
    contradict each other; `row_line` is the headline of a row that was taken. Those
    that `comes_with_all` may be ticked at one press, `all_words` say which. `page_length` limits
    how many are shown at once, since each has boxes of its own.
    """

    key: str
    noun: str
    table: str
    nothing: str
    headline: Callable[[Proposed], str]
    edit: Callable[[str, Proposed], Row]
    row_line: Callable[[Row], str]
    missing_term: Callable[[Proposed, Row], str]
    page_length: int
    contradictions: Callable[[Mapping[int, Row]], Sequence[str]] = lambda _: ()
    comes_with_all: Callable[[Proposed], bool] = lambda _: False
    all_words: str = ""

    @property
    def in_table_key(self) -> str:
        """The session's key of proposal's number → its row, for those already in the table."""
        return f"{self.key}s_in_table"

    @property
    def first_key(self) -> str:
        """The session's key of the position of the page's first proposal, from 0."""
        return f"{self.key}s_from"

    @property
    def kept_key(self) -> str:
        """The session's key of box's key → what it held when last drawn."""
        return f"{self.key}s_kept"

    def box_key(self, number: int) -> str:
        """The session's key of the checkbox of the proposal with this number."""
        return f"{self.key}-{number}"

    @property
    def turns_key(self) -> str:
        """The session's key of proposal's number → how often it was unticked."""
        return f"{self.key}s_turns"

    @property
    def ticked_key(self) -> str:
        """The session's key of the numbers of the proposals that were ticked when last drawn."""
        return f"{self.key}s_ticked"

    def boxes_end(self, number: int) -> str:
        """How a proposal's box keys end: "3", or "3t2" once it was unticked twice."""
        # Boxes drawn again under a key that Streamlit had dropped would stand empty.
        turn = st.session_state.get(self.turns_key, {}).get(number, 0)
        return f"{number}t{turn}" if turn else str(number)

    def note_tick(self, number: int, is_ticked: bool) -> None:
        """Note in the session if a proposal is ticked; an untick hands its entries to new boxes."""
        ticked_numbers: set[int] = st.session_state.setdefault(self.ticked_key, set())
        if is_ticked:
            ticked_numbers.add(number)
        elif number in ticked_numbers:
            ticked_numbers.remove(number)
            earlier_end = self.boxes_end(number)
            turns: dict[int, int] = st.session_state.setdefault(self.turns_key, {})
            turns[number] = turns.get(number, 0) + 1
            self._hand_entries_on(earlier_end, self.boxes_end(number))

    def _hand_entries_on(self, earlier_end: str, next_end: str) -> None:
        """Copy in the session what boxes with keys of `earlier_end` hold to those of `next_end`."""
        pattern = re.compile(rf"({self.key}-\w+)-{earlier_end}(-.*)?")
        for name in self._box_keys():
            if match := pattern.fullmatch(name):
                entry = st.session_state[name]
                st.session_state[f"{match[1]}-{next_end}{match[2] or ''}"] = entry

    def forget(self) -> None:
        """Drop from the session all that was ticked, typed and taken of an earlier text."""
        own_keys = (self.in_table_key, self.first_key, self.kept_key)
        for name in (*own_keys, self.turns_key, self.ticked_key, *self._box_keys()):
            st.session_state.pop(name, None)

    def keep_boxes(self) -> None:
        """Copy in the session what the boxes hold, which Streamlit drops on another page."""
        st.session_state[self.kept_key] = {
            name: st.session_state[name] for name in self._box_keys()
        }

    def restore_boxes(self) -> None:
        """Put back in the session what boxes held that Streamlit dropped, before they are drawn."""
        for name, entry in st.session_state.get(self.kept_key, {}).items():
            st.session_state.setdefault(name, entry)

    def _box_keys(self) -> list[str]:
        """The keys of all boxes of this kind's proposals in the session, without buttons."""
        names = map(str, st.session_state)
        return [name for name in names if name.startswith(f"{self.key}-")]


def show_proposals(
    kind: ProposalKind[Proposed],
    proposals: Sequence[Proposed],
    own_numbers: Sequence[int],
    note: str = "",
    show_more: Callable[[Sequence[Proposed], int], None] = lambda _, __: None,
) -> Sequence[Row]:
    """Draw a page of proposals to tick and correct; give the rows taken at this run, else ().

    `own_numbers` are those with a box of their own; `note` follows their count, and `show_more`
    shows what else belongs to one.
    """
    kind.restore_boxes()
    in_table: Mapping[int, Row] = st.session_state.setdefault(kind.in_table_key, {})
    first_place: int = st.session_state.setdefault(kind.first_key, 0)
    summary = st.container()
    page = own_numbers[first_place : first_place + kind.page_length]
    _offer_ticking_all(
        kind, [n for n in page if n not in in_table and kind.comes_with_all(proposals[n])]
    )
    rows_by_number: dict[int, Row] = {}
    for number in page:
        with st.container(border=True):
            if row := _ask_for_tick(kind, proposals[number], number, in_table.get(number)):
                rows_by_number[number] = row
            show_more(proposals, number)
    kind.keep_boxes()
    summary.markdown(
        f"Đề xuất **{len(own_numbers)}** {kind.noun}; đã xác nhận "
        f"**{len(rows_by_number) + len(in_table)}**, trong đó {len(in_table)} đã vào bảng.{note}"
        if proposals
        else kind.nothing
    )
    is_taken = bool(proposals) and _offer_taking(kind, proposals, rows_by_number)
    if len(own_numbers) > kind.page_length:
        with summary:
            _offer_other_pages(kind, first_place, len(own_numbers), bool(rows_by_number))
    if not is_taken:
        return ()
    st.session_state[kind.in_table_key] = {**in_table, **rows_by_number}
    return tuple(rows_by_number.values())


def _offer_ticking_all(kind: ProposalKind[Proposed], numbers: Sequence[int]) -> None:
    """Draw a button that ticks all these proposals, or unticks them; nothing without any."""
    if not numbers:
        return
    has_all = all(st.session_state.get(kind.box_key(number)) for number in numbers)
    st.button(
        f"{'Bỏ chọn' if has_all else 'Chọn'} cả {len(numbers)} {kind.noun} {kind.all_words}",
        key=f"tick_{kind.key}s",
        on_click=lambda: st.session_state.update(
            {kind.box_key(number): not has_all for number in numbers}
        ),
    )


def _ask_for_tick(
    kind: ProposalKind[Proposed], proposal: Proposed, number: int, taken_row: Row | None
) -> Row | None:
    """Draw a proposal and its quotation; its row if ticked, None if not or taken (`taken_row`)."""
    row = None
    if taken_row is not None:
        st.markdown(f"✔ {kind.row_line(taken_row)} · đã vào bảng")
    else:
        is_ticked = st.checkbox(kind.headline(proposal), key=kind.box_key(number))
        kind.note_tick(number, is_ticked)
        if is_ticked:
            row = kind.edit(kind.boxes_end(number), proposal)
            if term := kind.missing_term(proposal, row):
                st.warning(f"Dòng {proposal.line}: {term}")
    quotation = words.escape_markdown(proposal.words[:LONGEST_QUOTATION])
    st.caption(f"Dòng {proposal.line}: “{quotation}”")
    return row


def _offer_taking(
    kind: ProposalKind[Proposed], proposals: Sequence[Proposed], rows_by_number: Mapping[int, Row]
) -> bool:
    """Say which rows contradict each other, draw the button that takes them; True when pressed."""
    lacks_terms = any(
        kind.missing_term(proposals[number], row) for number, row in rows_by_number.items()
    )
    for sentence in kind.contradictions(
        {proposals[number].line: row for number, row in rows_by_number.items()}
    ):
        st.warning(words.escape_markdown(f"{sentence} Hãy bỏ chọn một, nếu chỉ một mức là đúng."))
    label = f"Đưa {len(rows_by_number)} {kind.noun} đã xác nhận vào {kind.table}"
    is_disabled = not rows_by_number or lacks_terms
    return st.button(label, disabled=is_disabled, key=f"take_{kind.key}s")


def _offer_other_pages(
    kind: ProposalKind[Proposed], first_place: int, proposal_count: int, has_ticks: bool
) -> None:
    """Draw which proposals are shown (`first_place` from 0), buttons to others, off if ticked."""
    end_place = min(first_place + kind.page_length, proposal_count)
    advice = f" Hãy đưa những {kind.noun} đã xác nhận vào bảng rồi chuyển trang."
    st.markdown(
        f"Đang hiện đề xuất thứ {words.number(first_place + 1)} đến {words.number(end_place)}; "
        f"còn {words.number(proposal_count - (end_place - first_place))} đề xuất ở trang khác."
        f"{advice if has_ticks else ''}"
    )
    steps = (
        ("Trang trước", first_place - kind.page_length, first_place > 0),
        ("Trang sau", end_place, end_place < proposal_count),
    )
    for label, next_first, has_page in steps:
        is_disabled = has_ticks or not has_page
        if st.button(label, disabled=is_disabled, key=f"turn_{kind.key}s_{label}"):
            st.session_state[kind.first_key] = next_first
            st.rerun()
