"""An upload's Parquet file: its rows, and in its metadata all that the ledger says of it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import uuid
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from io import BufferedRandom
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.columns import DOSSIERS
from data.record.disk import flush_folder
from data.record.problem import Problem
from data.record.upload import Entry, ReviewRows, cells_of, json_text, new_upload_of

FEW_VALUES = ["commune_code", "procedure_code"]
FEW_VALUES += [name for name, kind in DOSSIERS.items() if kind in ("text", "word")]
_ENCODED = {"dossier_code": "DELTA_BYTE_ARRAY", "row": "DELTA_BINARY_PACKED"}
_SAID, _REVIEW, _HASH = "tthc.upload", "tthc.review", "tthc.sha256"


class NewFile:
    """A Parquet file in the making: its rows are written, under a temporary name."""

    def __init__(self, path: Path, sink: BufferedRandom, writer: pq.ParquetWriter) -> None:
        self.name = path.name
        self._path, self._sink, self._writer = path, sink, writer

    def finish(self, entry: Entry) -> tuple[str, int]:
        """Write what the ledger says of it, flush and rename: its SHA-256 and size.

        A torn file is never found. Raises OSError.
        """
        self._writer.add_key_value_metadata(_metadata(entry))
        self._writer.close()
        self._sink.flush()
        os.fsync(self._sink.fileno())
        self._sink.seek(0)
        sha256 = hashlib.file_digest(self._sink, "sha256").hexdigest()
        Path(self._sink.name).rename(self._path)
        flush_folder(self._path.parent)
        return sha256, self._path.stat().st_size

    def remove(self) -> None:
        """Leave nothing of it, though it has its name; raises OSError."""
        self._path.unlink(missing_ok=True)


@contextmanager
def new_file(folder: Path, rows: pa.Table) -> Iterator[NewFile]:
    """A file with these rows in a folder, to be finished; raises OSError.

    Its temporary name says which process writes it. What is not finished is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.parquet"
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("x+b") as sink, _writer(rows, sink) as writer:
            writer.write_table(rows)
            yield NewFile(path, sink, writer)
    finally:
        temporary.unlink(missing_ok=True)


def _writer(rows: pa.Table, sink: BufferedRandom) -> pq.ParquetWriter:
    """A code is written as what differs from the row before; of other columns a dictionary."""
    encodings = {name: _ENCODED[name] for name in rows.column_names if name in _ENCODED}
    return pq.ParquetWriter(
        sink,
        rows.schema,
        compression="zstd",
        compression_level=3,
        use_dictionary=[name for name in rows.column_names if name not in encodings],
        column_encoding=encodings,
        write_statistics=False,  # every reader reads the whole file
        write_page_checksum=True,  # where no ledger has its hash, a flipped bit is still noticed
    )


def rows_in(content: bytes) -> pa.Table:
    """The rows of a Parquet file; texts of which there are few are dictionaries, as stored.

    Raises OSError and pa.ArrowException where it does not read.
    """
    table = pq.read_table(
        pa.BufferReader(content), read_dictionary=FEW_VALUES, page_checksum_verification=True
    )
    return table.replace_schema_metadata(None)


def entry_in(path: Path) -> Entry | None:
    """What an upload's file says of itself; None where it says nothing, or does not read."""
    try:
        said = pq.read_metadata(path).metadata or {}
        texts = {name: said[name.encode()].decode() for name in (_SAID, _REVIEW, _HASH)}
        if texts[_HASH] != _fingerprint(texts):
            return None
        return _entry(path.name, texts)
    except (OSError, pa.ArrowException, zlib.error, ValueError, KeyError, TypeError):
        return None


def _metadata(entry: Entry) -> dict[str, str]:
    said = {
        "id": entry.id,
        "stored_at": entry.stored_at,
        "communes": dict(entry.upload.communes),
        "cells": cells_of(entry.upload),
    }
    review = {
        "problems": [asdict(problem) for problem in entry.review.problems],
        "set_aside": [[row, dict(cells)] for row, cells in entry.review.set_aside],
    }
    packed = base64.b64encode(zlib.compress(json_text(review).encode())).decode()
    texts = {_SAID: json_text(said), _REVIEW: packed}
    return texts | {_HASH: _fingerprint(texts)}


def _entry(name: str, texts: Mapping[str, str]) -> Entry:
    said: dict[str, Any] = json.loads(texts[_SAID])
    review = json.loads(zlib.decompress(base64.b64decode(texts[_REVIEW])))
    problems = tuple(Problem(**problem) for problem in review["problems"])
    set_aside = tuple((row, cells) for row, cells in review["set_aside"])
    upload = new_upload_of(said["cells"], said["communes"])
    return Entry(said["id"], said["stored_at"], name, upload, ReviewRows(problems, set_aside))


def _fingerprint(texts: Mapping[str, str]) -> str:
    return hashlib.sha256((texts[_SAID] + texts[_REVIEW]).encode()).hexdigest()
