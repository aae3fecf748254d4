"""The shares that a sentence of a plan names, with their comparators, and those that look back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from data.text import fold
from loaders.plan_lexicon import lexicon, unaccented

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
    r"|(?<!ngày )(?<!trước )(?<!sau )(?<!hết )(?<![\w/.,])(?P<tenths>[1-9])/10"
    r"(?= (?:số|yêu cầu|lượt|phiếu|hồ sơ|thành phần|thành phân|người|thủ tục|tthc|giao dịch"
    r"|kết quả|trường hợp|nhiệm vụ|phản ánh|công dân)(?!\w))"
)
_SLIP = re.compile(r"(?<![\w.,])(?:[li1][o0]{2}|\d[\do]|\d[\do],[\dol])(?=\s*(?:%|phần trăm))")
_SLIPS = str.maketrans({"o": "0", "l": "1", "i": "1"})
_SIGN = re.compile(r"([≥≤><]=?)\s*$")
_SIGNS = {"≥": ">=", ">=": ">=", ">": ">", "≤": "<=", "<=": "<=", "<": "<"}
_PHRASE = 60  # letters before a figure that may say how it is meant
_RISE = re.compile(r"\s*(?:\([^)]*\)|(?:của |trong |vào )?năm \d{4})?\s*(?:lên|tới|thành)\b")
_LAST_END = re.compile(
    r"(?:%|phần trăm)[^%;]{0,40}(?<!\w)(?:lên|tới|thành)(?: mức| thành| khoảng)*[\s,(]*$"
)
_ENDED = re.compile(r"\s*(?:[).;,]|$)")
_SAME = re.compile(r"\s*[(,]?\s*(?:hay|tức|tức là)?\s*")
_HOPED = re.compile(
    r"\s*\(\s*(?:phấn đấu|cố gắng|hướng tới|tiến tới)(?: đạt| đến| tới| trên| từ)*\s*"
)
_YEAR = re.compile(r"(so với (?:cùng kỳ )?)?(?:năm|nam|/)\s?(20\d\d)")
_TITLE = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|bảng|đề án|chỉ tiêu)(?!\w)"
    r"(?:(?!căn cứ|thực hiện quyết định|thực hiện kế hoạch|tháng \d|số \d|[;.]).){0,300}?"
    r"năm (20\d\d)"
)
_LARGEST_RISE = Decimal("0.4")  # "cao hơn 95%" is a target, "cao hơn 5%" a rise
_TITLE_WITHIN = 4_000
_AFTER_YEAR = re.compile(
    r"\W*(?:(?:trong|vào|của|ở|là số|kết quả|cuối|hết)\s+)*năm (20\d\d)"
    r"(?!\s*(?::|(?:mới |chỉ |đã |ước )?(?:đạt|là|có)?\s*\d))"
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
def lowered(text: str) -> str:
    """Small letters, each at its own place."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


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
    comparator, lead = _comparator(small, match.start())
    rest = match.end()
    after = small[rest:].lstrip()
    for words, meant in (
        (lexicon().grammar["or_more"], ">="),
        (lexicon().grammar["or_less"], "<="),
    ):
        for word in words:
            if re.match(rf"{word}\b", after):
                comparator, rest = meant, len(small) - len(after) + len(word)
    return Figure(_value(match), comparator, lead, match.start(), rest)


def _value(match: re.Match[str]) -> Decimal:
    """The lower end of a range: what has to be reached in any case."""
    if match["low"]:
        return Decimal(match["low"].replace(",", ".")) / 100
    if match["hundred"]:
        return Decimal(1)
    if match["half"]:
        return Decimal("0.5")
    if match["tenths"]:
        return Decimal(match["tenths"]) / 10
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
        before = small[max(0, lead - _PHRASE) : lead]
        ending = [(len(place), meant) for key, meant in ways if (place := ends_with(before, key))]
        if ending:
            length, meant = max(ending)
            return meant, lead - length
        if not (filled := ends_with(before, "filler")):
            return ">=", lead
        lead -= len(filled)


def _ends_with(text: str, phrase: str) -> bool:
    """Whether a text ends in a phrase, commas and brackets aside."""
    return bool(re.search(rf"(?<!\w){phrase}[\s:(]*$", text[-_PHRASE:]))


def ends_with(text: str, key: str) -> str:
    """The end of a text that says one of the grammar's phrases, the longest; "" where none does."""
    found = _ending(key).search(text[-_PHRASE:])
    return found[0] if found else ""


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(key)})[\s:(]*$")


@cache
def saying(key: str) -> re.Pattern[str]:
    """Any of the grammar's phrases; "hiện tại" is none in "thực hiện tại"."""
    return re.compile(rf"(?<!\w)(?<!thực )(?:{_any_of(key)})(?!\w)")


def _any_of(key: str) -> str:
    known = lexicon().grammar[key]
    bare = (unaccented(phrase) for phrase in known if " " in phrase)
    phrases = sorted({*known, *bare}, key=len, reverse=True)
    return "|".join(r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in phrases)


def _is_first_end(small: str, figure: Figure) -> bool:
    """Whether a rise or fall begins there ("từ 75% lên 85%")."""
    return bool(_ends_with(small[: figure.start], "từ") and _RISE.match(small[figure.rest :]))


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
            near = (
                f
                for f in kept
                if match.start() - 12 < f.start <= end + 2
                or (f.start > end and f.value == 1 and _ENDED.match(small, f.rest))
            )
            if not any(near):
                yield Figure(Decimal(1), ">=", match.start(), match.start(), match.end(), True)


def plan_year(text: str) -> int | None:
    """The year that a plan is for: its title's, else the one named most, decrees' dates aside."""
    folded = fold(text)
    if title := _TITLE.search(folded[:_TITLE_WITHIN]):
        return int(title[1])
    years = re.findall(r"(?<!tháng \d )(?<!tháng \d\d )(?<!đến )(?<!tới )năm (20\d\d)", folded)
    if not years:
        return None
    counted = Counter(map(int, years))
    return max(counted, key=lambda year: (counted[year], year))


def looks_back(text: str, figure: Figure, year: int | None) -> bool:
    """Whether a figure tells a result: a past year or "đã đạt" is the last word before it."""
    small = lowered(text)
    before = small[: figure.start]
    if _LAST_END.search(small[: figure.lead]):
        return False
    years = [m for m in _YEAR.finditer(before) if not m[1]]
    after = _AFTER_YEAR.match(small, figure.rest)
    if after and year:
        return int(after[1]) < year
    gone = [m.end() for m in years if year and int(m[2]) < year]
    meant = [m.end() for m in years if year and int(m[2]) >= year]
    past = max([*gone, *_places(before, "past")], default=-1)
    return past > max([*meant, *_places(before, "aim")], default=-1)


def is_rise(text: str, figure: Figure) -> bool:
    """Whether the figure is by how much a share should change, not what it should be."""
    small = lowered(text)[: figure.start]
    if figure.value > _LARGEST_RISE and _ends_with(small, "cao hơn"):
        return False
    return bool(ends_with(small, "increase"))


def _places(small: str, key: str) -> list[int]:
    return [match.end() for match in saying(key).finditer(small)]
