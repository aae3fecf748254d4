"""Layouts that people added to one record: read with care, since anyone may have edited them."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.columns import DOSSIERS, TOTALS, is_count
from loaders.layouts.layout import Layout, form_columns, layouts, read_layout

# Without these a line of a dossier list cannot be counted.
NEEDED = frozenset({"dossier_code", "received_on", "state"})
# Titles stand in sentences, tables and charts: nothing in one may be read as markup.
_TITLE = re.compile(r"(?:[^\W_]|[ .,/()–-]){1,80}")
DAMAGED = "Mẫu riêng “{}” bị hỏng nên không dùng: hãy xóa mẫu này rồi khai lại từ một tệp."


@dataclass(frozen=True)
class OwnLayouts:
    """Layouts that people of one record added, and the names of files that do not read as one."""

    sound: tuple[Layout, ...] = ()
    damaged: tuple[str, ...] = ()


def own_folder(record: Path) -> Path:
    """Where a record's own layouts lie, given the record's folder."""
    return record / "formats"


def own_layouts(folder: Path | None) -> OwnLayouts:
    """The layouts in a record's folder of them, by name; None is a record without any.

    A file that does not read, says what no layout can, or bears the name of a layout that is
    here anyway is left out and named.
    """
    sound: list[Layout] = []
    damaged: list[str] = []
    for path in sorted(folder.glob("*.toml")) if folder else ():
        try:
            layout = read_layout(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            damaged.append(path.name)
            continue
        if _is_sound(layout):
            sound.append(layout)
        else:
            damaged.append(path.name)
    return OwnLayouts(tuple(sound), tuple(damaged))


def is_title(text: object) -> bool:
    """Whether an own layout may be called so: letters, digits and plain signs, at most 80."""
    return isinstance(text, str) and _TITLE.fullmatch(text) is not None


def own_titles(folder: Path) -> dict[str, str]:
    """The titles of a record's own layouts by name, of those that were put aside too."""
    titles: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml*"), key=lambda path: path.suffix == ".toml"):
        with suppress(OSError, ValueError, KeyError):
            given = tomllib.loads(path.read_text(encoding="utf-8"))
            if is_title(given["title"]):
                titles[path.name.partition(".toml")[0]] = given["title"]
    return titles


@cache
def known_personal() -> frozenset[str]:
    """Every heading, folded, that a layout here names as personal: no own layout may read it."""
    return frozenset().union(*(layout.personal for layout in layouts()))


def _is_sound(layout: Layout) -> bool:
    """Whether an own layout says enough, and names only columns that the rest can handle."""
    columns = set(layout.headings.values())
    if layout.name in {known.name for known in layouts()} or not is_title(layout.title):
        return False
    if not layout.required <= columns:
        return False
    if any(part in known_personal() for path in layout.headings for part in path):
        return False
    if layout.table == "dossiers":
        return layout.key == "dossier_code" and layout.required >= NEEDED and columns <= {*DOSSIERS}
    counted = any(is_count(column) for column in layout.required)
    return (
        layout.table == "totals"
        and layout.key in TOTALS
        and {*TOTALS} & columns == {layout.key}
        and layout.key in layout.required
        and counted
        and columns <= form_columns()
    )
