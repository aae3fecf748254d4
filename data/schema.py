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
        """What is quoted from the file may hold signs that a screen obeys: they are left out."""
        super().__init__("".join(sign if sign.isprintable() else "·" for sign in sentence))


def read_toml(path: Path, schema: type[Schema]) -> Schema:
    """What a TOML file holds; raises MalformedFile, or OSError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise MalformedFile(f"{path.name}: không đọc được TOML ({error}).") from error
    return parse_toml(text, schema, path.name)


def parse_toml(text: str, schema: type[Schema], file_name: str) -> Schema:
    """What a TOML text holds; numbers with a point are Decimal. Raises MalformedFile."""
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise MalformedFile(f"{file_name}: không đọc được TOML ({error}).") from error
    try:
        return msgspec.convert(table, schema, builtin_types=_AS_TOML_HAS_THEM)
    except msgspec.ValidationError as error:
        from data.schema_faults import sentence  # the process that reads a file starts without it

        raise MalformedFile(sentence(str(error), table, schema, file_name)) from error


def refuse_unknown(names: Set[str], allowed: Set[str], place: str) -> None:
    """Raise MalformedFile where a name is not among those allowed; `place` is file and key."""
    if strangers := sorted(names - allowed):
        allowed_names = ", ".join(sorted(allowed))
        raise MalformedFile(
            f"{place}: mục “{', '.join(strangers)}” không hợp lệ; chỉ được dùng: {allowed_names}."
        )


def refuse_missing(names: Set[str], present: Set[str], place: str) -> None:
    """Raise MalformedFile where a name does not stand there; `place` is file and key."""
    if missing := sorted(names - present):
        raise MalformedFile(f"{place}: thiếu mục {', '.join(missing)}.")


def refuse_repeated(ids: Sequence[str], file_name: str) -> None:
    """Raise MalformedFile where two tables of a file have one id."""
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise MalformedFile(f"{file_name}: trùng id {', '.join(repeated)}.")
