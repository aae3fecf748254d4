"""An upload as the program holds it, and as a row of the ledger's table `uploads`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import msgspec

from data.record.entries import day_in, moment_in, truth_in
from data.record.problem import Problem

# Fields that a column of the table names otherwise.
COLUMNS: Mapping[str, str] = MappingProxyType({"layout": "format"})


@dataclass(frozen=True, kw_only=True)
class NewUpload:
    """What is written of a file when it is stored; its days are both included.

    Each field but `communes` is a column of the ledger's table `uploads`, by its own name or by
    that in COLUMNS.
    """

    sha256: str
    file_name: str
    layout: str
    table_name: str
    first_day: date
    last_day: date
    known_until: date
    complete: bool
    columns: frozenset[str]
    assumed: bool
    demonstration: bool
    rows_read: int
    rows_stored: int
    rows_set_aside: int
    stored_by: str
    communes: Mapping[str, int]
    """The file's rows that are stored, counted by commune code."""


@dataclass(frozen=True, kw_only=True)
class Upload(NewUpload):
    """One stored file, with what the ledger adds; uploads stand in the order of their ids."""

    id: int
    parquet: str
    stored_at: datetime
    withdrawn: bool
    file_sha256: str
    """Of the Parquet file as it was written; empty where an older ledger does not say."""


@dataclass(frozen=True)
class ReviewRows:
    """What is kept of a file for review: its problems, and the rows that were set aside.

    Of those Excel's row number and the cells by column, personal ones left out.
    """

    problems: Sequence[Problem] = ()
    set_aside: Sequence[tuple[int, Mapping[str, str]]] = ()


@dataclass(frozen=True)
class UploadEntry:
    """All that the ledger says of one upload when it is stored; its file says the same of itself.

    `stored_at` is as the ledger writes it.
    """

    id: int
    stored_at: str
    parquet: str
    upload: NewUpload
    review: ReviewRows


def upload_of_communes(upload: Upload, commune_codes: Iterable[str]) -> NewUpload:
    """An upload as it would be stored anew for only these commune codes."""
    field_values = {field.name: getattr(upload, field.name) for field in fields(NewUpload)}
    row_counts = {code: upload.communes[code] for code in commune_codes}
    return NewUpload(**(field_values | {"communes": row_counts}))


# How a field that SQLite has no type for is written, and read again.
_DAYS = tuple(field.name for field in fields(NewUpload) if field.type == "date")
_TRUTHS = tuple(field.name for field in fields(NewUpload) if field.type == "bool")


def cells_of(upload: NewUpload) -> dict[str, Any]:
    """An upload's cells by column of the table `uploads`."""
    names = (field.name for field in fields(NewUpload) if field.name != "communes")
    cells = {COLUMNS.get(name, name): getattr(upload, name) for name in names}
    days = {name: cells[name].isoformat() for name in _DAYS}
    return cells | days | {"columns": json_text(sorted(upload.columns))}


def new_upload_of(cells: Mapping[str, Any], communes: Mapping[str, int]) -> NewUpload:
    """The upload in cells by column of `uploads`, with its row counts by commune code.

    Raises ValueError and KeyError where the cells are garbled.
    """
    return NewUpload(**_fields_of(dict(cells)), communes=communes)


def upload_of(row: dict[str, Any], communes: Mapping[str, int], file_sha256: str) -> Upload:
    """The upload in a row of `upload_states`, with row counts by commune; ValueError if garbled."""
    added_fields = {
        "withdrawn": truth_in(row["withdrawn"]),
        "stored_at": moment_in(row["stored_at"]),
    }
    return Upload(**(_fields_of(row) | added_fields), communes=communes, file_sha256=file_sha256)


def _fields_of(row: dict[str, Any]) -> dict[str, Any]:
    """An upload's fields by name, each in its own type, from cells by column.

    Raises ValueError and KeyError where the cells are garbled.
    """
    cells = row | {name: row[column] for name, column in COLUMNS.items()}
    for column in COLUMNS.values():
        del cells[column]
    cells |= {name: day_in(cells[name]) for name in _DAYS}
    cells |= {name: truth_in(cells[name]) for name in _TRUTHS}
    return cells | {"columns": msgspec.json.decode(cells["columns"], type=frozenset[str])}


def json_text(value: object) -> str:
    """A value as JSON text with Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False)
