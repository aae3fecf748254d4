"""Groups of communes that people named to compare them again; kept in the ledger as settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.record.settings import newest_settings, set_setting
from data.text import fold

_PREFIX = "group/"


@dataclass(frozen=True)
class CommuneGroup:
    """A name that somebody gave to some communes, and their codes in the order they were chosen."""

    name: str
    codes: tuple[str, ...]


def commune_groups(folder: Path) -> tuple[CommuneGroup, ...]:
    """Every named group that was not dropped, in the order of the folded names."""
    return tuple(
        CommuneGroup(entry.value["name"], entry.value["codes"])
        for entry in newest_settings(folder, _PREFIX).sound
        if entry.value
    )


def keep_group(folder: Path, group: CommuneGroup, by: str) -> None:
    """Record a group in the ledger; it replaces one of its name, whatever the capitals."""
    value = {"name": group.name, "codes": list(group.codes)}
    set_setting(folder, _setting_name(group.name), value, by)


def drop_group(folder: Path, name: str, by: str) -> None:
    """Take a group of this name out of the choices; the ledger keeps what it was."""
    set_setting(folder, _setting_name(name), None, by)


def _setting_name(name: str) -> str:
    """The ledger's name of a group's setting: "group/cụm ven sông"."""
    return f"{_PREFIX}{fold(name)}"
