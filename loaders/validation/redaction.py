"""What of a cell may be shown and kept: days, numbers, codes and words, nothing of a person.

In a line whose cells are shifted a person's name, number or address stands where a day or a word
should stand; none of that may reach a page or the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType

from data.columns import Kind
from data.dates import CLOCK, TYPED
from data.day_cells import is_day_like_cell
from data.text import fold
from loaders.layouts.layout import common_words, layouts
from loaders.reading.grid import ERROR_CELL

HIDDEN = "…"
_LONGEST, _LONGEST_UNIT = 40, 60
_MOST_DIGITS = 8  # a telephone number has 9 or more, a person's number 9 or 12
_NOTHING = re.compile(r"[\W_]*|null|none|nan", re.IGNORECASE)

_TYPED = re.compile(TYPED)
_CLOCK = re.compile(rf"\b{CLOCK}\b", re.IGNORECASE)
_DAY_SIGNS = re.compile(r"'?[\d\s/.:,+-]*")
_NUMBER_SIGNS = re.compile(r"[\d\s.,%+-]+(?:đồng|vnđ|vnd|đ)?", re.IGNORECASE)
_CODE = re.compile(r"(?=\D*\d)[0-9A-Za-zĐđ._/()#:–-]+", re.ASCII)
_LONG_WORD = re.compile(r"[A-Za-zĐđ]{9,}")  # no code has one, a name without spaces has
_PERSONS_NUMBER = re.compile(r"(?<!\d)0\d{8,11}(?!\d)")

# Words that names and addresses hold, and hardly any state or channel.
_SURNAMES = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô dương đinh đoàn lương trịnh đào "
    "trương lâm mai ông bà anh chị"
)
_PLACES = "thôn|xóm|ấp|bản|buôn|tổ dân phố|khu phố|khu dân cư|số nhà|chung cư|ngõ|hẻm|phố|đường"
_AREAS = f"{_PLACES}|tổ|khu|xã|phường|thị trấn|quận|huyện|thị xã|tỉnh|thành phố|tp"
_MAIL = re.compile(r"\w@\w")
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,5}")
_SIGNS = " \t,.;:()/–-"
_ORGANISATIONS = (
    "UBND|HĐND|Ủy ban|Hội đồng|xã|phường|đặc khu|Bộ|Sở|Phòng|Ban|Tổng cục|Chi cục|Cục|Văn phòng"
    "|Trung tâm|Công an|Thanh tra|Chi nhánh|Bảo hiểm|Kho bạc|Bộ phận|Một cửa|Thuế|Hải quan|Tòa án"
    "|Viện kiểm sát"
)


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{fold(words)})\b")


_PLACE, _AREA = _any_of(_PLACES), _any_of(_AREAS)
_SURNAME = _any_of("|".join(_SURNAMES.split()))
_ORGANISATION = re.compile(rf"\W*(?:{fold(_ORGANISATIONS)})\b")


def redacted(kind: Kind, text: str, words: Collection[str] = (), shifted: bool = False) -> str:
    """The cell of a column of that kind as it may be shown, HIDDEN where it may not.

    A day written as ISO comes back as dd/mm/yyyy. `words` are the column's folded words by its
    custom layout; of a row whose cells are `shifted` only what fits its column is shown.
    """
    plain = " ".join(text.split())
    if plain == ERROR_CELL or _NOTHING.fullmatch(plain) or fold(plain) in words:
        return plain[:_LONGEST]
    if kind not in _VISIBLE:
        return HIDDEN
    fits = _VISIBLE[kind](plain)
    if fits != HIDDEN or shifted or kind == "unit" or _like_a_person(plain):
        return fits
    return plain[:_LONGEST]


def is_organisation(text: str) -> bool:
    """Whether a unit's text begins like an office, and holds no number or address of a person."""
    folded = fold(text)
    begins = _ORGANISATION.match(folded) is not None
    return begins and _digits(folded) <= _MOST_DIGITS and not _PLACE.search(folded)


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _day(text: str) -> str:
    if typed := _TYPED.fullmatch(text):
        year, month, day, clock, seconds = (group or "" for group in typed.groups())
        seconds = seconds.replace(":00", "")
        time = f" {clock}{seconds}" if clock + seconds not in ("", "00:00") else ""
        return f"{day}/{month}/{year}{time}"
    bare = _CLOCK.sub("", text, count=1)
    fits = is_day_like_cell(text) or (_DAY_SIGNS.fullmatch(bare) and _digits(bare) <= _MOST_DIGITS)
    return text[:_LONGEST] if fits else HIDDEN


def _number(text: str) -> str:
    fits = _NUMBER_SIGNS.fullmatch(text) and _digits(text) <= _MOST_DIGITS
    return text[:_LONGEST] if fits else HIDDEN


def _code(text: str) -> str:
    bare_number = not any(map(str.isalpha, text)) and _MOST_DIGITS < _digits(text) <= 12
    like_person = bare_number or _LONG_WORD.search(text) or _PERSONS_NUMBER.search(text)
    return text[:_LONGEST] if _CODE.fullmatch(text) and not like_person else HIDDEN


def _unit(text: str) -> str:
    return text[:_LONGEST_UNIT] if is_organisation(text) else HIDDEN


def _word(text: str) -> str:
    """A word that some layout knows, or all of whose parts stand in such words."""
    folded = fold(text)
    of_layout_words = set(_parts(folded)) <= _vocabulary() and not _like_a_person(text)
    return text[:_LONGEST] if folded in _layout_words() or of_layout_words else HIDDEN


_VISIBLE: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"date": _day, "number": _number, "code": _code, "unit": _unit, "word": _word}
)


def _like_a_person(text: str) -> bool:
    """As many digits as a telephone has, an address, or words as a name has them."""
    folded = fold(text)
    inner = _parts(text)[1:]
    capitalised = any(word[0].isupper() and not _ABBREVIATION.fullmatch(word) for word in inner)
    shouted = bool(inner) and text.isupper()
    words = _SURNAME.search(folded) or _AREA.search(folded)
    return (
        capitalised
        or shouted
        or bool(words)
        or bool(_MAIL.search(text))
        or _digits(text) > _MOST_DIGITS
    )


def _parts(text: str) -> list[str]:
    """The words of a text without their signs."""
    return [bare for word in text.split() if (bare := word.strip(_SIGNS))]


@cache
def _layout_words() -> frozenset[str]:
    """Every folded word that a layout here knows in any column."""
    lists = chain(common_words().values(), *(layout.words.values() for layout in layouts()))
    return frozenset(chain.from_iterable(lists))


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(part for word in _layout_words() for part in _parts(word.rstrip("*")))
