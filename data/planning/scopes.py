"""The fields that a scoped target counts: a list that people may edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from data.record.settings import set_setting, setting
from data.schema import read_toml

_FILE = Path(__file__).with_name("scopes.toml")


def scopes(folder: Path) -> Mapping[str, frozenset[str]]:
    """The scopes in use: the file's, or what was set instead in the ledger."""
    shipped = read_toml(_FILE, dict[str, tuple[str, ...]])
    edited = setting(folder, "scopes", {})
    return {name: frozenset(edited.get(name, fields)) for name, fields in shipped.items()}


def set_scope(folder: Path, name: str, fields: Sequence[str], by: str) -> None:
    """Change the fields of one scope."""
    edited = setting(folder, "scopes", {})
    set_setting(folder, "scopes", {**edited, name: sorted(fields)}, by)
