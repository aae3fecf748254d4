"""What of a cell may be shown and kept: days, numbers, codes and words, nothing of a person.

In a line whose cells are shifted a person's name, number or address stands where a day or a word
should stand; none of that may reach a page or the record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType

from data.columns import Kind
from data.dates import CLOCK, TYPED
from data.day_cells import is_day_like_cell
from data.text import fold, plain_code, strip_invisible_signs
from loaders.layouts.layout import layouts
from loaders.layouts.words import common_words
from loaders.reading.grid import ERROR_CELL

HIDDEN = "…"
_LONGEST, _LONGEST_UNIT = 40, 60
_OF_SIGNS: tuple[Kind, ...] = ("date", "number", "code")  # no words stand in such columns
_MOST_DIGITS = 8  # a telephone number has 9 or more, a person's number 9 or 12
_NOTHING = re.compile(r"[\W_]*|null|none|nan", re.IGNORECASE)

_TYPED = re.compile(TYPED)
_CLOCK = re.compile(rf"\b{CLOCK}\b", re.IGNORECASE)
_DAY_SIGNS = re.compile(r"'?[\d\s/.:,+-]*")
_NUMBER_SIGNS = re.compile(r"[\d\s.,%+-]+(?:đồng|vnđ|vnd|đ)?", re.IGNORECASE)
_CODE = re.compile(r"(?=\D*\d)[0-9A-Za-zĐđ._/()#:–-]+", re.ASCII)
_GAP_AT_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_LONG_WORD = re.compile(r"[A-Za-zĐđ]{9,}")  # no code has one, a name without spaces has
# "TranAn", "nguyenvanan"
_RUN_TOGETHER = re.compile(
    r"(?:[A-ZĐ][a-zđ]+){2,}|(?i:nguyen|tran|pham|hoang|huynh|phan|dang|bui|ngo|duong|dinh|doan|luong"
    r"|trinh|truong)[A-Za-zĐđ]{3,}"
)
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


def _whole_words_pattern(alternatives: str) -> re.Pattern[str]:
    """The pattern of whole folded words, from alternatives with "|" between them."""
    return re.compile(rf"\b(?:{fold(alternatives)})\b")


_PLACE, _AREA = _whole_words_pattern(_PLACES), _whole_words_pattern(_AREAS)
_SURNAME = _whole_words_pattern("|".join(_SURNAMES.split()))
_ORGANISATION = re.compile(rf"\W*(?:{fold(_ORGANISATIONS)})\b")


def redacted_text(
    kind: Kind, text: str, words: Collection[str] = (), is_shifted: bool = False
) -> str:
    """A cell's text as it may be shown in a column of that kind; HIDDEN where it may not.

    A day written as ISO comes back as dd/mm/yyyy. `words` are the column's folded words by its
    custom layout; of a row whose cells are shifted only what fits its column is shown.
    """
    plain = " ".join(text.split())
    if plain == ERROR_CELL or _NOTHING.fullmatch(plain) or fold(plain) in words:
        return plain[:_LONGEST]
    if kind not in _VISIBLE_TEXTS:
        return HIDDEN
    narrow = strip_invisible_signs(
        unicodedata.normalize("NFKC", plain)
    )  # wide letters are ours too
    is_of_signs = kind in _OF_SIGNS
    visible_text = _VISIBLE_TEXTS[kind](narrow if is_of_signs else plain)
    is_name_run_together = is_of_signs and bool(_RUN_TOGETHER.search(narrow))
    if visible_text != HIDDEN or is_shifted or kind == "unit" or is_name_run_together:
        return visible_text
    return visible_text if _may_identify_person(narrow) else plain[:_LONGEST]


def is_organisation(text: str) -> bool:
    """Whether a unit's text begins like an office, and holds no number or address of a person."""
    folded = fold(text)
    begins = _ORGANISATION.match(folded) is not None
    return begins and _digit_count(folded) <= _MOST_DIGITS and not _PLACE.search(folded)


def _digit_count(text: str) -> int:
    """How many signs of a text are digits."""
    return sum(sign.isdigit() for sign in text)


def _visible_day(text: str) -> str:
    """The day, cut, an ISO one as dd/mm/yyyy; HIDDEN where the text is none."""
    if typed := _TYPED.fullmatch(text):
        year, month, day, clock, seconds = (group or "" for group in typed.groups())
        seconds = seconds.replace(":00", "")
        time = f" {clock}{seconds}" if clock + seconds not in ("", "00:00") else ""
        return f"{day}/{month}/{year}{time}"
    bare = _CLOCK.sub("", text, count=1)
    fits = is_day_like_cell(text) or (
        _DAY_SIGNS.fullmatch(bare) and _digit_count(bare) <= _MOST_DIGITS
    )
    return text[:_LONGEST] if fits else HIDDEN


def _visible_number(text: str) -> str:
    """The number, cut; HIDDEN where the text is none, or as long as a telephone's."""
    fits = _NUMBER_SIGNS.fullmatch(text) and _digit_count(text) <= _MOST_DIGITS
    return text[:_LONGEST] if fits else HIDDEN


def _visible_code(text: str) -> str:
    """The code, cut; HIDDEN where the text is none, or may be a person's number or name.

    One with other dashes, spaces around them or guards of text is shown as codes are compared.
    """
    if not _CODE.fullmatch(text) and " " not in (without_gaps := _GAP_AT_DASH.sub("-", text)):
        text = plain_code(without_gaps)
    is_bare_number = not any(map(str.isalpha, text)) and _MOST_DIGITS < _digit_count(text) <= 12
    is_like_person = is_bare_number or _LONG_WORD.search(text) or _PERSONS_NUMBER.search(text)
    return text[:_LONGEST] if _CODE.fullmatch(text) and not is_like_person else HIDDEN


def _visible_unit(text: str) -> str:
    """The office's name, cut; HIDDEN where the text is none."""
    return text[:_LONGEST_UNIT] if is_organisation(text) else HIDDEN


def _visible_word(text: str) -> str:
    """The words, cut, where a layout knows them or all their parts; HIDDEN where none does."""
    folded = fold(text)
    is_of_known_parts = set(_bare_words(folded)) <= _layout_word_parts()
    is_visible = is_of_known_parts and not _may_identify_person(text)
    return text[:_LONGEST] if folded in _layout_words() or is_visible else HIDDEN


_VISIBLE_TEXTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "date": _visible_day,
        "number": _visible_number,
        "code": _visible_code,
        "unit": _visible_unit,
        "word": _visible_word,
    }
)


def _may_identify_person(text: str) -> bool:
    """Whether a text has as many digits as a telephone, an address, or words as names have them."""
    folded = fold(text)
    inner_words = _bare_words(text)[1:]
    is_capitalised = any(
        word[0].isupper() and not _ABBREVIATION.fullmatch(word) for word in inner_words
    )
    is_shouted = bool(inner_words) and text.isupper()
    telling_word = _SURNAME.search(folded) or _AREA.search(folded)
    return (
        is_capitalised
        or is_shouted
        or bool(telling_word)
        or bool(_MAIL.search(text))
        or _digit_count(text) > _MOST_DIGITS
    )


def _bare_words(text: str) -> list[str]:
    """The words of a text without the punctuation around them."""
    return [bare for word in text.split() if (bare := word.strip(_SIGNS))]


@cache
def _layout_words() -> frozenset[str]:
    """Every folded word that a layout here knows in any column."""
    lists = chain(common_words().values(), *(layout.words.values() for layout in layouts()))
    return frozenset(chain.from_iterable(lists))


@cache
def _layout_word_parts() -> frozenset[str]:
    """The single words of which the layouts' words consist."""
    return frozenset(part for word in _layout_words() for part in _bare_words(word.rstrip("*")))
