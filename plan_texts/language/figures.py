"""The shares that a sentence of a plan names, with their comparators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from plan_texts.language.lexicon import PHRASE, ends_in, ends_with, lexicon, lowered

_DIGITS = r"\d{1,3}(?:[.,]\d{1,2})?"
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONE = {**{word: n for n, word in enumerate(_ONES)}, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_WHOLES = {"hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "tám": 8, "mười": 10}
_SPELT = (
    rf"(?P<hundred>(?:một\s+)?trăm)|(?P<tens>{'|'.join(_ONES[2:])})\s+mươi"
    rf"(?:\s+(?P<ones>{'|'.join([*_ONES[1:], 'mốt', 'tư', 'lăm', 'nhăm'])}))?"
)
_SHARE = re.compile(
    rf"(?<![\d.,/])(?:(?P<low>{_DIGITS})(?:\s*%?\s*(?:-|–|đến|tới)\s*(?P<high>{_DIGITS}))?"
    rf"|{_SPELT})\s*(?:%|phần trăm)"
    rf"|(?<!\w)(?P<part>{'|'.join(_ONES[1:])}) phần (?P<whole>{'|'.join(_WHOLES)})(?!\w)"
    r"|(?<!\w)(?P<half>một nửa|quá nửa)(?!\w)"
    r"|(?<!\w)(?:cứ|trong|trên)(?: mỗi| số)? (?P<of>10|100) (?P<thing>\w+ \w+)[^%;.]{0,80}?"
    r"(?<!\w)(?P<many>\d{1,2})(?= (?P=thing)(?!\w))"
    r"|(?<!ngày )(?<!trước )(?<!sau )(?<!hết )(?<![\w/.,])"
    r"(?P<tenths>[1-9])(?:/| trên )(?P<wholes>10|[2-9])"
    r"(?= (?:số|yêu cầu|lượt|phiếu|hồ sơ|thành phần|thành phân|người|thủ tục|tthc|giao dịch"
    r"|kết quả|trường hợp|nhiệm vụ|phản ánh|công dân)(?!\w))"
)
_SLIP = re.compile(r"(?<![\w.,])(?:[li1][o0]{2}|\d[\do]|\d[\do],[\dol])(?=\s*(?:%|phần trăm))")
_SLIPS = str.maketrans({"o": "0", "l": "1", "i": "1"})
_SIGN = re.compile(r"([≥≤><]=?)\s*$")
_SIGNS = {"≥": ">=", ">=": ">=", ">": ">", "≤": "<=", "<=": "<=", "<": "<"}
_RISE = re.compile(r"\s*(?:\([^)]*\)|(?:của |trong |vào )?năm \d{4})?\s*(?:lên|tới|thành|xuống)\b")
_SAME = re.compile(r"\s*[(,]?\s*(?:hay|tức|tức là)?\s*")
_HOPED = re.compile(
    r"\s*\(\s*(?:phấn đấu|cố gắng|hướng tới|tiến tới)(?: đạt| đến| tới| trên| từ)*\s*"
)


@dataclass(frozen=True)
class Figure:
    """A share from 0 to 1 with its comparator; `lead` is where the words about it begin.

    `every`: said as "toàn bộ", "mọi"; `rest` is where the text goes on after it.
    """

    value: Decimal
    comparator: str
    lead: int
    start: int
    rest: int
    every: bool = False


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The demands' shares in a sentence from left to right; rises' first ends are left out."""
    small = _SLIP.sub(lambda slip: slip[0].translate(_SLIPS), lowered(text))
    found = [_figure(small, match) for match in _SHARE.finditer(small)]
    found = [figure for figure in found if figure.value <= 1]
    for n in range(len(found) - 1, 0, -1):
        if _is_said(small, found[n - 1], found[n]):
            end = found.pop(n).rest
            found[n - 1] = replace(found[n - 1], rest=end + small.startswith(")", end))
    kept = [figure for figure in found if not _is_first_end(small, figure)]
    return tuple(sorted([*kept, *_everies(small, kept)], key=lambda figure: figure.start))


def _figure(small: str, match: re.Match[str]) -> Figure:
    start = match.start("many") if match["many"] else match.start()
    comparator, lead = _comparator(small, start)
    rest = match.end()
    after = small[rest:].lstrip()
    for words, meant in (
        (lexicon().grammar["or_more"], ">="),
        (lexicon().grammar["or_less"], "<="),
    ):
        for word in words:
            if re.match(rf"{word}\b", after):
                comparator, rest = meant, len(small) - len(after) + len(word)
    return Figure(_value(match), comparator, lead, start, rest)


def _value(match: re.Match[str]) -> Decimal:
    """The lower end of a range: what has to be reached in any case."""
    if match["low"]:
        return Decimal(match["low"].replace(",", ".")) / 100
    if match["hundred"]:
        return Decimal(1)
    if match["half"]:
        return Decimal("0.5")
    if match["many"]:
        return Decimal(match["many"]) / int(match["of"])
    if match["tenths"]:
        return round(Decimal(match["tenths"]) / int(match["wholes"]), 4).normalize()
    if match["part"]:
        return round(Decimal(_ONE[match["part"]]) / _WHOLES[match["whole"]], 4).normalize()
    return Decimal(10 * _ONE[match["tens"]] + _ONE.get(match["ones"] or "", 0)) / 100


def _comparator(small: str, start: int) -> tuple[str, int]:
    """What the words before a figure make of it, and where they begin; a bare figure is ">="."""
    if sign := _SIGN.search(small[:start]):
        return _SIGNS[sign[1]], sign.start()
    ways = (("at_least", ">="), ("more", ">"), ("at_most", "<="), ("less", "<"))
    lead = start
    while True:
        before = small[max(0, lead - PHRASE) : lead]
        ending = [(len(place), meant) for key, meant in ways if (place := ends_with(before, key))]
        if ending:
            length, meant = max(ending)
            return meant, lead - length
        if not (filled := ends_with(before, "filler")):
            return ">=", lead
        lead -= len(filled)


def _is_first_end(small: str, figure: Figure) -> bool:
    """Whether a rise or fall begins there ("từ 75% lên 85%")."""
    return bool(ends_in(small[: figure.start], "từ") and _RISE.match(small[figure.rest :]))


def _is_said(small: str, one: Figure, other: Figure) -> bool:
    """Whether a figure repeats or outbids the one before it ("80% (tám mươi phần trăm)")."""
    between = small[one.rest : other.start]
    same = one.value == other.value and _SAME.fullmatch(between)
    return bool(same or _HOPED.fullmatch(between))


def _everies(small: str, kept: Sequence[Figure]) -> Iterator[Figure]:
    """ "Toàn bộ hồ sơ" is 100 % where no figure stands in the same breath."""
    for word in lexicon().grammar["every"]:
        for match in re.finditer(rf"(?<!\w){word}\s+(?:các\s+|những\s+|số\s+)?", small):
            breath = re.split(r"[,;.]", small[match.end() :])[0]
            end = match.end() + len(breath)
            near = (match.start() - 12 < one.start <= end + 2 for one in kept)
            if not any(near):
                yield Figure(Decimal(1), ">=", match.start(), match.start(), match.end(), True)
