"""What keeps a file from fitting its schema, in words: where it is, and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import inspect

# What msgspec says: "Object contains unknown field `lable` - at `$.targets[0]`".
_SAYING = re.compile(r"(?P<fault>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING_KEY = re.compile(r"Object missing required field `(.*)`")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
# What the tables of a list are called, and the keys that tell one from another.
_TABLES = {
    "targets": "chỉ tiêu",
    "tasks": "nhiệm vụ",
    "balances": "phép cộng",
    "bounds": "giới hạn",
    "rates": "phép chia",
    "topics": "nhóm",
}
_NAMING_KEYS = ("id", "words", "title")


def sentence(error: str, table: Any, schema: Any, file_name: str) -> str:
    """ "11203-2026.toml, chỉ tiêu NG-01: mục “lable” không hợp lệ; chỉ được dùng: id, …"."""
    saying = _SAYING.fullmatch(error)
    fault, path = (saying["fault"], saying["path"] or "") if saying else (error, "")
    steps = [name or index for name, index in _STEP.findall(path)]
    kind = _kind_at(schema, steps)
    if key := _UNKNOWN_KEY.fullmatch(fault):
        place = _place(steps, table, file_name)
        return f"{place}: mục “{key[1]:.60}” không hợp lệ; chỉ được dùng: {', '.join(_keys(kind))}."
    if key := _MISSING_KEY.fullmatch(fault):
        return f"{_place(steps, table, file_name)}: thiếu mục {key[1]}."
    above, name = _last_key(steps)
    value = _at(table, steps)
    quotation = f" là {value!r:.60}," if isinstance(value, str) and value.isprintable() else ""
    return f"{_place(above, table, file_name)}: {name}{quotation} phải là {_words(kind)}."


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
    kind = _type_where_present(inspect.type_info(schema))
    for step in steps:
        if isinstance(kind, inspect.StructType):
            kind = next(field.type for field in kind.fields if field.encode_name == step)
        elif isinstance(kind, inspect.VarTupleType):
            kind = kind.item_type
        elif isinstance(kind, inspect.DictType):
            kind = kind.value_type
        kind = _type_where_present(kind)
    return kind


def _type_where_present(kind: inspect.Type) -> inspect.Type:
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
