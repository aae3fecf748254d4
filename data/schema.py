"""TOML that people write, read by a schema: a key or a value that does not fit is told by name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import inspect

Schema = TypeVar("Schema")
# Of texts that may come from a workbook: no control character, and at most as long as a cell.
LONGEST, LONGEST_LINE = 900, 190
_PRINTABLE = r"\A[^\x00-\x1f\x7f-\x9f]*\Z"
Text = Annotated[str, msgspec.Meta(max_length=LONGEST, pattern=_PRINTABLE)]
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE, pattern=_PRINTABLE)]

_AS_TOML_HAS_THEM = (date, datetime, time, Decimal)
# What msgspec says: "Object contains unknown field `lable` - at `$.targets[0]`".
_SAYING = re.compile(r"(?P<fault>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(.*)`")
_MISSING_KEY = re.compile(r"Object missing required field `(.*)`")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
# What the tables of a list are called, and the keys that tell one from another.
_TABLES = {
    "targets": "chỉ tiêu",
    "tasks": "nhiệm vụ",
    "balances": "phép cộng",
    "bounds": "giới hạn",
    "rates": "tỷ lệ",
    "topics": "nhóm",
}
_NAMING_KEYS = ("id", "words", "title")


class MalformedFile(ValueError):
    """A file does not fit its schema; the message names file and key and says what is allowed."""


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
        raise MalformedFile(_sentence(str(error), table, schema, file_name)) from error


def refuse_unknown(names: Set[str], allowed: Set[str], where: str) -> None:
    """Raise MalformedFile where a name is not among those allowed; `where` is file and key."""
    if strangers := sorted(names - allowed):
        known = ", ".join(sorted(allowed))
        raise MalformedFile(f"{where}: không biết {', '.join(strangers)}; chỉ có {known}.")


def refuse_repeated(ids: Sequence[str], file_name: str) -> None:
    """Raise MalformedFile where two tables of a file have one id."""
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise MalformedFile(f"{file_name}: trùng id {', '.join(repeated)}.")


def _sentence(error: str, table: Any, schema: Any, file_name: str) -> str:
    """ "11203-2026.toml, chỉ tiêu NG-01: không biết mục lable; chỉ có id, metric, …"."""
    saying = _SAYING.fullmatch(error)
    fault, path = (saying["fault"], saying["path"] or "") if saying else (error, "")
    steps = [name or index for name, index in _STEP.findall(path)]
    kind = _kind_at(schema, steps)
    if key := _UNKNOWN_KEY.fullmatch(fault):
        where = _place(steps, table, file_name)
        return f"{where}: không biết mục {key[1]}; chỉ có {', '.join(_keys(kind))}."
    if key := _MISSING_KEY.fullmatch(fault):
        return f"{_place(steps, table, file_name)}: thiếu mục {key[1]}."
    above, name = _last_key(steps)
    value = _at(table, steps)
    written = f" là {value!r:.60}," if isinstance(value, str) and value.isprintable() else ""
    return f"{_place(above, table, file_name)}: {name}{written} phải là {_words(kind)}."


def _last_key(steps: list[str]) -> tuple[list[str], str]:
    """`["tasks", "0", "cadence", "1"]` → the steps above the last key, and that key."""
    keys = [position for position, step in enumerate(steps) if not _is_index(step)]
    return (steps[: keys[-1]], steps[keys[-1]]) if keys else ([], "nội dung")


def _is_index(step: str) -> bool:
    return step.isdigit() or step == "..."


def _place(steps: list[str], table: Any, file_name: str) -> str:
    """`["targets", "0"]` → "11203-2026.toml, chỉ tiêu NG-01"; a row without a name by number."""
    places = [file_name]
    for position, step in enumerate(steps):
        if step.isdigit():
            places[-1] = f"{places[-1]} {_name_of(_at(table, steps[: position + 1]), int(step))}"
        elif step != "...":
            places.append(_TABLES.get(step, step))
    return ", ".join(places)


def _name_of(row: Any, index: int) -> str:
    """What a row of a list calls itself, else its number."""
    texts = (row.get(key) for key in _NAMING_KEYS) if isinstance(row, Mapping) else ()
    names = (text[:40] for text in texts if isinstance(text, str) and text.isprintable())
    return next(names, f"thứ {index + 1}")


def _at(table: Any, steps: list[str]) -> Any:
    """What stands at a path; None where the path does not say which key it went by."""
    for step in steps:
        if isinstance(table, list) and step.isdigit():
            table = table[int(step)]
        else:
            table = table.get(step) if isinstance(table, Mapping) else None
    return table


def _kind_at(schema: Any, steps: list[str]) -> inspect.Type:
    """The schema's type at a path."""
    kind = _bare(inspect.type_info(schema))
    for step in steps:
        if isinstance(kind, inspect.StructType):
            kind = next(field.type for field in kind.fields if field.encode_name == step)
        elif isinstance(kind, inspect.VarTupleType):
            kind = kind.item_type
        elif isinstance(kind, inspect.DictType):
            kind = kind.value_type
        kind = _bare(kind)
    return kind


def _bare(kind: inspect.Type) -> inspect.Type:
    """Of a key that may be left out (`… | None`) what it is where it stands."""
    return kind.types[0] if isinstance(kind, inspect.UnionType) else kind


def _keys(kind: inspect.Type) -> list[str]:
    fields = kind.fields if isinstance(kind, inspect.StructType) else ()
    return [field.encode_name for field in fields]


def _words(kind: inspect.Type) -> str:
    """What may stand there."""
    match kind:
        case inspect.Metadata(extra_json_schema={"description": words}):
            return str(words)
        case inspect.LiteralType(values=values):
            return f"một trong {', '.join(map(str, values))}"
        case inspect.StrType(max_length=None):
            return "chữ, đặt trong ngoặc kép"
        case inspect.StrType(max_length=longest):
            return f"chữ trên một dòng, đặt trong ngoặc kép, dài không quá {longest} ký tự"
        case inspect.DateType():
            return "ngày, ví dụ 2026-01-31"
        case inspect.BoolType():
            return "true hoặc false"
        case inspect.IntType():
            return "số nguyên"
        case inspect.VarTupleType(item_type=inspect.LiteralType(values=values)):
            return f"danh sách, ít nhất một trong {', '.join(map(str, values))}"
        case inspect.VarTupleType(item_type=inspect.StrType()):
            return 'danh sách chữ, ví dụ ["a", "b"]'
        case inspect.VarTupleType():
            return "các bảng, mỗi bảng mở bằng hai ngoặc vuông [[…]]"
    return "bảng các mục"
