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
from loaders.layouts.custom import NEEDED_COLUMNS, TITLE_RULE, is_layout_title, personal_headings
from loaders.layouts.layout import SEPARATOR, form_columns, heading_path

TableKind = Literal["dossiers", "by_unit", "by_field"]
PERSONAL, UNUSED = "personal", "unused"
KEY_COLUMNS: Mapping[TableKind, str] = MappingProxyType(
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
    def headings_by_column(self) -> dict[str, list[str]]:
        """Column → the headings chosen for it; exactly one for each column in a sound mapping."""
        headings_by_column: dict[str, list[str]] = {}
        for heading, choice in self.choices.items():
            if choice not in (PERSONAL, UNUSED):
                headings_by_column.setdefault(choice, []).append(heading)
        return headings_by_column


def possible_columns(kind: TableKind) -> tuple[str, ...]:
    """The columns that a table of this kind may have; the one that names its lines comes first."""
    if kind == "dossiers":
        return tuple(DOSSIERS)
    return KEY_COLUMNS[kind], *sorted(column for column in form_columns() if is_count(column))


def needed_columns(kind: TableKind) -> tuple[str, ...]:
    """The columns without which a table of this kind cannot be used; a form needs a count too."""
    required_columns = NEEDED_COLUMNS if kind == "dossiers" else {KEY_COLUMNS[kind]}
    return tuple(column for column in possible_columns(kind) if column in required_columns)


def mapping_faults(mapping: HeadingMapping, column_names: Mapping[str, str]) -> list[str]:
    """A sentence for each fault that keeps a mapping from being used; [] where there is none.

    `column_names` are what the page calls each column.
    """
    return [*_title_faults(mapping), *_column_faults(mapping, column_names)]


def _title_faults(mapping: HeadingMapping) -> Iterator[str]:
    """A sentence where the mapping's title is missing or has a sign that no title may have."""
    if not mapping.title.strip():
        yield "Hãy đặt tên cho mẫu bảng này."
    elif not is_layout_title(_plain_title(mapping.title)):
        yield f"Tên mẫu {TITLE_RULE}"


def _column_faults(mapping: HeadingMapping, column_names: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each column that is personal, missing, impossible or chosen twice."""
    headings_by_column, allowed_columns = mapping.headings_by_column, possible_columns(mapping.kind)
    for heading in (heading for headings in headings_by_column.values() for heading in headings):
        if not personal_headings().isdisjoint(heading_path(heading)):
            yield f"“{heading}” là dữ liệu cá nhân nên không được đọc."
    for column in needed_columns(mapping.kind):
        if column not in headings_by_column:
            yield f"Chưa chỉ ra cột “{column_names[column]}”: bảng loại này phải có."
    if mapping.kind != "dossiers" and not any(is_count(column) for column in headings_by_column):
        yield "Chưa chỉ ra cột số đếm nào: hãy chọn ít nhất một cột."
    for column, headings in headings_by_column.items():
        if column not in allowed_columns:
            yield f"Cột “{column_names.get(column, column)}” không có ở bảng loại này."
        elif len(headings) > 1:
            quoted = ", ".join(f"“{heading}”" for heading in headings)
            name = column_names[column]
            yield f"Cột “{name}” được chọn cho nhiều tiêu đề ({quoted}): hãy giữ một."


def layout_name(mapping: HeadingMapping) -> str:
    """The name of a mapping's layout: its title in plain letters and a hash of its headings."""
    bare_title = re.sub(r"[^a-z0-9]+", "-", strip_accents(fold(mapping.title))).strip("-")
    folded_headings = "\n".join(fold(heading) for heading in mapping.choices)
    fingerprint = hashlib.sha256(folded_headings.encode()).hexdigest()[:8]
    return "-".join(filter(None, (_PREFIX, bare_title[:_LONGEST_NAME].strip("-"), fingerprint)))


def save_layout(folder: Path, mapping: HeadingMapping) -> str:
    """Write a faultless mapping as a layout file in `folder`; its name, numbered if taken."""
    return write_new_text(folder / f"{layout_name(mapping)}.toml", layout_toml(mapping)).stem


def remove_layout(folder: Path, name: str) -> None:
    """Rename a layout's file so that it is read no more; its uploads stay. Raises OSError."""
    mark_as_removed(folder / f"{Path(name).name}.toml")


def layout_toml(mapping: HeadingMapping) -> str:
    """The TOML of a mapping's layout; a form requires every column, a list only NEEDED_COLUMNS."""
    columns = {column: headings[0] for column, headings in mapping.headings_by_column.items()}
    return tomli_w.dumps(
        {
            "title": _plain_title(mapping.title),
            "table": "dossiers" if mapping.kind == "dossiers" else "totals",
            "key": KEY_COLUMNS[mapping.kind],
            "required": sorted(NEEDED_COLUMNS) if mapping.kind == "dossiers" else list(columns),
            PERSONAL: _unread_heading_parts(mapping, PERSONAL),
            UNUSED: _unread_heading_parts(mapping, UNUSED),
            "columns": columns,
        }
    )


def _unread_heading_parts(mapping: HeadingMapping, unread_choice: str) -> list[str]:
    """The last parts of the headings with this choice (PERSONAL or UNUSED), each once."""
    headings = (heading for heading, choice in mapping.choices.items() if choice == unread_choice)
    return list(dict.fromkeys(heading.split(SEPARATOR)[-1] for heading in headings))


def _plain_title(title: str) -> str:
    """The title in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", title).split())
