"""What a person says of an unknown table: which heading is which; kept as a layout of their own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import tomli_w

from data.columns import DOSSIERS, is_count
from data.record.text_files import mark_as_removed, write_new_text
from data.text import fold, strip_accents
from loaders.layouts.custom import NEEDED, TITLE_RULE, is_title, personal_headings
from loaders.layouts.layout import SEPARATOR, form_columns, path_of

TableKind = Literal["dossiers", "by_unit", "by_field"]
PERSONAL, UNUSED = "personal", "unused"
KEYS: Mapping[TableKind, str] = MappingProxyType(
    {"dossiers": "dossier_code", "by_unit": "unit", "by_field": "field"}
)
_LONGEST_NAME = 40
_PREFIX = "rieng"  # no layout that is here anyway begins so


@dataclass(frozen=True)
class HeadingMapping:
    """A layout in the making: the file's own headings → a column, PERSONAL or UNUSED."""

    title: str
    kind: TableKind
    choices: Mapping[str, str]

    @property
    def columns(self) -> dict[str, list[str]]:
        """Column → the headings that are said to be it; one of each in a sound mapping."""
        columns: dict[str, list[str]] = {}
        for heading, choice in self.choices.items():
            if choice not in (PERSONAL, UNUSED):
                columns.setdefault(choice, []).append(heading)
        return columns


def columns_of(kind: TableKind) -> tuple[str, ...]:
    """The columns that a table of this kind may have: what names its lines comes first."""
    if kind == "dossiers":
        return tuple(DOSSIERS)
    return KEYS[kind], *sorted(column for column in form_columns() if is_count(column))


def needed_columns(kind: TableKind) -> tuple[str, ...]:
    """The columns without which a table of this kind cannot be used; a form needs a count too."""
    columns = NEEDED if kind == "dossiers" else {KEYS[kind]}
    return tuple(column for column in columns_of(kind) if column in columns)


def faults(mapping: HeadingMapping, words: Mapping[str, str]) -> list[str]:
    """A sentence for each thing that keeps a mapping from being used; `words` name the columns."""
    return [*_title_faults(mapping), *_column_faults(mapping, words)]


def _title_faults(mapping: HeadingMapping) -> Iterator[str]:
    if not mapping.title.strip():
        yield "Hãy đặt tên cho mẫu bảng này."
    elif not is_title(_plain_title(mapping.title)):
        yield f"Tên mẫu {TITLE_RULE}"


def _column_faults(mapping: HeadingMapping, words: Mapping[str, str]) -> Iterator[str]:
    columns, offered = mapping.columns, columns_of(mapping.kind)
    for heading in (heading for headings in columns.values() for heading in headings):
        if not personal_headings().isdisjoint(path_of(heading)):
            yield f"“{heading}” là dữ liệu cá nhân nên không được đọc."
    for column in needed_columns(mapping.kind):
        if column not in columns:
            yield f"Chưa chỉ ra cột “{words[column]}”: bảng loại này phải có."
    if mapping.kind != "dossiers" and not any(is_count(column) for column in columns):
        yield "Chưa chỉ ra cột số đếm nào: hãy chọn ít nhất một cột."
    for column, headings in columns.items():
        if column not in offered:
            yield f"Cột “{words.get(column, column)}” không có ở bảng loại này."
        elif len(headings) > 1:
            quoted = ", ".join(f"“{heading}”" for heading in headings)
            yield f"Cột “{words[column]}” được chọn cho nhiều tiêu đề ({quoted}): hãy giữ một."


def name_of(mapping: HeadingMapping) -> str:
    """A file's name of the title's letters and the headings' fingerprint."""
    bare = re.sub(r"[^a-z0-9]+", "-", strip_accents(fold(mapping.title))).strip("-")
    folded = "\n".join(fold(heading) for heading in mapping.choices)
    fingerprint = hashlib.sha256(folded.encode()).hexdigest()[:8]
    return "-".join(filter(None, (_PREFIX, bare[:_LONGEST_NAME].strip("-"), fingerprint)))


def save(folder: Path, mapping: HeadingMapping) -> str:
    """Write a sound mapping as a layout file in the record's folder of them; its name."""
    return write_new_text(folder / f"{name_of(mapping)}.toml", as_toml(mapping)).stem


def remove(folder: Path, name: str) -> None:
    """Put a layout file aside: the uploads that were read with it stay. Raises OSError."""
    mark_as_removed(folder / f"{Path(name).name}.toml")


def as_toml(mapping: HeadingMapping) -> str:
    """The layout file. A later form must have every column; a list may lack some."""
    columns = {column: headings[0] for column, headings in mapping.columns.items()}
    return tomli_w.dumps(
        {
            "title": _plain_title(mapping.title),
            "table": "dossiers" if mapping.kind == "dossiers" else "totals",
            "key": KEYS[mapping.kind],
            "required": sorted(NEEDED) if mapping.kind == "dossiers" else list(columns),
            PERSONAL: _last_parts(mapping, PERSONAL),
            UNUSED: _last_parts(mapping, UNUSED),
            "columns": columns,
        }
    )


def _last_parts(mapping: HeadingMapping, why: str) -> list[str]:
    """The last parts of the headings that are not read, as a layout lists them."""
    parts = (
        heading.split(SEPARATOR)[-1] for heading, choice in mapping.choices.items() if choice == why
    )
    return list(dict.fromkeys(parts))


def _plain_title(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).split())
