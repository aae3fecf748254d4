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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _on_first_vowel(match: re.Match[str]) -> str:
    """ "oà" → "òa", as the communes' own plans write ("Hòa An")."""
    letter = unicodedata.normalize("NFD", match[2])
    return unicodedata.normalize("NFC", match[1] + letter[1]) + letter[0]


def _commune(row: Mapping[str, str]) -> Commune:
    name = _TONE_LATE.sub(_on_first_vowel, row["full_name"])
    return Commune(
        code=row["commune_code"],
        name=name[:1].upper() + name[1:],  # the list has one "xã Bắc Sơn"
        kind=row["kind"],
        province_code=row["province_code"],
        province=row["province_full_name"],
    )


PROVINCE_LETTERS: Mapping[str, str] = MappingProxyType(
    {row["letters"]: row["province_code"] for row in _rows(_LETTERS)}
)
"""The letters that a dossier code begins with ("H24") → the province's code ("31")."""


@cache
def communes() -> Mapping[str, Commune]:
    """Every commune, by its five-digit code."""
    rows = map(_commune, _rows(_COMMUNES))
    return MappingProxyType({commune.code: commune for commune in rows})


def by_name(name: str, province_code: str | None) -> tuple[Commune, ...]:
    """The communes that a unit's text may mean, by code; none where no name fits.

    `name` as systems write it: "UBND XÃ NINH GIANG", "Trung tâm Phục vụ hành chính công xã
    Ninh Giang", "Xã Hòa An - Thành phố Cần Thơ". The kind and the province bind where the text
    has them; `province_code` narrows further, or None leaves every province in.
    """
    unit = _key(name)
    if office := _OFFICE.match(unit):
        unit = unit[office.end() :]
    kind = ""
    if match := _KIND.match(unit):
        kind = match[1] or _KIND_LETTERS[match[2]]
        unit = unit[match.end() :]
    for bare, tail in _readings(unit):
        if bare in _by_bare_name():
            provinces = {province_code, province_by_name(tail)} - {None}
            return tuple(
                commune
                for commune in _by_bare_name()[bare]
                if (not kind or fold(commune.kind) == kind) and provinces <= {commune.province_code}
            )
    return ()


def _readings(unit: str) -> Iterator[tuple[str, str]]:
    """The name alone and what follows it, the longest name first: " - " may be part of a name."""
    ends = [len(unit)] + [tail.start() for tail in reversed(list(_TAIL.finditer(unit)))]
    for end in ends:
        yield unit[:end].rstrip(" .:"), unit[end:]


@cache
def _by_bare_name() -> Mapping[str, tuple[Commune, ...]]:
    """Communes by the key of their name without its kind."""
    index: dict[str, tuple[Commune, ...]] = {}
    for commune in communes().values():
        bare = _key(commune.name[len(commune.kind) :])
        index[bare] = (*index.get(bare, ()), commune)
    return MappingProxyType(index)


def _key(text: str) -> str:
    """Folded, with one sort of apostrophe and one sort of dash."""
    straight = re.sub("[’‘ʼ`´]", "'", fold(text))
    return re.sub(r"\s*[-‐‑–—]\s*", " - ", straight).strip(" -")


def province_by_name(text: str) -> str | None:
    """The code of the province that `text` names, or None where it names none or several.

    A name after "tỉnh" or "thành phố" goes before a bare one; a bare name right after a
    commune's kind is that commune ("Phường Cần Thơ"), not the province.
    """
    words = _key(text)
    for before in (rf"\b{_PROVINCE_KIND}", r"(?<!xã )(?<!phường )(?<!đặc khu )\b"):
        codes = {
            code
            for code, name in _province_names().items()
            if re.search(rf"{before}{re.escape(name)}\b", words)
        }
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


@cache
def _province_names() -> Mapping[str, str]:
    """The key of every province's name without its kind, by code."""
    names = {commune.province_code: commune.province for commune in communes().values()}
    return MappingProxyType(
        {code: re.sub(rf"^{_PROVINCE_KIND}", "", _key(name)) for code, name in names.items()}
    )
