"""What a person says of an unknown table: which heading is which; kept as a layout of their own."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from data.columns import DOSSIERS, is_count
from data.record.text_files import put_aside, write_new
from data.text import fold, unaccented
from loaders.layouts.custom import NEEDED, is_title, known_personal
from loaders.layouts.layout import SEPARATOR, form_columns, path_of

TableKind = Literal["dossiers", "by_unit", "by_field"]
PERSONAL, UNUSED = "personal", "unused"
KEYS: Mapping[TableKind, str] = MappingProxyType(
    {"dossiers": "dossier_code", "by_unit": "unit", "by_field": "field"}
)
_LONGEST_NAME = 40
_PREFIX = "rieng"  # no layout that is here anyway begins so


@dataclass(frozen=True)
class Mapped:
    """A layout in the making: the file's own headings → a column, PERSONAL or UNUSED."""

    title: str
    kind: TableKind
    choices: Mapping[str, str]

    @property
    def columns(self) -> dict[str, list[str]]:
        """Column → the headings that are said to be it; one of each in a sound mapping."""
        found: dict[str, list[str]] = {}
        for heading, choice in self.choices.items():
            if choice not in (PERSONAL, UNUSED):
                found.setdefault(choice, []).append(heading)
        return found


def columns_of(kind: TableKind) -> tuple[str, ...]:
    """The columns that a table of this kind may have: what names its lines comes first."""
    if kind == "dossiers":
        return tuple(DOSSIERS)
    return KEYS[kind], *sorted(column for column in form_columns() if is_count(column))


def needed(kind: TableKind) -> tuple[str, ...]:
    """The columns without which a table of this kind cannot be used; a form needs a count too."""
    wanted = NEEDED if kind == "dossiers" else {KEYS[kind]}
    return tuple(column for column in columns_of(kind) if column in wanted)


def faults(given: Mapped, words: Mapping[str, str]) -> list[str]:
    """A sentence for each thing that keeps a mapping from being used; `words` name the columns."""
    return [*_title_faults(given), *_column_faults(given, words)]


def _title_faults(given: Mapped) -> Iterator[str]:
    if not given.title.strip():
        yield "Hãy đặt tên cho mẫu bảng này."
    elif not is_title(_plain(given.title)):
        yield "Tên mẫu chỉ gồm chữ, số và các dấu . , - / ( ), nhiều nhất 80 ký tự."


def _column_faults(given: Mapped, words: Mapping[str, str]) -> Iterator[str]:
    columns, offered = given.columns, columns_of(given.kind)
    for heading in (heading for headings in columns.values() for heading in headings):
        if not known_personal().isdisjoint(path_of(heading)):
            yield f"“{heading}” là dữ liệu cá nhân nên không được đọc."
    for column in needed(given.kind):
        if column not in columns:
            yield f"Chưa chỉ ra cột “{words[column]}”: bảng loại này phải có."
    if given.kind != "dossiers" and not any(is_count(column) for column in columns):
        yield "Chưa chỉ ra cột số đếm nào: hãy chọn ít nhất một cột."
    for column, headings in columns.items():
        if column not in offered:
            yield f"Cột “{words.get(column, column)}” không có ở bảng loại này."
        elif len(headings) > 1:
            named = ", ".join(f"“{heading}”" for heading in headings)
            yield f"Cột “{words[column]}” được chọn cho nhiều tiêu đề ({named}): hãy giữ một."


def name_of(given: Mapped) -> str:
    """A file's name of the title's letters and the headings' fingerprint."""
    bare = re.sub(r"[^a-z0-9]+", "-", unaccented(fold(given.title))).strip("-")
    folded = "\n".join(fold(heading) for heading in given.choices)
    fingerprint = hashlib.sha256(folded.encode()).hexdigest()[:8]
    return "-".join(filter(None, (_PREFIX, bare[:_LONGEST_NAME].strip("-"), fingerprint)))


def save(folder: Path, given: Mapped) -> str:
    """Write a sound mapping as a layout file in the record's folder of them; its name."""
    return write_new(folder / f"{name_of(given)}.toml", as_toml(given)).stem


def remove(folder: Path, name: str) -> None:
    """Put a layout file aside: the uploads that were read with it stay. Raises OSError."""
    put_aside(folder / f"{Path(name).name}.toml")


def as_toml(given: Mapped) -> str:
    """The layout file. A later form must have every column; a list may lack some."""
    columns = {column: headings[0] for column, headings in given.columns.items()}
    required = sorted(NEEDED) if given.kind == "dossiers" else list(columns)
    single = {
        "title": _text(_plain(given.title)),
        "table": _text("dossiers" if given.kind == "dossiers" else "totals"),
        "key": _text(KEYS[given.kind]),
        "required": _texts(required),
        PERSONAL: _texts(_bare(given, PERSONAL)),
        UNUSED: _texts(_bare(given, UNUSED)),
    }
    lines = [f"{name} = {value}" for name, value in single.items()]
    lines += ["", "[columns]", *(f"{column} = {_text(h)}" for column, h in columns.items())]
    return "\n".join(lines) + "\n"


def _bare(given: Mapped, why: str) -> list[str]:
    """The last parts of the headings that are not read, as a layout lists them."""
    named = (h.split(SEPARATOR)[-1] for h, choice in given.choices.items() if choice == why)
    return list(dict.fromkeys(named))


def _plain(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).split())


def _texts(texts: list[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for one sign that JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
