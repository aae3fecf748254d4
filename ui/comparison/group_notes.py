"""What is said of the compared group: how many, why they are near, and its name to remember."""

from __future__ import annotations

import streamlit as st

from data.record.commune_groups import CommuneGroup, drop_group, keep_group
from data.wording import lower_first_letter
from metrics.analysis.nearest_communes import CommuneProfile, NearCommune
from ui import address, session, storing
from ui.comparison.group_members import ALL, base_commune, group_label, name_of_group, named_key
from ui.comparison.group_standings import GroupChoice
from ui.display import words

_LONGEST_NAME = 60


def group_words(choice: GroupChoice) -> str:
    """Group, number of communes and period: "Mọi nơi có số liệu, 12 nơi, tháng 3/2026"."""
    count = words.number(len(choice.comparison.codes))
    period = words.short_period(choice.comparison.period)
    return f"{group_label(choice.key)}, {count} nơi, {period}"


def show_reasons(choice: GroupChoice) -> None:
    """Draw why each commune of a near group is near its base; nothing for other groups."""
    if choice.near is None:
        return
    if not (choice.near.base and choice.near.communes):
        name = words.commune_name(base_commune(choice.key))
        st.info(f"Chưa đủ số liệu hồ sơ tiếp nhận trong kỳ để tìm nơi gần giống {name}.")
        return
    with st.expander("Vì sao các nơi này gần giống"):
        lines = [_profile_line(choice.near.base, profile_words(choice.near.base))]
        lines += [_profile_line(near.profile, reason_words(near)) for near in choice.near.communes]
        st.markdown("\n".join(lines))
        st.caption(
            "Xét khối lượng hồ sơ mỗi tháng, cơ cấu lĩnh vực và loại (xã, phường, đặc khu). Khối "
            "lượng gấp đôi hoặc bằng nửa được tính ngang với một nửa số hồ sơ khác lĩnh vực; khác "
            "loại tính bằng nửa mức đó."
        )


def _profile_line(profile: CommuneProfile, text: str) -> str:
    """A Markdown list item: the commune's name in bold, then the text on it."""
    name = words.escape_markdown(words.commune_name(profile.code))
    return f"- **{name}**: {words.escape_markdown(text)}"


def profile_words(profile: CommuneProfile) -> str:
    """A commune's volume and its largest field: "315 hồ sơ/tháng, đất đai 28%"."""
    volume = f"{words.number(profile.monthly_cases)} hồ sơ/tháng"
    if not (key := profile.largest_field):
        return volume
    name = lower_first_letter(profile.field_names[key])
    return f"{volume}, {name} {words.percent(profile.field_shares[key], 0)}"


def reason_words(near: NearCommune) -> str:
    """Why a commune is near: its volume and largest field, what both mixes share, its kind."""
    alike = "cùng loại" if near.is_same_kind else "khác loại"
    if not near.profile.largest_field:
        return f"{profile_words(near.profile)}, {alike}"
    common = f"{words.percent(near.common_share, 0)} hồ sơ cùng lĩnh vực"
    return f"{profile_words(near.profile)}, {common}, {alike}"


def offer_to_remember(choice: GroupChoice) -> None:
    """Draw a form that stores the group's communes under a name, or drops the named group shown."""
    group_name = name_of_group(choice.key)
    with st.container(key="remember_group", width="content"), st.popover("Lưu nhóm"):
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
    """Store the named group in the record, then run the page again with it chosen."""
    if storing.write_or_explain(keep_group, session.folder(), group, session.USER):
        _show_group(named_key(group.name))


def _drop(name: str) -> None:
    """Take the named group out of the record, then run the page again with all communes."""
    if storing.write_or_explain(drop_group, session.folder(), name, session.USER):
        _show_group(ALL)


def _show_group(key: str) -> None:
    """Choose the group of this key in session and address, and run the page again."""
    choose_group(key)
    st.rerun()


def choose_group(key: str) -> None:
    """Have the page's next run show the group of this key, by session and address."""
    st.session_state.pop("nhom", None)
    address.keep_choice("nhom", key)
    address.write_choices("nhom")
