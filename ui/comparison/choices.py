"""What a reader sets side by side: a group of communes, their kind, a period and an earlier one."""

from __future__ import annotations

import streamlit as st

from data.periods import Period
from data.record.commune_groups import CommuneGroup, commune_groups
from ui import address, filters, session
from ui.comparison import computations
from ui.comparison.group_members import (
    ALL,
    CHOSEN,
    EVERY_KIND,
    KINDS,
    GroupOffer,
    base_commune,
    codes_of_kind,
    group_label,
    is_admitted,
    kinds_of,
)
from ui.comparison.group_standings import Comparison, GroupChoice, NearGroup
from ui.kept import kept
from ui.period_filter import choose_earlier_period, choose_period


def choose_comparison() -> GroupChoice:
    """Draw the choices of group, kind and periods; give them with what is then compared."""
    offer = _offer()
    group_place, period_place, earlier_place = st.columns([5, 4, 4])
    with group_place:
        key = _choose_group(offer)
    members = filters.choose_communes() if key == CHOSEN else offer.members(key)
    below = st.container(horizontal=True, gap="medium")
    calendar_place = below.container(width="content")
    period = choose_period(members or offer.codes_with_figures, "Kỳ", period_place, calendar_place)
    with earlier_place:
        earlier_period = choose_earlier_period(period)
    has_kinds = key != CHOSEN and len(kinds_of(members)) > 1
    with below:
        codes = _choose_kind(members) if has_kinds else members
    comparison, near = _comparison(offer, key, codes, period, earlier_period)
    group_keys = ("nhom", "cac-xa") if key == CHOSEN else ("nhom",)
    address_keys = (*group_keys, "ky", "so-voi", "lich")
    return GroupChoice(key, comparison, near, address_keys)


def _offer() -> GroupOffer:
    """The groups that there are to choose from, by the record as it is now."""
    sources = session.holdings().sources
    codes_with_figures = tuple(code for code in session.available_communes() if code in sources)
    return GroupOffer(codes_with_figures, session.home_commune() or "", _named_groups())


def _named_groups() -> tuple[CommuneGroup, ...]:
    """The groups that somebody named, by the record as it is now."""
    return _named_groups_of_version(session.version())


@kept(4)
def _named_groups_of_version(version: str) -> tuple[CommuneGroup, ...]:
    """The groups of communes that somebody named, cached by the record's version."""
    return commune_groups(session.folder())


def _choose_group(offer: GroupOffer) -> str:
    """Draw the choice of a group and give its key; at first all, or the communes in the address."""
    initial_key = CHOSEN if address.address_choice("cac-xa") else ALL
    return address.choose_option(
        "Nhóm so sánh", "nhom", offer.keys, initial_key, group_label, is_admitted
    )


def _choose_kind(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Draw the choice of a kind (xã, phường, đặc khu, all); give those codes that are of it."""
    kind = address.choose_segment(
        "Loại",
        "loai",
        (EVERY_KIND, *kinds_of(codes)),
        EVERY_KIND,
        lambda key: KINDS.get(key, "Mọi loại"),
    )
    return codes_of_kind(codes, kind)


def _comparison(
    offer: GroupOffer,
    key: str,
    codes: tuple[str, ...],
    period: Period,
    earlier_period: Period | None,
) -> tuple[Comparison, NearGroup | None]:
    """What the group of this key compares, and why its communes are near (else None)."""
    base_code = base_commune(key)
    if not base_code:
        marked_code = offer.home_code if offer.home_code in codes else ""
        return Comparison(codes, period, earlier_period, marked_code, codes), None
    candidates = tuple(sorted({*offer.codes_with_figures, base_code}))
    periods = (period, earlier_period) if earlier_period else (period,)
    near = computations.read_near_communes(base_code, candidates, periods)
    near_codes = (base_code, *(commune.profile.code for commune in near.communes))
    return Comparison(near_codes, period, earlier_period, base_code, candidates), near
