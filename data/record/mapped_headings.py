"""Which column people said that a heading of a layout's files is, where its layout lacks it.

Kept as mapped words are: written once in the ledger for all files of the layout, with who said so,
and taken back by a newer entry. What is stored already stays as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.record.settings import Setting, newest_settings, set_setting
from data.text import fold

_PREFIX = "heading/"


@dataclass(frozen=True)
class MappedHeading:
    """A heading of one layout's files as it stands there, its column, and who said so when."""

    layout: str
    heading: str
    column: str
    by: str
    mapped_at: datetime


def mapped_headings(folder: Path) -> tuple[MappedHeading, ...]:
    """Every mapped heading that was not taken back, sorted by layout and heading."""
    return tuple(
        MappedHeading(_layout_of(entry), **entry.value, mapped_at=entry.done_at)
        for entry in newest_settings(folder, _PREFIX).sound
        if entry.value
    )


def headings_changed_at(folder: Path, layout: str) -> datetime | None:
    """When a layout's headings were last mapped or taken back; None if they never were."""
    entries = newest_settings(folder, _PREFIX).sound
    return max((e.done_at for e in entries if _layout_of(e) == layout), default=None)


def map_heading(folder: Path, layout: str, heading: str, column: str, by: str) -> None:
    """Record which column a heading stands for in all later files of a layout."""
    value = {"heading": heading, "column": column, "by": by}
    set_setting(folder, _setting_name(layout, heading), value, by)


def unmap_heading(folder: Path, mapped: MappedHeading, by: str) -> None:
    """Record that a mapped heading is taken back."""
    set_setting(folder, _setting_name(mapped.layout, mapped.heading), None, by)


def _setting_name(layout: str, heading: str) -> str:
    """The name of the setting that maps a heading: "heading/danh-sach-ho-so/hạn tkq"."""
    return f"{_PREFIX}{layout}/{fold(heading)}"


def _layout_of(entry: Setting) -> str:
    """The layout that the name of a mapped heading's setting holds."""
    return entry.name.split("/", 2)[1]
