"""TOML that people write, read by a schema: a key or a value that does not fit is told by name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence, Set
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

Schema = TypeVar("Schema")
_AS_TOML_HAS_THEM = (date, datetime, time, Decimal)


class MalformedFile(ValueError):
    """A file does not fit its schema; the message names file and key and says what is allowed."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence, with "·" in place of each control sign in it."""
        super().__init__("".join(sign if sign.isprintable() else "·" for sign in sentence))


def read_toml(path: Path, schema: type[Schema]) -> Schema:
    """A TOML file as a value of the schema; MalformedFile, or OSError if it cannot be opened."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise MalformedFile(f"{path.name}: không đọc được TOML ({error}).") from error
    return parse_toml(text, schema, path.name)


def parse_toml(text: str, schema: type[Schema], file_name: str) -> Schema:
    """A TOML text as a value of the schema; raises MalformedFile, which begins with `file_name`.

    Decimals come as Decimal.
    """
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise MalformedFile(f"{file_name}: không đọc được TOML ({error}).") from error
    try:
        return msgspec.convert(table, schema, builtin_types=_AS_TOML_HAS_THEM)
    except msgspec.ValidationError as error:
        # Imported here, since the process that reads a file starts without it.
        from data.schema_faults import fault_sentence

        raise MalformedFile(fault_sentence(str(error), table, schema, file_name)) from error


def refuse_unknown_names(names: Set[str], allowed_names: Set[str], place: str) -> None:
    """Raise MalformedFile, which begins with `place`, where a name is not allowed."""
    if unknown_names := sorted(names - allowed_names):
        fault = f"mục “{', '.join(unknown_names)}” không hợp lệ"
        raise MalformedFile(f"{place}: {fault}; chỉ được dùng: {', '.join(sorted(allowed_names))}.")


def refuse_missing_keys(required_keys: Set[str], present_keys: Set[str], place: str) -> None:
    """Raise MalformedFile, which begins with `place`, where a required key is missing."""
    if missing_keys := sorted(required_keys - present_keys):
        raise MalformedFile(f"{place}: thiếu mục {', '.join(missing_keys)}.")


def refuse_repeated_ids(ids: Sequence[str], file_name: str) -> None:
    """Raise MalformedFile, naming the file, where an id comes more than once."""
    if repeated_ids := sorted({name for name in ids if ids.count(name) > 1}):
        raise MalformedFile(f"{file_name}: trùng id {', '.join(repeated_ids)}.")
