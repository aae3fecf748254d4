"""The boxes above a new plan's tables, filled from its document where nobody has typed in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

import streamlit as st

from data.planning.drafts import HEAD, Head
from plan_texts.head.document_head import DocumentHead
from ui.plans import draft_session
from ui.plans.writing.head_boxes import EARLIEST_DAY, LATEST_DAY

_FILLED = "plan_head_filled"  # what the last document put in boxes, by their names


def fill_new_plan() -> None:
    """Fill the open plan's boxes, where it is a new one, from the document that was just read.

    Only those that are blank, as the page filled them, or as an earlier document did.
    """
    document: DocumentHead | None = st.session_state.pop(draft_session.DOCUMENT_HEAD, None)
    editing = draft_session.current_editing()
    if document is None or editing.base is not None:
        return
    draft, earlier_texts = editing.current_draft, _filled_texts()
    filled_texts = {
        name: text
        for name, text in _usable_texts(document).items()
        if _is_untouched(draft.head, name, earlier_texts)
    }
    st.session_state[_FILLED] = filled_texts
    if filled_texts:
        head = replace(draft.head, **filled_texts)  # type: ignore[arg-type]
        draft_session.fill_boxes(replace(draft, head=head))


def show_caption() -> None:
    """Say which of a new plan's boxes hold what its document says."""
    editing = draft_session.current_editing()
    if editing.base is not None:
        return
    head = editing.current_draft.head
    labels = [HEAD[name] for name, text in _filled_texts().items() if getattr(head, name) == text]
    if labels:
        st.caption(
            f"Đã điền từ văn bản vào các ô bên dưới: {', '.join(labels)}. Hãy đối chiếu trước khi "
            "lưu."
        )


def _usable_texts(document: DocumentHead) -> Mapping[str, str | date]:
    """What the document says, by the names of the boxes; days that no box takes left out."""
    return {
        name: text
        for name, text in asdict(document).items()
        if text and (isinstance(text, str) or EARLIEST_DAY <= text <= LATEST_DAY)
    }


def _is_untouched(head: Head, name: str, earlier_texts: Mapping[str, str | date]) -> bool:
    """Whether a box holds what nobody typed: nothing, the page's own, an earlier document's."""
    own_texts = (None, "", getattr(draft_session.new_head(), name), earlier_texts.get(name))
    return getattr(head, name) in own_texts


def _filled_texts() -> Mapping[str, str | date]:
    filled_texts: Mapping[str, str | date] = st.session_state.get(_FILLED, {})
    return filled_texts
