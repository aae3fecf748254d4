"""One name for each field, however a file or a person writes it.

"ĐẤT ĐAI", "Lĩnh vực Đất đai", "3. Đất đai.", "G15 - Đất đai" are the field "Đất đai".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from data.schema import read_toml
from data.text import fold

_FILE = Path(__file__).with_name("fields.toml")
_GROUP, _PROCEDURES = r"(?:các |nhóm )?", r"(?:thủ tục hành chính|thủ tục|tthc)"
_LABEL = r"(?=[\s:–-])\s*[:–-]?\s*"
_BEFORE = re.compile(
    r"^(?:[-–—*+•#]+\s*"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-zđ])\s*[.)/:]\s*(?=\D)"  # "3.", "(IV)", "a)"
    r"|\d{1,3}\s*[-–]\s*|\d{1,3}\s+(?=\D)"
    rf"|(?:{_GROUP}{_PROCEDURES}\s+)?(?:thuộc )?{_GROUP}lĩnh vực{_LABEL}"
    rf"|{_PROCEDURES}{_LABEL}"
    # A code: "G15 -"
    r"|\[?[a-z]{1,5}[.-]?\d{1,4}(?:[.-][a-z]{0,4}\d{0,4}){0,3}\]?\s*(?:[-–:._]|\s)\s*(?=\D))"
)
_AFTER = re.compile(r"(?:\s*[.;:,]|\s*\((?:[a-z]{1,5}[.-]?)?\d{1,4}\))+$")
_SIGNS = re.compile(r"\s*[-–—,;/]\s*|\s+(?:và|&)\s+")
_PROPER = re.compile(r"\bviệt nam\b")


@lru_cache(maxsize=4096)
def field_key(text: str) -> str:
    """The key that all spellings of one field share, without signs; "" for a blank text."""
    return _SIGNS.sub(" ", _bare_name(text))


@lru_cache(maxsize=4096)
def field_name(text: str) -> str:
    """The one name of the field that a text spells: the listed name, else its own capitalised."""
    if listed_name := listed_field_names().get(field_key(text)):
        return listed_name
    bare_name = _PROPER.sub("Việt Nam", _bare_name(text))
    return bare_name[:1].upper() + bare_name[1:]


@cache
def listed_field_names() -> Mapping[str, str]:
    """The field names of fields.toml, by their `field_key`."""
    names = read_toml(_FILE, dict[str, tuple[str, ...]])["names"]
    names_by_key: dict[str, str] = {}
    for name in names:
        names_by_key.setdefault(field_key(name), name)
    return names_by_key


def _bare_name(text: str) -> str:
    """A field's folded name without numbers, codes and labels, or whole if nothing else is left."""
    folded_text = bare_name = fold(text)
    while (shorter_name := _BEFORE.sub("", bare_name)) not in (bare_name, ""):
        bare_name = shorter_name
    return _AFTER.sub("", bare_name).strip() or folded_text
