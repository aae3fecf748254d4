"""The boxes above a new plan's tables, filled from its document where nobody has typed in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from textwrap import shorten

import streamlit as st

from data.communes import communes_by_name
from data.planning.drafts import HEAD, Head
from data.planning.text_limits import LONGEST_LINE
from plan_texts.head.document_head import DocumentHead
from ui.display import words
from ui.plans import draft_session
from ui.plans.writing.head_boxes import EARLIEST_DAY, LATEST_DAY

_CUT = "…"
_UNIT = re.compile(r"\b(?:xã|phường|đặc khu|thị trấn)\s+\w.*", re.IGNORECASE)
_FILLED = "plan_head_filled"  # what the last document put in boxes, by their names


def fill_new_plan() -> None:
    """Fill a new plan's untouched boxes from the document just read; an old plan's are left.

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
    """Draw which of a new plan's boxes hold its document's words; warn if of another commune.

    Warns where another commune issues it.
    """
    editing = draft_session.current_editing()
    if editing.base is not None:
        return
    head = editing.current_draft.head
    filled = {n: text for n, text in _filled_texts().items() if getattr(head, n) == text}
    if not filled:
        return
    cut_labels = [HEAD[n] for n, text in filled.items() if str(text).endswith(_CUT)]
    cut_note = (
        f" {', '.join(cut_labels)} trong văn bản dài quá {LONGEST_LINE} chữ nên đã rút gọn, kết "
        f"thúc bằng “{_CUT}”."
        if cut_labels
        else ""
    )
    labels = ", ".join(HEAD[name] for name in filled)
    st.caption(
        f"Đã điền từ văn bản vào các ô bên dưới: {labels}.{cut_note} Hãy đối chiếu trước khi lưu."
    )
    if (
        "issuer" in filled
        and head.commune_code
        and _names_other_commune(head.issuer, head.commune_code)
    ):
        st.warning(
            words.escape_markdown(
                f"Văn bản do {head.issuer} ban hành, còn kế hoạch này đang ghi cho "
                f"{words.full_commune_name(head.commune_code)}: hãy kiểm tra có đúng văn bản, đúng "
                "xã, phường không."
            )
        )


def _names_other_commune(issuer: str, commune_code: str) -> bool:
    """Whether the issuer's text names a commune, and that is not the one of this code."""
    unit = _UNIT.search(issuer)
    if unit is None:
        return False
    return commune_code not in {commune.code for commune in communes_by_name(unit[0], None)}


def _usable_texts(document: DocumentHead) -> Mapping[str, str | date]:
    """Box's name → what the document's head says, cut to fit; days out of range are left out.

    A text that is too long is cut at a word, and ends with "…".
    """
    return {
        name: shorten(text, LONGEST_LINE, placeholder=_CUT) if isinstance(text, str) else text
        for name, text in asdict(document).items()
        if text and (isinstance(text, str) or EARLIEST_DAY <= text <= LATEST_DAY)
    }


def _is_untouched(head: Head, name: str, earlier_texts: Mapping[str, str | date]) -> bool:
    """Whether the box `name` is blank or holds what the page or an earlier document filled in."""
    own_texts = (None, "", getattr(draft_session.new_head(), name), earlier_texts.get(name))
    return getattr(head, name) in own_texts


def _filled_texts() -> Mapping[str, str | date]:
    """Box's name → what the last document filled into it in this session; {} without one."""
    filled_texts: Mapping[str, str | date] = st.session_state.get(_FILLED, {})
    return filled_texts
