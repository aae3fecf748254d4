"""The shares that a sentence of a plan names, with their comparators.

A share is written in one of six ways; each is an alternative of one pattern:

    80%, 75,5 %, từ 70 đến 80%          percent: the lower end of a range is what must be reached
    chín mươi lăm phần trăm             spelt: the tens and ones in words
    ba phần tư                          parts
    một nửa, quá nửa                    half
    cứ 10 hồ sơ thì 9 hồ sơ             out of: the same thing twice
    9/10 hồ sơ, 9 trên 10 hồ sơ         fraction, never "9/10" alone, which is a day

Points of 100 are read as shares where the sentence speaks of the index that gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from plan_texts.language.figures import Figure
from plan_texts.language.index_name import names_index
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import LEAD_LENGTH, ends_in, final_phrase
from plan_texts.language.share_repetitions import without_repetitions
from plan_texts.language.zero_figures import zero_figures

_DIGITS = r"\d{1,3}(?:[.,]\d{1,2})?"
_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGITS_BY_WORD = {
    **{word: n for n, word in enumerate(_DIGIT_WORDS)},
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
}
_WHOLES_BY_WORD = {"hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "tám": 8, "mười": 10}

_PERCENT = rf"(?P<low>{_DIGITS})(?:\s*%?\s*(?:-|–|đến|tới)\s*(?P<high>{_DIGITS}))?"
_SPELT = (
    rf"(?P<hundred>(?:một\s+)?trăm)|(?P<tens>{'|'.join(_DIGIT_WORDS[2:])})\s+mươi"
    rf"(?:\s+(?P<ones>{'|'.join([*_DIGIT_WORDS[1:], 'mốt', 'tư', 'lăm', 'nhăm'])}))?"
)
_PARTS = (
    rf"(?<!\w)(?P<part>{'|'.join(_DIGIT_WORDS[1:])}) phần "
    rf"(?P<whole>{'|'.join(_WHOLES_BY_WORD)})(?!\w| 20\d\d)"
)
_HALF = r"(?<!\w)(?P<half>một nửa|(?P<over>quá|hơn|trên) (?:một )?nửa)(?!\w)"
_OUT_OF = (
    r"(?<!\w)(?:cứ|trong|trên)(?: mỗi| số)? (?P<of>[2-9]|10|20|50|100) (?P<thing>\w+ \w+)"
    r"[^%;.]{0,80}?"
    r"(?<!\w)(?P<many>\d{1,2})(?= (?P=thing)(?!\w))"
)
_FRACTION = (
    r"(?<!ngày )(?<!trước )(?<!sau )(?<!hết )(?<![\w/.,])"
    r"(?:(?P<tenths>[1-9])(?:/| trên | trong )(?P<wholes>10|[2-9])"
    r"|(?P<hundredths>\d{2})(?:/| trên )100)"
)
# Slips of a scan or a keyboard: "9O%", "l00%", "85,o %".
_SLIP = re.compile(r"(?<![\w.,])(?:[li1][o0]{2}|\d[\do]|\d[\do],[\dol])(?=\s*(?:%|phần trăm))")
_SLIPS = str.maketrans({"o": "0", "l": "1", "i": "1"})

_SIGN = re.compile(r"([≥≤><]=?)\s*$")
_SIGNS = {"≥": ">=", ">=": ">=", ">": ">", "≤": "<=", "<=": "<=", "<": "<"}
_COMPARATORS = (("at_least", ">="), ("more", ">"), ("at_most", "<="), ("less", "<"))
_TRAILING_COMPARATORS = (("or_more", ">="), ("or_less", "<="))

_LEAST_TOTAL = 50  # points; no plan asks an index for less
_COUNTED = re.compile(r"\s*[^\W\d]")  # of ", 100% phản ánh": a demand of its own
_FORBIDDEN = re.compile(r"(?<!\w)không (?:có|để)(?!\w)[^,;.:%]*$")  # "không để … quá 2%"
_RISE = re.compile(
    r"\s*(?:\([^)]*\)|(?:của |trong |vào )?năm \d{4})?\s*(?:lên|tới|thành|xuống|còn)\b"
)
# "thang 100 điểm", "thang điểm 100": how many there are, no share.
_SCALE = re.compile(r"(?<!\w)(?:thang|trên thang|hệ)(?: điểm)?\s*$")
_ALL_REACH = (12, 2)  # letters before "toàn bộ" and after its breath where a figure replaces it


@lru_cache(maxsize=512)
def figures(text: str, is_of_index: bool = False) -> tuple[Figure, ...]:
    """The demanded shares of a sentence in order, points too if `is_of_index`, without repetitions.

    Of "từ 75% lên 85%" the second stays, of "80% (tám mươi phần trăm)" the first. Points are
    shares where the sentence names an index that gives them, or what stands above (`is_of_index`).
    """
    lowercase = _SLIP.sub(lambda slip: slip[0].translate(_SLIPS), lower_letters(text))
    shares = [
        _figure(lowercase, match)
        for match in _share_pattern().finditer(lowercase)
        if not (match["marks"] or match["of_most"])
        or match["most"]
        or (match["of_most"] and (is_of_index or names_index(lowercase)))
        or (
            (names_index(lowercase) or (is_of_index and _is_total(match["marks"])))
            and not _SCALE.search(lowercase[: match.start()])
        )
    ]
    shares = without_repetitions(lowercase, [share for share in shares if share.value <= 1])
    shares = [share for share in shares if not _begins_rise(lowercase, share)]
    shares += [*_whole_shares(lowercase, shares), *zero_figures(lowercase)]
    return tuple(sorted(shares, key=lambda figure: figure.start))


def _is_total(marks: str) -> bool:
    """Whether points, a number as text, are 50 or more, so that they can be a whole index's."""
    return Decimal(marks.replace(",", ".")) >= _LEAST_TOTAL


@cache
def _share_pattern() -> re.Pattern[str]:
    """The pattern of all six ways to write a share, with the lexicon's words behind a fraction."""
    words = "|".join(map(re.escape, lexicon().fraction_words))
    return re.compile(
        rf"(?<![\d.,/])(?:{_PERCENT}|{_SPELT})\s*(?:%|(?P<points>điểm (?:%|phần trăm))|phần trăm)"
        rf"|(?P<marks>{_DIGITS})(?:/(?P<most>\d{{2,3}}))?\s*điểm(?!\s*(?:%|phần trăm))"
        rf"|(?P<of_most>{_DIGITS})/(?P<group_most>18|20|22|100)(?![\d/]|\s*(?:{words})(?!\w))"
        rf"|{_PARTS}|{_HALF}|{_OUT_OF}|{_FRACTION}(?= (?:{words})(?!\w))"
    )


def _figure(lowercase: str, match: re.Match[str]) -> Figure:
    """The figure that a match of the share pattern writes, with the comparator on either side."""
    start = match.start("many") if match["many"] else match.start()
    comparator, lead = _comparator(lowercase, start)
    end = match.end()
    share = _matched_share(match)
    if match["over"]:
        comparator = ">"
    elif not share and comparator == ">=" and not match["marks"]:  # nobody asks for 0% or more
        comparator = "<="
    elif share == 1 and comparator == "<=":  # "yêu cầu cao nhất: 100%" limits nothing
        comparator, lead = ">=", start
    tail = lowercase[end:].lstrip()
    for kind, trailing_comparator in _TRAILING_COMPARATORS:
        for phrase in lexicon().grammar[kind]:
            if re.match(rf"{phrase}\b", tail):
                comparator, end = trailing_comparator, len(lowercase) - len(tail) + len(phrase)
    return Figure(
        share,
        comparator,
        lead,
        start,
        end,
        in_points=bool(match["points"]),
        is_mark=bool(match["marks"] or match["of_most"]),
        names_most=bool(match["most"] or match["of_most"]),
    )


def _matched_share(match: re.Match[str]) -> Decimal:
    """The share that a match of the share pattern writes; more than 1 for "120%"."""
    marks, most = match["marks"] or match["of_most"], match["most"] or match["group_most"]
    if most and most != "100":
        return round(Decimal(marks.replace(",", ".")) / int(most), 4).normalize()
    if digits := match["low"] or match["marks"] or match["of_most"]:
        return Decimal(digits.replace(",", ".")) / 100
    if match["hundred"]:
        return Decimal(1)
    if match["half"]:
        return Decimal("0.5")
    if match["many"]:
        return _ratio(int(match["many"]), int(match["of"]))
    if match["hundredths"]:
        return Decimal(match["hundredths"]) / 100
    if match["tenths"]:
        return _ratio(int(match["tenths"]), int(match["wholes"]))
    if match["part"]:
        return _ratio(_DIGITS_BY_WORD[match["part"]], _WHOLES_BY_WORD[match["whole"]])
    return (
        Decimal(10 * _DIGITS_BY_WORD[match["tens"]] + _DIGITS_BY_WORD.get(match["ones"] or "", 0))
        / 100
    )


def _ratio(numerator: int, denominator: int) -> Decimal:
    """A ratio rounded to four decimals."""
    return round(Decimal(numerator) / denominator, 4).normalize()


def _comparator(lowercase: str, start: int) -> tuple[str, int]:
    """(comparator, offset where its words begin) of the figure at `start`; ">=" for a bare one.

    Fillers between are passed over: in "trên mức là 80%" "là" and "mức" are, and "trên" decides.
    """
    if sign := _SIGN.search(lowercase[:start]):
        return _SIGNS[sign[1]], sign.start()
    lead = start
    while True:
        text_before = lowercase[max(0, lead - LEAD_LENGTH) : lead]
        endings = [
            (len(phrase), comparator)
            for kind, comparator in _COMPARATORS
            if (phrase := final_phrase(text_before, kind))
        ]
        if endings:
            length, comparator = max(endings)
            lead -= length
            is_forbidden = comparator == ">" and _FORBIDDEN.search(lowercase, 0, lead)
            return ("<=" if is_forbidden else comparator), lead
        if not (filler := final_phrase(text_before, "filler")):
            return ">=", lead
        lead -= len(filler)


def _begins_rise(lowercase: str, figure: Figure) -> bool:
    """Whether a figure is the level that a rise or fall starts from ("từ 75% lên 85%")."""
    return bool(ends_in(lowercase[: figure.start], "từ") and _RISE.match(lowercase[figure.end :]))


def _whole_shares(lowercase: str, shares: Sequence[Figure]) -> Iterator[Figure]:
    """A figure of 100 % for each "toàn bộ …" that has no other figure between its commas."""
    reach_before, reach_after = _ALL_REACH
    for word in lexicon().grammar["every"]:
        for match in re.finditer(rf"(?<!\w){word}\s+(?:các\s+|những\s+|số\s+)?", lowercase):
            breath = re.split(r"[,;.]", lowercase[match.end() :])[0]
            begin = match.start() - reach_before
            end = match.end() + len(breath) + reach_after
            breath_end = match.end() + len(breath)
            if not any(
                begin < share.start <= end
                and not (share.start >= breath_end and _COUNTED.match(lowercase, share.end))
                for share in shares
            ):
                start = match.start()
                yield Figure(Decimal(1), ">=", start, start, match.end(), says_all=True)
