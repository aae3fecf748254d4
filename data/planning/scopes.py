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


def scopes(folder: Path) -> Mapping[str, frozenset[str]]:
    """The scopes in use: the file's, or what was set instead in the ledger."""
    shipped = read_scopes(_FILE)
    edited = setting(folder, "scopes", {})
    return {name: frozenset(edited.get(name, fields)) for name, fields in shipped.items()}


def read_scopes(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Scope → fields, of a file that names every scope; raises MalformedFile."""
    fields: Mapping[str, tuple[str, ...]] = asdict(read_toml(path, _ScopesFile))
    return fields


def set_scope(folder: Path, name: str, fields: Sequence[str], by: str) -> None:
    """Change the fields of one scope."""
    edited = setting(folder, "scopes", {})
    set_setting(folder, "scopes", {**edited, name: sorted(fields)}, by)
