"""What people set, by name: the newest value counts, the earlier ones stay in the ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

import msgspec

from data.communes import communes
from data.record.connection import read_ledger, timestamp, write_ledger
from data.record.entries import (
    Entries,
    GarbledCell,
    day_in,
    moment_or_no_moment,
    parse_entries,
    text_in,
)

_NEWEST = """
    select name, value, done_at from settings
    where id in (select max(id) from settings group by name) order by name
"""
_CHOOSE_AGAIN = "hãy chọn lại ở trang Nạp số liệu."


@dataclass(frozen=True)
class SettingKind:
    """What type a setting's value has, how the setting is called, and how it is mended."""

    value_type: Any
    label: str
    remedy: str


class UnitSetting(TypedDict):
    """What a unit's text means: a commune's code, or "-" for none."""

    unit: str
    code: str


class WordSetting(TypedDict):
    """What a word of a layout's column means, and who said so."""

    word: str
    meaning: str
    by: str


class HeadingSetting(TypedDict):
    """Which column a heading of a layout's files is, and who said so."""

    heading: str
    column: str
    by: str


class GroupSetting(TypedDict):
    """The name of a group of communes to compare, and the communes' codes."""

    name: str
    codes: tuple[str, ...]


class EarlierTasksSetting(TypedDict):
    """Before which day (an ISO date) a plan's tasks count as done, and the ids of those undone.

    None in their place where it is to be asked anew.
    """

    day: str
    undone: tuple[str, ...] | None


# By the setting's name, or by what its name begins with.
_KINDS: Mapping[str, SettingKind] = {
    "home_commune": SettingKind(str | None, "Trung tâm của tôi", "hãy chọn lại ở trang Thiết lập."),
    "scopes": SettingKind(
        dict[str, tuple[str, ...]],
        "Danh sách lĩnh vực đất đai, xây dựng, đầu tư",
        "đang dùng danh sách có sẵn, hãy chọn lại ở trang Kế hoạch.",
    ),
    "portal_766/": SettingKind(
        dict[str, float], "Điểm của Cổng", "hãy ghi lại điểm của kỳ đó ở trang Chỉ số 766."
    ),
    "word/": SettingKind(WordSetting | None, "Nghĩa của từ đã chọn", _CHOOSE_AGAIN),
    "heading/": SettingKind(HeadingSetting | None, "Cột đã chỉ ra", _CHOOSE_AGAIN),
    "group/": SettingKind(GroupSetting | None, "Nhóm so sánh", "hãy lưu lại nhóm ở trang So sánh."),
    "tasks_before/": SettingKind(
        EarlierTasksSetting,
        "Những kỳ trước khi theo dõi",
        "hãy trả lời lại ở trang Nhiệm vụ.",
    ),
    "unit/": SettingKind(UnitSetting | None, "Đơn vị đã chọn", _CHOOSE_AGAIN),
}
_OTHER = SettingKind(Any, "Thiết lập", "hãy đặt lại thiết lập này.")


@dataclass(frozen=True)
class Setting:
    """The newest value of a setting, and when it was set."""

    name: str
    value: Any
    done_at: datetime


def setting(folder: Path, name: str, default: Any = None) -> Any:
    """A setting's latest value, of its own JSON type; `default` where it was never set.

    A value that is garbled counts as never set; `newest_settings` names it as unreadable.
    """
    values = [entry.value for entry in newest_settings(folder, name).sound if entry.name == name]
    return values[0] if values else default


def newest_settings(folder: Path, prefix: str = "") -> Entries[Setting]:
    """The newest value of each setting with a name that begins with `prefix`, by name."""
    with read_ledger(folder) as connection:
        return read_newest_settings(connection, prefix)


def read_newest_settings(connection: sqlite3.Connection, prefix: str = "") -> Entries[Setting]:
    """The newest value of each setting named `prefix…`, by name, on an open connection."""
    rows = connection.execute(_NEWEST).fetchall()
    prefixed_rows = [row for row in rows if str(row["name"]).startswith(prefix)]
    return parse_entries(prefixed_rows, _setting_of_row, _name_and_remedy)


def set_setting(folder: Path, name: str, value: Any, by: str) -> None:
    """Record a new value (any JSON value) of a setting, and who set it."""
    with write_ledger(folder) as connection:
        connection.execute(
            "insert into settings (name, value, done_at, done_by) values (?, ?, ?, ?)",
            (name, json.dumps(value, ensure_ascii=False), timestamp(), by),
        )


def _setting_of_row(row: sqlite3.Row) -> Setting:
    """The setting in a ledger's row; ValueError where the row is garbled."""
    name = text_in(row["name"])
    value = msgspec.json.decode(text_in(row["value"]), type=_setting_kind(name).value_type)
    _refuse_unusable_value(name, value)
    return Setting(name, value, moment_or_no_moment(row["done_at"]))


def _refuse_unusable_value(name: str, value: Any) -> None:
    """Raise GarbledCell where a setting names a commune or a day that does not exist."""
    if value and name.startswith("tasks_before/"):
        day_in(value["day"])
    for code in _named_codes(name, value):
        if code not in (None, "-") and code not in communes():
            raise GarbledCell(f"không có xã, phường nào mang mã “{code}”")


def _named_codes(name: str, value: Any) -> tuple[Any, ...]:
    """The codes of communes that a setting names; None or "-" in it stands for no commune."""
    if name == "home_commune":
        return (value,)
    if value and name.startswith("unit/"):
        return (value["code"],)
    return tuple(value["codes"]) if value and name.startswith("group/") else ()


def _name_and_remedy(row: sqlite3.Row) -> tuple[str, str]:
    """An unreadable setting's name and what to do about it, in Vietnamese."""
    kind = _setting_kind(str(row["name"]))
    _, _, detail = str(row["name"]).partition("/")
    return f"“{kind.label}”{f' ({detail})' if detail else ''}", kind.remedy


def _setting_kind(name: str) -> SettingKind:
    """The kind of a setting, known by its name or by the name's beginning ("unit/")."""
    return _KINDS.get(name) or _KINDS.get(f"{name.partition('/')[0]}/") or _OTHER
