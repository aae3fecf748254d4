"""The ledger's table of uploads and the dataclass of an upload name the same columns."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from data.record.connection import read_ledger
from data.record.ledger import COLUMNS, NewUpload, Upload

# Kept elsewhere: communes and the file's hash in tables of their own, withdrawals among actions.
NOT_IN_TABLE = {"communes", "withdrawn", "file_sha256"}
WRITTEN_BY_THE_LEDGER = {"id", "parquet", "stored_at"}


def columns_of_table(folder: Path) -> list[str]:
    with read_ledger(folder) as connection:
        return [row["name"] for row in connection.execute("pragma table_info(uploads)")]


def test_each_column_is_a_field_and_each_field_a_column(tmp_path: Path) -> None:
    names = {COLUMNS.get(field.name, field.name) for field in fields(Upload)} - NOT_IN_TABLE
    assert sorted(names) == sorted(columns_of_table(tmp_path))


def test_a_new_upload_gives_every_column_but_those_of_the_ledger(tmp_path: Path) -> None:
    names = {COLUMNS.get(field.name, field.name) for field in fields(NewUpload)} - NOT_IN_TABLE
    assert names == set(columns_of_table(tmp_path)) - WRITTEN_BY_THE_LEDGER
