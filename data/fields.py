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
    """By what two spellings of a field are compared; "" for a blank."""
    return _SIGNS.sub(" ", _bare(text))


@lru_cache(maxsize=4096)
def field_name(text: str) -> str:
    """The name by which a field is counted and shown; an unlisted one begins large."""
    if listed := listed_fields().get(field_key(text)):
        return listed
    bare = _PROPER.sub("Việt Nam", _bare(text))
    return bare[:1].upper() + bare[1:]


@cache
def listed_fields() -> Mapping[str, str]:
    """Key → name of each field that is listed."""
    names = read_toml(_FILE, dict[str, tuple[str, ...]])["names"]
    keys: dict[str, str] = {}
    for name in names:
        keys.setdefault(field_key(name), name)
    return keys


def _bare(text: str) -> str:
    """The folded name without what stands around it; the text itself where nothing else is left."""
    whole = bare = fold(text)
    while (shorter := _BEFORE.sub("", bare)) not in (bare, ""):
        bare = shorter
    return _AFTER.sub("", bare).strip() or whole
