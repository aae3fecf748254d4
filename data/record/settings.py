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
from data.record.connection import read_ledger, timestamp, writing
from data.record.entries import Entries, Garbled, moment_or_no_moment, parse_entries, text_in

_NEWEST = """
    select name, value, done_at from settings
    where id in (select max(id) from settings group by name) order by name
"""
_CHOOSE_AGAIN = "hãy chọn lại ở trang Nạp số liệu."


@dataclass(frozen=True)
class Kind:
    """What a setting's value is made of, how the setting is called, and how it is mended."""

    shape: Any
    called: str
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


# By the setting's name, or by what its name begins with.
_KINDS: Mapping[str, Kind] = {
    "home_commune": Kind(str | None, "Trung tâm của tôi", _CHOOSE_AGAIN),
    "scopes": Kind(
        dict[str, tuple[str, ...]],
        "Danh sách lĩnh vực đất đai, xây dựng, đầu tư",
        "đang dùng danh sách có sẵn, hãy chọn lại ở trang Kế hoạch.",
    ),
    "portal_766/": Kind(
        dict[str, float], "Điểm của Cổng", "hãy ghi lại điểm của kỳ đó ở trang Chỉ số 766."
    ),
    "word/": Kind(WordSetting | None, "Nghĩa của từ đã chọn", _CHOOSE_AGAIN),
    "unit/": Kind(UnitSetting | None, "Đơn vị đã chọn", _CHOOSE_AGAIN),
}
_OTHER = Kind(Any, "Thiết lập", "hãy đặt lại thiết lập này.")


@dataclass(frozen=True)
class Setting:
    """The newest value of a name."""

    name: str
    value: Any
    done_at: datetime


def setting(folder: Path, name: str, default: Any = None) -> Any:
    """The latest value of a setting (any JSON value), or `default` where it was never set.

    A value that is garbled counts as never set; `unreadable_settings` names it.
    """
    found = [entry.value for entry in newest_settings(folder, name).sound if entry.name == name]
    return found[0] if found else default


def newest_settings(folder: Path, prefix: str = "") -> Entries[Setting]:
    """The newest value of each name that begins so, by name."""
    with read_ledger(folder) as connection:
        return read_newest_settings(connection, prefix)


def read_newest_settings(connection: sqlite3.Connection, prefix: str = "") -> Entries[Setting]:
    """The same, of what the connection sees."""
    rows = connection.execute(_NEWEST).fetchall()
    chosen = [row for row in rows if str(row["name"]).startswith(prefix)]
    return parse_entries(chosen, _setting_of_row, _row_words)


def set_setting(folder: Path, name: str, value: Any, by: str) -> None:
    """Write a setting's value (any JSON value)."""
    with writing(folder) as connection:
        connection.execute(
            "insert into settings (name, value, done_at, done_by) values (?, ?, ?, ?)",
            (name, json.dumps(value, ensure_ascii=False), timestamp(), by),
        )


def _setting_of_row(row: sqlite3.Row) -> Setting:
    name = text_in(row["name"])
    value = msgspec.json.decode(text_in(row["value"]), type=_kind(name).shape)
    _refuse_unknown_commune(name, value)
    return Setting(name, value, moment_or_no_moment(row["done_at"]))


def _refuse_unknown_commune(name: str, value: Any) -> None:
    code = value["code"] if value and name.startswith("unit/") else value
    names_commune = name == "home_commune" or name.startswith("unit/")
    if names_commune and code not in (None, "-") and code not in communes():
        raise Garbled(f"không có xã, phường nào mang mã “{code}”")


def _row_words(row: sqlite3.Row) -> tuple[str, str]:
    kind = _kind(str(row["name"]))
    _, _, detail = str(row["name"]).partition("/")
    return f"“{kind.called}”{f' ({detail})' if detail else ''}", kind.remedy


def _kind(name: str) -> Kind:
    """By the whole name, or by what it begins with up to its first stroke."""
    return _KINDS.get(name) or _KINDS.get(f"{name.partition('/')[0]}/") or _OTHER
