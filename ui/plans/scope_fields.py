"""The fields that a plan's own words bring together, as the page has them chosen."""

from __future__ import annotations

import streamlit as st

from data.edits import merge_edits
from data.planning.scopes import scope_fields, set_scope
from ui import session, storing
from ui.begun_form import begun_form, forget_form, keep_boxes

_SCOPE_NAME = "land_construction_investment"


def edit_scope_fields() -> None:
    """Draw the choice of fields in the scope "đất đai, xây dựng, đầu tư", with a save button."""
    st.header("Lĩnh vực đất đai, xây dựng, đầu tư", anchor=False)
    folder = session.folder()
    stored_fields = dict.fromkeys(scope_fields(folder)[_SCOPE_NAME], True)
    form = begun_form("scopes", "fields", stored_fields)
    offered_fields = {*form.filled_entries, *form.box_entries.get("fields", ())}
    options = sorted(offered_fields | stored_fields.keys() | session.all_field_names())
    selected_fields = st.multiselect(
        "Các lĩnh vực được tính vào chỉ tiêu hài lòng riêng này",
        options,
        default=form.box_entries.get("fields", sorted(form.filled_entries)),
        accept_new_options=True,
        key=form.key("fields"),
    )
    # What others chose since is kept: of one field two people cannot choose otherwise.
    merged_fields = merge_edits(
        form.stored_entries, dict.fromkeys(selected_fields, True), stored_fields
    ).agreed
    is_changed = merged_fields != stored_fields
    keep_boxes("scopes", {"fields": selected_fields} if is_changed else None)
    is_pressed = st.button("Lưu", disabled=not is_changed, key="save_scope")
    if is_pressed and storing.write_or_explain(
        set_scope, folder, _SCOPE_NAME, sorted(merged_fields), session.USER
    ):
        forget_form("scopes")
        st.rerun()
