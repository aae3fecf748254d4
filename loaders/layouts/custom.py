"""Layouts that people added to one record: read with care, since anyone may have edited them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from data.columns import TOTALS, is_count
from data.schema import MalformedFile, refuse_unknown_names
from data.text import fold
from loaders.layouts.layout import Layout, form_columns, layouts, read_layout

# Without these a line of a dossier list cannot be counted.
NEEDED_COLUMNS = frozenset({"dossier_code", "received_on", "state"})
# Titles stand in sentences, tables and charts: nothing in one may be read as markup.
_TITLE = re.compile(r"(?:[^\W_]|[ .,/()–-]){1,80}")
TITLE_RULE = "chỉ gồm chữ, số và các dấu . , - / ( ), nhiều nhất 80 ký tự."
_DAMAGED = "Mẫu riêng “{}” bị hỏng nên không dùng, hãy xóa rồi khai lại từ một tệp: {}"


@dataclass(frozen=True)
class CustomLayouts:
    """Layouts that people of one record added; file name → a sentence for those not usable."""

    sound: tuple[Layout, ...] = ()
    damaged: Mapping[str, str] = field(default_factory=dict)


def custom_layout_folder(record_folder: Path) -> Path:
    """The folder of a record's custom layouts, inside the record's own folder."""
    return record_folder / "formats"


def custom_layouts(folder: Path | None) -> CustomLayouts:
    """The custom layouts in a folder, by name, and a sentence for each file that is not usable.

    None is a record without any. A file that does not read, says what no layout can, or bears the
    name of a shipped layout is left out and named.
    """
    sound: list[Layout] = []
    damaged: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")) if folder else ():
        try:
            sound.append(_read_custom_layout(path))
        except OSError:
            damaged[path.name] = _DAMAGED.format(path.name, "không mở được tệp.")
        except MalformedFile as error:
            fault = str(error).removeprefix(path.name).lstrip(":, ")
            damaged[path.name] = _DAMAGED.format(path.name, fault)
    return CustomLayouts(tuple(sound), MappingProxyType(damaged))


def is_layout_title(text: object) -> bool:
    """Whether a text may be a custom layout's title: letters, digits, plain signs, at most 80."""
    return isinstance(text, str) and _TITLE.fullmatch(text) is not None


def custom_titles(folder: Path) -> dict[str, str]:
    """Layout name → title of the custom layouts in a folder, removed ones among them."""
    titles: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml*"), key=lambda path: path.suffix == ".toml"):
        with suppress(OSError, ValueError, KeyError):
            title = tomllib.loads(path.read_text(encoding="utf-8"))["title"]
            if is_layout_title(title):
                titles[path.name.partition(".toml")[0]] = title
    return titles


def layout_title(layout_name: str, folder: Path) -> str:
    """The title of a shipped or custom layout (in `folder`); its name where no file has it."""
    if layout_name in _shipped_titles():
        return _shipped_titles()[layout_name]
    changed_at = folder.stat().st_mtime_ns if folder.exists() else 0
    return _titles_as_of(folder, changed_at).get(layout_name, layout_name)


@cache
def _shipped_titles() -> dict[str, str]:
    """Layout name → title of the layouts that come with the program."""
    return {layout.name: layout.title for layout in layouts()}


@lru_cache(maxsize=4)
def _titles_as_of(folder: Path, changed_at: int) -> dict[str, str]:
    """Layout name → title of a folder's custom layouts, read anew if `changed_at` (ns) is new."""
    return custom_titles(folder)


@cache
def personal_headings() -> frozenset[str]:
    """Every folded heading that a shipped layout calls personal: no custom layout may read it."""
    return frozenset().union(*(layout.personal for layout in layouts()))


def has_personal_part(heading: str) -> bool:
    """Whether a heading holds a personal one as whole words: "Địa chỉ của chủ hồ sơ"."""
    folded = fold(heading)
    return any(re.search(rf"\b{re.escape(part)}\b", folded) for part in personal_headings())


def _read_custom_layout(path: Path) -> Layout:
    """The custom layout in a file; raises MalformedFile where it is not usable, or OSError."""
    layout = read_layout(path)
    if layout.name in {shipped.name for shipped in layouts()}:
        raise MalformedFile(f"{path.name}: tên tệp này là tên của một mẫu có sẵn.")
    if not is_layout_title(layout.title):
        raise MalformedFile(f"{path.name}: title {TITLE_RULE}")
    parts = frozenset(chain.from_iterable(layout.headings))
    if personal := sorted(parts & personal_headings()):
        raise MalformedFile(f"{path.name}, columns: “{personal[0]}” là dữ liệu cá nhân, không đọc.")
    if layout.table == "dossiers":
        _refuse_unusable_list_layout(layout, path.name)
    else:
        _refuse_unusable_form_layout(layout, path.name)
    return layout


def _refuse_unusable_list_layout(layout: Layout, file_name: str) -> None:
    """Raise MalformedFile for a list not keyed by dossier codes or not requiring NEEDED_COLUMNS."""
    if layout.key != "dossier_code":
        raise MalformedFile(f"{file_name}: key của danh sách hồ sơ phải là dossier_code.")
    if missing := sorted(NEEDED_COLUMNS - layout.required):
        raise MalformedFile(f"{file_name}: required thiếu {', '.join(missing)}.")


def _refuse_unusable_form_layout(layout: Layout, file_name: str) -> None:
    """Raise MalformedFile for an unknown table, key or column, or for no key or count required."""
    refuse_unknown_names({layout.table}, {"dossiers", "totals"}, f"{file_name}, table")
    refuse_unknown_names({layout.key}, TOTALS.keys(), f"{file_name}, key")
    columns = set(layout.headings.values())
    refuse_unknown_names(columns & TOTALS.keys(), {layout.key}, f"{file_name}, columns")
    refuse_unknown_names(columns, form_columns(), f"{file_name}, columns")
    if layout.key not in layout.required or not any(map(is_count, layout.required)):
        raise MalformedFile(f"{file_name}: required phải có {layout.key} và ít nhất một số đếm.")
