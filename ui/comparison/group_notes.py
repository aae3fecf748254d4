"""What is said of the compared group: how many, why they are near, and its name to remember."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from data.record.commune_groups import CommuneGroup, drop_group, keep_group
from data.wording import lower_first_letter
from metrics.analysis.nearest_communes import NearCommune
from ui import address, session, storing
from ui.comparison.group_members import ALL, base_commune, group_label, name_of_group, named_key
from ui.comparison.group_standings import GroupChoice
from ui.display import words

_LONGEST_NAME = 60


def group_words(choice: GroupChoice) -> str:
    """The group, how many communes it has, and the period, in plain words."""
    count = words.number(len(choice.comparison.codes))
    period = words.short_period(choice.comparison.period)
    return f"{group_label(choice.key)}, {count} nơi, {period}"


def show_reasons(choice: GroupChoice) -> None:
    """Say why each commune of the group is near the one that was asked for; nothing otherwise."""
    base_code = base_commune(choice.key)
    if not base_code:
        return
    if not choice.near_communes:
        st.info(
            f"Chưa đủ số liệu hồ sơ tiếp nhận của {words.commune_name(base_code)} trong kỳ để tìm "
            "nơi gần giống."
        )
        return
    with st.expander("Vì sao các nơi này gần giống"):
        st.markdown("\n".join(_reason_lines(choice.near_communes)))
        st.caption(
            "Xét khối lượng hồ sơ mỗi tháng, cơ cấu lĩnh vực và loại (xã, phường, đặc khu). Khối "
            "lượng gấp đôi hoặc bằng nửa được tính ngang với một nửa số hồ sơ khác lĩnh vực; khác "
            "loại tính bằng nửa mức đó."
        )


def _reason_lines(near_communes: Sequence[NearCommune]) -> Iterator[str]:
    """A Markdown line for each near commune: volume, its largest field, what else is alike."""
    for near in near_communes:
        name = words.escape_markdown(words.commune_name(near.profile.code))
        yield f"- **{name}**: {words.escape_markdown(reason_words(near))}"


def reason_words(near: NearCommune) -> str:
    """Why a commune is near: "315 hồ sơ/tháng, đất đai 28%, 91% hồ sơ cùng lĩnh vực, cùng loại"."""
    profile = near.profile
    texts = [f"{words.number(profile.monthly_cases)} hồ sơ/tháng"]
    if profile.largest_field:
        name = profile.field_names[profile.largest_field]
        share = words.percent(profile.field_shares[profile.largest_field], 0)
        texts.append(f"{lower_first_letter(name)} {share}")
        texts.append(f"{words.percent(near.common_share, 0)} hồ sơ cùng lĩnh vực")
    texts.append("cùng loại" if near.is_same_kind else "khác loại")
    return ", ".join(texts)


def offer_to_remember(choice: GroupChoice) -> None:
    """Draw a small form that names the group's communes, or drops the named group shown."""
    group_name = name_of_group(choice.key)
    with st.popover("Lưu nhóm"):
        name = st.text_input(
            "Tên nhóm",
            key=f"group_name_{choice.key}",
            value=group_name,
            max_chars=_LONGEST_NAME,
            placeholder="Ví dụ: Cụm ven sông",
        ).strip()
        st.caption("Mọi người dùng bảng này đều chọn lại được nhóm ở ô “Nhóm so sánh”.")
        if st.button("Lưu", type="primary", key="keep_group") and name:
            _keep(CommuneGroup(name, choice.comparison.codes))
        if group_name and st.button("Bỏ nhóm này", key="drop_group"):
            _drop(group_name)


def _keep(group: CommuneGroup) -> None:
    """Write the group, and have the page show it by its name."""
    if storing.write_or_explain(keep_group, session.folder(), group, session.USER):
        _show_group(named_key(group.name))


def _drop(name: str) -> None:
    """Take the named group out of the choices, and have the page show all communes."""
    if storing.write_or_explain(drop_group, session.folder(), name, session.USER):
        _show_group(ALL)


def _show_group(key: str) -> None:
    """Run the page again with another group chosen."""
    choose_group(key)
    st.rerun()


def choose_group(key: str) -> None:
    """Have the page's next run show the group of this key."""
    st.session_state.pop("nhom", None)
    address.keep_choice("nhom", key)
    address.write_choices("nhom")
