"""The communes of the country, by code and by the ways that systems write their names."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.text import fold

_COMMUNES = Path(__file__).with_name("communes.csv")
_LETTERS = Path(__file__).with_name("province_letters.csv")

_OFFICES = (
    "Ủy ban nhân dân",
    "UBND",
    "Trung tâm Phục vụ hành chính công",
    "Trung tâm PVHCC",
    "TT PVHCC",
    "Bộ phận Một cửa",
    "Bộ phận tiếp nhận và trả kết quả",
)
_OFFICE = re.compile(rf"(?:(?:{'|'.join(re.escape(fold(o)) for o in _OFFICES)})\b[\s:,.-]*)+")
_KIND = re.compile(r"(xã|phường|đặc khu)\s+|([xp])\.\s*")
_KIND_LETTERS = {"x": "xã", "p": "phường"}
_TAIL = re.compile(r"\s*[,;(]|\s+-\s+|\s+(?:tỉnh|thành phố|tp)\b")
_TONE_LATE = re.compile("([oO])([àáảãạ])\\b")
_PROVINCE_KIND = r"(?:tỉnh|thành phố|tp\.?)\s*"


@dataclass(frozen=True)
class Commune:
    """A commune: `code` has five digits, `name` its kind too ("Xã Ninh Giang")."""

    code: str
    name: str
    kind: str
    province_code: str
    province: str


def _csv_rows(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file as mappings by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tone_on_first_vowel(match: re.Match[str]) -> str:
    """A match of _TONE_LATE with its tone moved: "oà" → "òa", as communes' plans write "Hòa An"."""
    letter = unicodedata.normalize("NFD", match[2])
    return unicodedata.normalize("NFC", match[1] + letter[1]) + letter[0]


def _commune_of_row(row: Mapping[str, str]) -> Commune:
    """A row of communes.csv as a commune, its name spelled as the communes' own plans do."""
    name = _TONE_LATE.sub(_tone_on_first_vowel, row["full_name"])
    return Commune(
        code=row["commune_code"],
        name=name[:1].upper() + name[1:],  # the list has one "xã Bắc Sơn"
        kind=row["kind"],
        province_code=row["province_code"],
        province=row["province_full_name"],
    )


PROVINCE_LETTERS: Mapping[str, str] = MappingProxyType(
    {row["letters"]: row["province_code"] for row in _csv_rows(_LETTERS)}
)
"""The letters that a dossier code begins with ("H24") → the province's code ("31")."""


@cache
def communes() -> Mapping[str, Commune]:
    """Every commune of the country by its five-digit code."""
    rows = map(_commune_of_row, _csv_rows(_COMMUNES))
    return MappingProxyType({commune.code: commune for commune in rows})


def communes_by_name(unit_text: str, province_code: str | None) -> tuple[Commune, ...]:
    """The communes that a unit's text may mean, in the order of their codes; () where none fits.

    `unit_text` as systems write it: "UBND XÃ NINH GIANG", "Trung tâm Phục vụ hành chính công xã
    Ninh Giang", "Xã Hòa An - Thành phố Cần Thơ". The kind and the province bind where the text
    has them; `province_code` narrows further, or None leaves every province in.
    """
    unit = _name_key(unit_text)
    if office := _OFFICE.match(unit):
        unit = unit[office.end() :]
    kind = ""
    if kind_match := _KIND.match(unit):
        kind = kind_match[1] or _KIND_LETTERS[kind_match[2]]
        unit = unit[kind_match.end() :]
    for name_key, tail in _name_splits(unit):
        if name_key in _communes_by_bare_name():
            provinces = {province_code, province_code_in(tail)} - {None}
            return tuple(
                commune
                for commune in _communes_by_bare_name()[name_key]
                if (not kind or fold(commune.kind) == kind) and provinces <= {commune.province_code}
            )
    return ()


def _name_splits(unit: str) -> Iterator[tuple[str, str]]:
    """Each split of a folded unit text into (bare name, tail ", hải dương"), longest name first.

    Several, since " - " may be part of a name or begin the tail.
    """
    ends = [len(unit)] + [tail.start() for tail in reversed(list(_TAIL.finditer(unit)))]
    for end in ends:
        yield unit[:end].rstrip(" .:"), unit[end:]


@cache
def _communes_by_bare_name() -> Mapping[str, tuple[Commune, ...]]:
    """The communes that share a name without its kind, by its `_name_key` ("ninh giang")."""
    communes_by_key: dict[str, tuple[Commune, ...]] = {}
    for commune in communes().values():
        name_key = _name_key(commune.name[len(commune.kind) :])
        communes_by_key[name_key] = (*communes_by_key.get(name_key, ()), commune)
    return MappingProxyType(communes_by_key)


def _name_key(text: str) -> str:
    """The key that spellings of a name share: folded, with one apostrophe and one dash."""
    plain_text = re.sub("[’‘ʼ`´]", "'", fold(text))
    return re.sub(r"\s*[-‐‑–—]\s*", " - ", plain_text).strip(" -")


def province_code_in(text: str) -> str | None:
    """The two-digit code of the one province that a text names; None for none or several.

    A name after "tỉnh" or "thành phố" goes before a bare one; a bare name right after a
    commune's kind is that commune ("Phường Cần Thơ"), not the province.
    """
    text_key = _name_key(text)
    for lead_pattern in (rf"\b{_PROVINCE_KIND}", r"(?<!xã )(?<!phường )(?<!đặc khu )\b"):
        codes = {
            code
            for code, name in _province_name_keys().items()
            if re.search(rf"{lead_pattern}{re.escape(name)}\b", text_key)
        }
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


@cache
def _province_name_keys() -> Mapping[str, str]:
    """Two-digit province code → the `_name_key` of its name without its kind ("hải phòng")."""
    names = {commune.province_code: commune.province for commune in communes().values()}
    return MappingProxyType(
        {code: re.sub(rf"^{_PROVINCE_KIND}", "", _name_key(name)) for code, name in names.items()}
    )
