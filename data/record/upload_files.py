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
from data.record.upload import ReviewRows, UploadEntry, cells_of, json_text, new_upload_of

DICTIONARY_COLUMNS = ["commune_code", "procedure_code"]
DICTIONARY_COLUMNS += [name for name, kind in DOSSIERS.items() if kind in ("text", "word")]
_COLUMN_ENCODINGS = {"dossier_code": "DELTA_BYTE_ARRAY", "row": "DELTA_BINARY_PACKED"}
_ENTRY, _REVIEW, _HASH = "tthc.upload", "tthc.review", "tthc.sha256"


class NewParquetFile:
    """A Parquet file in the making: its rows are written, but under a temporary name."""

    def __init__(self, path: Path, sink: BufferedRandom, writer: pq.ParquetWriter) -> None:
        """Keep the path that the file will have, the open temporary file and its writer."""
        self.name = path.name
        self._path, self._sink, self._writer = path, sink, writer

    def finish(self, entry: UploadEntry) -> tuple[str, int]:
        """Write the entry into the file, name the file, return its SHA-256 and size (bytes).

        It is flushed before it is named: a torn file is never found. Raises OSError.
        """
        self._writer.add_key_value_metadata(_metadata_of_entry(entry))
        self._writer.close()
        self._sink.flush()
        os.fsync(self._sink.fileno())
        self._sink.seek(0)
        sha256 = hashlib.file_digest(self._sink, "sha256").hexdigest()
        Path(self._sink.name).rename(self._path)
        flush_folder(self._path.parent)
        return sha256, self._path.stat().st_size

    def remove(self) -> None:
        """Remove the named file if it is there; raises OSError."""
        self._path.unlink(missing_ok=True)


@contextmanager
def new_parquet_file(folder: Path, rows: pa.Table) -> Iterator[NewParquetFile]:
    """A new Parquet file with these rows, removed after the block unless it was finished.

    Its temporary name says which process writes it. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.parquet"
    temporary_path = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary_path.open("x+b") as sink, _parquet_writer(rows, sink) as writer:
            writer.write_table(rows)
            yield NewParquetFile(path, sink, writer)
    finally:
        temporary_path.unlink(missing_ok=True)


def _parquet_writer(rows: pa.Table, sink: BufferedRandom) -> pq.ParquetWriter:
    """A Parquet writer to `sink` for rows of this schema, with the record's encodings."""
    encodings = {
        name: _COLUMN_ENCODINGS[name] for name in rows.column_names if name in _COLUMN_ENCODINGS
    }
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
    """The rows of a Parquet file's bytes; columns of few texts are dictionaries, as stored.

    Raises OSError and pa.ArrowException where it does not read.
    """
    table = pq.read_table(
        pa.BufferReader(content),
        read_dictionary=DICTIONARY_COLUMNS,
        page_checksum_verification=True,
    )
    return table.replace_schema_metadata(None)


def entry_in(path: Path) -> UploadEntry | None:
    """The ledger's entry that an upload's Parquet file holds; None where none can be read."""
    try:
        metadata = pq.read_metadata(path).metadata or {}
        texts = {name: metadata[name.encode()].decode() for name in (_ENTRY, _REVIEW, _HASH)}
        if texts[_HASH] != _fingerprint(texts):
            return None
        return _entry_of_metadata(path.name, texts)
    except (OSError, pa.ArrowException, zlib.error, ValueError, KeyError, TypeError):
        return None


def _metadata_of_entry(entry: UploadEntry) -> dict[str, str]:
    """A ledger's entry as the texts that its Parquet file keeps, by key, and a hash over them."""
    upload_fields = {
        "id": entry.id,
        "stored_at": entry.stored_at,
        "communes": dict(entry.upload.communes),
        "cells": cells_of(entry.upload),
    }
    review = {
        "problems": [asdict(problem) for problem in entry.review.problems],
        "set_aside": [[row, dict(cells)] for row, cells in entry.review.set_aside],
    }
    packed_review = base64.b64encode(zlib.compress(json_text(review).encode())).decode()
    texts = {_ENTRY: json_text(upload_fields), _REVIEW: packed_review}
    return texts | {_HASH: _fingerprint(texts)}


def _entry_of_metadata(name: str, texts: Mapping[str, str]) -> UploadEntry:
    """The entry in a Parquet file's metadata; ValueError, KeyError or TypeError if garbled."""
    upload_fields: dict[str, Any] = json.loads(texts[_ENTRY])
    review = json.loads(zlib.decompress(base64.b64decode(texts[_REVIEW])))
    problems = tuple(Problem(**problem) for problem in review["problems"])
    set_aside = tuple((row, cells) for row, cells in review["set_aside"])
    upload = new_upload_of(upload_fields["cells"], upload_fields["communes"])
    return UploadEntry(
        upload_fields["id"],
        upload_fields["stored_at"],
        name,
        upload,
        ReviewRows(problems, set_aside),
    )


def _fingerprint(texts: Mapping[str, str]) -> str:
    """The SHA-256 (hex) of the entry and the review in a file's metadata."""
    return hashlib.sha256((texts[_ENTRY] + texts[_REVIEW]).encode()).hexdigest()
