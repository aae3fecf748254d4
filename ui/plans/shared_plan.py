"""A demand of the province set once for many communes: a plan's targets saved for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.communes import communes
from data.planning.draft_ids import new_plan_key
from data.planning.drafts import Head
from data.planning.plan_versions import plan_versions, save_plans
from data.planning.targets import Plan, built_in_plans, plans_of
from data.schema import MalformedFile
from data.wording import lower_first_letter
from ui import session, storing
from ui.display import words
from ui.plans import draft_session


@dataclass(frozen=True)
class SharedDocument:
    """What the province's document says of itself, the same in each commune."""

    title: str
    number: str
    issuer: str


def shared_plans(
    plan: Plan,
    document: SharedDocument,
    codes: Collection[str],
    plans: Sequence[Plan],
    used_keys: Collection[str],
) -> tuple[Plan, ...]:
    """A plan for each commune with `plan`'s targets for metrics that its own plans do not set.

    What a commune's own plan sets for any of those days stays its own. Where the document was
    shared before, its plan gets a new version. A commune for which nothing is left gets none.
    """
    return tuple(_shared_plans(plan, document, codes, plans, used_keys))


def _shared_plans(
    plan: Plan,
    document: SharedDocument,
    codes: Collection[str],
    plans: Sequence[Plan],
    used_keys: Collection[str],
) -> Iterator[Plan]:
    """The communes' plans, one by one; none for a commune whose own plans set all the metrics."""
    for code in codes:
        earlier = next((p for p in plans_of(plans, code) if _has_head_of(p, plan, document)), None)
        own_plans = [own for own in plans_of(plans, code) if own != earlier]
        own_metrics = _metrics_set_meanwhile(own_plans, plan)
        key = earlier.key if earlier else new_plan_key(_head_for_key(code, plan), used_keys)
        targets = tuple(
            replace(target, plan_key=key, province_wide=True)
            for target in plan.targets
            if target.metric not in own_metrics
        )
        if targets:
            tasks = earlier.tasks if earlier else ()  # those that the commune wrote there itself
            shared = replace(plan, key=key, commune_code=code, targets=targets, tasks=tasks)
            yield replace(shared, **vars(document))


def _metrics_set_meanwhile(own_plans: Sequence[Plan], plan: Plan) -> set[str]:
    """The names of metrics that `own_plans` set for any day on which `plan` is valid."""
    return {
        target.metric
        for own in own_plans
        if own.valid_from <= plan.valid_to and plan.valid_from <= own.valid_to
        for target in own.targets
    }


def _has_head_of(plan: Plan, shared_plan: Plan, document: SharedDocument) -> bool:
    """Whether `plan` has the document's title and the first day of `shared_plan`."""
    return (plan.title, plan.valid_from) == (document.title, shared_plan.valid_from)


def _head_for_key(code: str, plan: Plan) -> Head:
    """A head with only this commune and the plan's days, to make a key of."""
    return Head(code, valid_from=plan.valid_from, valid_to=plan.valid_to)


def offer_sharing(plan: Plan) -> None:
    """Draw a form that stores the plan's targets for other communes of its province."""
    with st.expander("Giao các chỉ tiêu này cho nhiều xã, phường"):
        st.markdown(
            "Dùng khi tỉnh, thành giao chung một mức: ghi một lần ở đây, lưu cho từng nơi, được "
            "đánh dấu là chỉ tiêu của tỉnh, thành. Chỉ tiêu mà kế hoạch riêng của nơi đó đã có thì "
            "giữ theo kế hoạch riêng. Lưu lại với cùng tên văn bản thì thay bản đã giao. Nhiệm vụ "
            "của kế hoạch này không giao theo."
        )
        document = _ask_for_document(plan)
        codes = _ask_for_communes(plan)
        label = f"Giao cho {words.number(len(codes))} nơi"
        is_disabled = not (codes and document.title and document.issuer)
        if st.button(label, disabled=is_disabled, key="share_plan"):
            _share_and_rerun(plan, document, codes)


def _ask_for_document(plan: Plan) -> SharedDocument:
    """Draw boxes for the document that sets the targets; give its title, number and issuer."""
    province = communes()[plan.commune_code].province
    left, middle, right = st.columns(3)
    return SharedDocument(
        title=left.text_input(
            "Tên ghi ở các nơi",
            f"Chỉ tiêu {lower_first_letter(province)} giao năm {plan.valid_from.year}",
            max_chars=190,
            key=f"share_title-{plan.key}",
        ).strip(),
        number=middle.text_input(
            "Số văn bản", max_chars=190, key=f"share_number-{plan.key}"
        ).strip(),
        issuer=right.text_input(
            "Cơ quan ban hành",
            f"UBND {lower_first_letter(province)}",
            max_chars=190,
            key=f"share_issuer-{plan.key}",
        ).strip(),
    )


def _ask_for_communes(plan: Plan) -> list[str]:
    """Draw the choice of other communes of the plan's province, all or some; give their codes."""
    home = communes()[plan.commune_code]
    codes = [
        commune.code
        for commune in communes().values()
        if commune.province_code == home.province_code and commune != home
    ]
    if st.checkbox(
        f"Cả {lower_first_letter(home.province)} ({words.number(len(codes))} nơi khác)",
        key=f"share_all-{plan.key}",
    ):
        return codes
    return st.multiselect(
        "Các xã, phường",
        codes,
        format_func=words.commune_name,
        placeholder="Chọn xã, phường",
        key=f"share_communes-{plan.key}",
    )


def _share_and_rerun(plan: Plan, document: SharedDocument, codes: Sequence[str]) -> None:
    """Store a copy of the plan for each commune, all or none, leave a message, rerun the page."""
    folder = session.folder()
    used_keys = {version.key for version in plan_versions(folder)}
    used_keys |= {built_in.key for built_in in built_in_plans()}
    plans = shared_plans(plan, document, codes, session.plans(), used_keys)
    try:
        with st.spinner("Đang lưu…"):
            is_saved = storing.write_or_explain(save_plans, folder, plans, session.USER)
        if not is_saved:
            return
    except MalformedFile as error:
        st.error(words.escape_markdown(str(error)))
        return
    kept_count = len(codes) - len(plans)
    kept_note = f" {words.number(kept_count)} nơi đã có đủ ở kế hoạch riêng." if kept_count else ""
    draft_session.leave_message(f"Đã giao cho {words.number(len(plans))} nơi.{kept_note}")
    st.rerun()
