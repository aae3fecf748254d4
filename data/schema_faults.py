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


def fault_sentence(error: str, table: Any, schema: Any, file_name: str) -> str:
    """A msgspec error of `table` against `schema`, as a sentence in Vietnamese that says where.

    "11203-2026.toml, chỉ tiêu NG-01: mục “lable” không hợp lệ; chỉ được dùng: id, …"
    """
    saying = _SAYING.fullmatch(error)
    fault, path = (saying["fault"], saying["path"] or "") if saying else (error, "")
    steps = [key or index for key, index in _STEP.findall(path)]
    place_type = _type_at(schema, steps)
    if key := _UNKNOWN_KEY.fullmatch(fault):
        place, allowed_keys = _place_text(steps, table, file_name), _allowed_keys(place_type)
        fault = f"mục “{key[1]:.60}” không hợp lệ"
        return f"{place}: {fault}; chỉ được dùng: {', '.join(allowed_keys)}."
    if key := _MISSING_KEY.fullmatch(fault):
        return f"{_place_text(steps, table, file_name)}: thiếu mục {key[1]}."
    parent_steps, key_name = _split_at_last_key(steps)
    value = _node_at(table, steps)
    quotation = f" là {value!r:.60}," if isinstance(value, str) and value.isprintable() else ""
    place = _place_text(parent_steps, table, file_name)
    return f"{place}: {key_name}{quotation} phải là {_type_words(place_type)}."


def _split_at_last_key(steps: list[str]) -> tuple[list[str], str]:
    """A path's steps above its last key, and that key; ([], "nội dung") without a key.

    `["tasks", "0", "cadence", "1"]` → `["tasks", "0"]`, "cadence"
    """
    key_positions = [position for position, step in enumerate(steps) if not _is_list_step(step)]
    if not key_positions:
        return [], "nội dung"
    return steps[: key_positions[-1]], steps[key_positions[-1]]


def _is_list_step(step: str) -> bool:
    """Whether a path's step is an index ("0") or "..." and not a key."""
    return step.isdigit() or step == "..."


def _place_text(steps: list[str], table: Any, file_name: str) -> str:
    """A path's place in words: `["targets", "0"]` → "11203-2026.toml, chỉ tiêu NG-01"."""
    places = [file_name]
    for position, step in enumerate(steps):
        if step.isdigit():
            row = _node_at(table, steps[: position + 1])
            places[-1] += f" {_row_name(row, int(step))}"
        elif step != "...":
            places.append(_TABLES.get(step, step))
    return ", ".join(places)


def _row_name(row: Any, index: int) -> str:
    """The name or id that a list's row gives itself, else "thứ 3" for `index` 2."""
    texts = (row.get(key) for key in _NAMING_KEYS) if isinstance(row, Mapping) else ()
    names = (text[:40] for text in texts if isinstance(text, str) and text.isprintable())
    return next(names, f"thứ {index + 1}")


def _node_at(node: Any, steps: list[str]) -> Any:
    """The part of a parsed TOML file that a path leads to; None where it leads nowhere."""
    for step in steps:
        if isinstance(node, list) and step.isdigit():
            node = node[int(step)]
        else:
            node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _type_at(schema: Any, steps: list[str]) -> inspect.Type:
    """The msgspec type that a schema has at a path."""
    place_type = _present_type(inspect.type_info(schema))
    for step in steps:
        if isinstance(place_type, inspect.StructType):
            place_type = next(
                field.type for field in place_type.fields if field.encode_name == step
            )
        elif isinstance(place_type, inspect.VarTupleType):
            place_type = place_type.item_type
        elif isinstance(place_type, inspect.DictType):
            place_type = place_type.value_type
        place_type = _present_type(place_type)
    return place_type


def _present_type(schema_type: inspect.Type) -> inspect.Type:
    """The first type of a union ("… | None"), any other type as it is."""
    return schema_type.types[0] if isinstance(schema_type, inspect.UnionType) else schema_type


def _allowed_keys(schema_type: inspect.Type) -> list[str]:
    """The keys that a struct type allows; [] for any other type."""
    fields = schema_type.fields if isinstance(schema_type, inspect.StructType) else ()
    return [field.encode_name for field in fields]


def _type_words(schema_type: inspect.Type) -> str:
    """What a value of a msgspec type must be, in Vietnamese: "số nguyên"."""
    match schema_type:
        case inspect.Metadata(extra_json_schema={"description": words}):
            return str(words)
        case inspect.LiteralType(values=values):
            return f"một trong {', '.join(map(str, values))}"
        case inspect.StrType(max_length=None):
            return "chữ, đặt trong ngoặc kép"
        case inspect.StrType(max_length=max_length):
            return f"chữ trên một dòng, đặt trong ngoặc kép, dài không quá {max_length} ký tự"
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
