"""A plan as the page shows it: what the document says of itself, and a line for each target."""

from __future__ import annotations

from html import escape

import streamlit as st

from data.plans import Plan, Target, in_force
from data.scopes import scopes, set_scope
from metrics.catalogue import BY_NAME
from ui import session, tables, words
from ui.colours import Colours

_SCOPE = "land_construction_investment"
_BLANK = "(để trống trong văn bản)"


def head(plan: Plan) -> None:
    """Number, date, issuer and validity, blank where the document leaves them blank."""
    forced = in_force(plan)
    measured = sum(metric in BY_NAME for metric in forced)
    st.markdown(
        f"**{plan.title}**  \n"
        f"Số: {plan.number or _BLANK} · Ngày: {plan.date or _BLANK} · {plan.issuer}  \n"
        f"Hiệu lực {words.span(plan.valid_from, plan.valid_to)} · "
        f"{len(plan.targets)} dòng chỉ tiêu, {len(forced)} chỉ tiêu đang áp dụng, "
        f"{measured} chỉ tiêu đã có nguồn số liệu."
    )


def targets(plan: Plan, colours: Colours) -> str:
    """A table of every target, in the document's order."""
    head_row = tables.heads("Số", "Chỉ tiêu", "Con số", "Phạm vi và mẫu số", "Nơi ghi", "Đo bằng")
    body = "".join(_row(plan, target) for target in plan.targets)
    return tables.sheet(
        f"<thead><tr>{head_row}</tr></thead><tbody>{body}</tbody>", colours, "sheet plan"
    )


def _row(plan: Plan, target: Target) -> str:
    cells = (
        f"<th scope='row'>{target.id}</th>",
        f"<td>{escape(target.label)}{_small(target.note)}</td>",
        f"<td><b>{escape(words.target(target))}</b>{_small(_standing(plan, target))}</td>",
        f"<td>{escape(target.scope or 'chung')}{_small(_denominator(target))}</td>",
        f"<td>{escape(target.place)}</td>",
        f"<td>{_measured(target)}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def _standing(plan: Plan, target: Target) -> str:
    """Whether the target is in force, or where else its metric's target stands."""
    forced = in_force(plan)[target.metric]
    if forced == target:
        return "chỉ tiêu của tỉnh, phường nhắc lại" if target.province_wide else ""
    place = "phụ lục" if target.part == "appendix" else "cột sản phẩm"
    if forced.part == target.part and forced.column == target.column:
        place = "chỗ khác"
    return f"ghi khác ở {place}; áp dụng {forced.id}"


def _denominator(target: Target) -> str:
    if not target.denominator:
        return "không nêu mẫu số"
    metric = BY_NAME.get(target.metric)
    differs = target.denominator_variant is not None and (
        metric is None or metric.denominator_variant != target.denominator_variant
    )
    return f"trên {target.denominator}{'; mẫu số khác với số liệu đang tính' if differs else ''}"


def _measured(target: Target) -> str:
    metric = BY_NAME.get(target.metric)
    if metric is None:
        return "<small>chưa có nguồn số liệu</small>"
    return f"{escape(metric.label)}<small>{escape(metric.formula)}</small>"


def _small(text: str | None) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def edit_scopes() -> None:
    """The fields that "đất đai, xây dựng, đầu tư" counts."""
    st.subheader("Lĩnh vực đất đai, xây dựng, đầu tư", anchor=False)
    folder = session.folder()
    chosen = scopes(folder)[_SCOPE]
    options = sorted(chosen | session.fields())
    fields = st.multiselect(
        "Các lĩnh vực được tính vào chỉ tiêu hài lòng riêng này",
        options,
        default=sorted(chosen),
        accept_new_options=True,
        key="scope_fields",
    )
    if st.button("Lưu", disabled=set(fields) == chosen, key="save_scope"):
        set_scope(folder, _SCOPE, fields, session.USER)
        st.rerun()
