"""The fields that a scoped target counts: a list that people may edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from data.record.settings import set_setting, setting
from data.schema import read_toml

_FILE = Path(__file__).with_name("scopes.toml")


class _ScopesFile(Struct, forbid_unknown_fields=True):
    """A list of fields for each scope that a metric has."""

    land_construction_investment: tuple[str, ...]


def scope_fields(folder: Path) -> Mapping[str, frozenset[str]]:
    """The fields of each scope by name, as set in the record, else as in the built-in file."""
    file_scopes = read_scopes(_FILE)
    edited_scopes = setting(folder, "scopes", {})
    return {
        scope: frozenset(edited_scopes.get(scope, file_fields))
        for scope, file_fields in file_scopes.items()
    }


def read_scopes(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The fields of each scope in a TOML file, which must name every scope (MalformedFile)."""
    fields: Mapping[str, tuple[str, ...]] = asdict(read_toml(path, _ScopesFile))
    return fields


def set_scope(folder: Path, name: str, fields: Sequence[str], by: str) -> None:
    """Record other fields for one scope, and who set them."""
    edited_scopes = setting(folder, "scopes", {})
    set_setting(folder, "scopes", {**edited_scopes, name: sorted(fields)}, by)
