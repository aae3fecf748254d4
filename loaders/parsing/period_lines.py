"""A title's line in the usual words of periods, and what in it leaves a period open."""

from __future__ import annotations

import re

from data.communes import communes_by_name, province_code_in
from data.dates import CLOCK, IN_LINE

# Words of periods as people without a Vietnamese keyboard type them.
_ACCENTED = {
    "tu": "từ", "den": "đến", "toi": "tới", "het": "hết", "ngay": "ngày", "thang": "tháng",
    "nam": "năm", "quy": "quý", "ky": "kỳ", "bao": "báo", "cao": "cáo", "dau": "đầu",
    "cuoi": "cuối", "ca": "cả", "luy": "luỹ", "ke": "kế", "tuan": "tuần", "nay": "nay",
    "from": "từ", "to": "đến",
}  # fmt: skip
_ASCII_WORD = re.compile(rf"\b(?:{'|'.join(_ACCENTED)})\b")
_RANGE_SIGN = re.compile(r"\s*(?:[→⇒➔÷~—―]|[-=]>)\s*(?=\D{0,12}\d)")
_MONTH_NAMES = (
    *("một|giêng", "hai", "ba", "tư|bốn", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười"),
    *("mười một", "mười hai|chạp"),
)
_NAMED_MONTHS = tuple(
    (re.compile(rf"tháng\s*(?:{name})(?=\s*(?:/|năm)\s*\d{{4}})"), f"tháng {number}")
    for number, name in enumerate(_MONTH_NAMES, 1)
)
# "Thời gian: 03/2026", "Kỳ: 3-2026": behind its label a month needs no word.
_BARE_MONTH = re.compile(
    r"((?:kỳ|thời gian|kỳ báo cáo|kỳ số liệu|kỳ thống kê|thời gian báo cáo)\s*:\s*)"
    r"(?=\d{1,2}\s*[/-]\s*\d{4}\W*$)"
)
_YEAR_FIRST = re.compile(r"năm\s*(\d{4})\s*[,;–-]\s*tháng\s*(\d{1,2})(?!\d|\s*(?:/|năm))")
_MONTH = r"tháng\s*\d{1,2}\s*(?:/|năm|[-–.])\s*\d{4}"
# "Tuần 1 tháng 3/2026" is a part of the month, "từ tháng 3/2026 đến nay" more than it.
_NO_WHOLE_MONTH = re.compile(
    rf"(?<!\w)tuần\s*(?:thứ\s*)?(?:\d|[ivx]+\b|một|nhất|hai|ba|tư|bốn|năm|cuối|đầu)|"
    rf"(?:từ|kể từ|từ đầu|sau)\s*{_MONTH}(?!\s*(?:đến|tới|[-–])\D{{0,20}}tháng)"
    r"(?!\s*(?:đến|tới|[-–])\s*(?:hết\s*)?t?\d{1,2}\s*(?:/|năm|[-–.])\s*\d{4})"
)
# "Hải Phòng, tháng 02 năm 2026" is where and when a report is signed; "Xã Ninh Giang, tháng …" not.
_PLACE_AND_MONTH = re.compile(
    r"\W*(?!(?:ubnd|uỷ ban|xã|phường|đặc khu|trung tâm)\b)"
    r"([^\W\d]+(?: [^\W\d]+){0,3}),\s*tháng\s*\d{1,2}\s*năm\s*\d{4}\W*"
)
_UP_TO = re.compile(
    r"(?:đến|tới|chốt(?:\s*số liệu)?(?:\s*vào)?)\s*(?:hết\s*)?"
    rf"(?:{CLOCK}\s+)?(?:ngày\s*)?:?\s*{IN_LINE}"
)


def usual_line(line: str) -> str:
    """A folded line with accents restored, its ranges and months written in one form.

    "tu 01/03/2026 → 31/03/2026" is "từ 01/03/2026 - 31/03/2026", "tháng ba năm 2026" is
    "tháng 3 năm 2026", "thời gian: 03/2026" is "thời gian: tháng 03/2026".
    """
    if line.isascii():
        line = _ASCII_WORD.sub(lambda word: _ACCENTED[word[0]], line)
    line = _RANGE_SIGN.sub(" - ", line)
    for pattern, month in _NAMED_MONTHS:
        line = pattern.sub(month, line)
    line = _BARE_MONTH.sub(r"\1tháng ", line)
    return _YEAR_FIRST.sub(r"tháng \2/\1", line)


def names_no_whole_month(line: str) -> bool:
    """Whether a folded line names a month as part of a week or a signature: "tuần 1 tháng 3"."""
    usual = usual_line(line)
    return bool(_NO_WHOLE_MONTH.search(usual)) or _is_place_and_month(usual)


def _is_place_and_month(line: str) -> bool:
    """Whether a folded line is no more than a place and a month, as over a signature."""
    match = _PLACE_AND_MONTH.fullmatch(line)
    return match is not None and bool(
        communes_by_name(match[1], None) or province_code_in(match[1])
    )


def last_days(line: str) -> list[tuple[int, int, int]]:
    """(year, month, day) up to which a folded line's figures reach: "tính đến ngày 20/3/2026"."""
    return [(int(m[3]), int(m[2]), int(m[1])) for m in _UP_TO.finditer(line)]
