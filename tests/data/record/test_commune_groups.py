"""Groups of communes that somebody named: kept, replaced, dropped, and garbled ones named."""

from pathlib import Path

from data.record.commune_groups import CommuneGroup, commune_groups, drop_group, keep_group
from data.record.settings import newest_settings, set_setting

RIVER = CommuneGroup("Cụm ven sông", ("31393", "11203"))
HILLS = CommuneGroup("Cụm đồi", ("10729", "09385"))


def test_groups_are_remembered_by_name_in_the_order_chosen(tmp_path: Path) -> None:
    keep_group(tmp_path, RIVER, "a")
    keep_group(tmp_path, HILLS, "a")
    assert set(commune_groups(tmp_path)) == {RIVER, HILLS}


def test_the_same_name_in_other_capitals_is_the_same_group(tmp_path: Path) -> None:
    keep_group(tmp_path, RIVER, "a")
    changed = CommuneGroup("CỤM VEN SÔNG", ("11203",))
    keep_group(tmp_path, changed, "b")
    assert commune_groups(tmp_path) == (changed,)


def test_a_dropped_group_is_gone_and_may_come_again(tmp_path: Path) -> None:
    keep_group(tmp_path, RIVER, "a")
    drop_group(tmp_path, "cụm ven sông", "a")
    assert commune_groups(tmp_path) == ()
    keep_group(tmp_path, RIVER, "a")
    assert commune_groups(tmp_path) == (RIVER,)


def test_a_group_of_a_commune_that_is_not_is_named_as_unreadable(tmp_path: Path) -> None:
    keep_group(tmp_path, HILLS, "a")
    set_setting(tmp_path, "group/hỏng", {"name": "Hỏng", "codes": ["11203", "99999"]}, "a")
    assert commune_groups(tmp_path) == (HILLS,)
    (fault,) = newest_settings(tmp_path).unreadable
    assert "Nhóm so sánh" in fault.sentence
