"""What a plan's sentence tells of what was, and what it asks of the plan's own time."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from data.text import fold
from plan_texts.language.figures import Figure
from plan_texts.language.lexicon import ends_in, ends_with, lowered, places

_LAST_END = re.compile(
    r"(?:%|phần trăm)[^%;,]{0,40}(?<!\w)(?:lên|tới|thành)(?: mức| thành| khoảng)*[\s,(]*$"
)
_YEAR = re.compile(r"((?:so với (?:cùng kỳ )?|trước |từ |thời kỳ ))?(?:năm|nam|/)\s?(20\d\d)")
# A decree's own year is none of a result.
_CITED = re.compile(
    r"(?:số )?\d+/(?:20\d\d/)?[a-zđ][a-zđ&-]+\S*(?:\s+ngày\s+\d+/\d+/20\d\d)?"
    r"|(?<!\w)luật [^,;.\d]{0,40}(?:năm )?20\d\d"
)
# "Đã tiếp nhận 5.000 hồ sơ" tells what was.
_DEED = re.compile(
    r"(?<!\w)đã (?:(?:\w+ ){1,3}\d[\d.]*(?![\d.,]|\s*%)|(?:có|được) (?=\d|hơn |trên |gần |$))"
)
_TITLE = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|bảng|đề án|chỉ tiêu)(?!\w)"
    r"(?:(?!căn cứ|thực hiện quyết định|thực hiện kế hoạch|tháng \d|số \d|[;.]).){0,300}?"
    r"năm (20\d\d)"
)
_TITLE_WITHIN = 4_000
_AFTER_YEAR = re.compile(
    r"\W*(?:(?:trong|vào|của|ở|là số|kết quả|cuối|hết)\s+)*năm (20\d\d)"
    r"(?!\s*(?::|(?:mới |chỉ |đã |ước )?(?:đạt|là|có)?\s*\d))"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_LARGEST_RISE = Decimal("0.4")  # "cao hơn 95%" is a target, "cao hơn 5%" a rise


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
    if _LAST_END.search(small[: figure.lead]):
        return False
    after = _AFTER_YEAR.match(small, figure.rest)
    if after and year:
        return int(after[1]) < year
    return tells_past(text[: figure.start], year)


def tells_past(text: str, year: int | None) -> bool:
    """Whether the last word of a text on time is a past year or the like, and none that demands."""
    small = _CITED.sub(lambda cited: " " * len(cited[0]), lowered(text))
    years = [m for m in _YEAR.finditer(small) if not m[1]]
    gone = [m.end() for m in years if year and int(m[2]) < year]
    meant = [m.end() for m in years if year and int(m[2]) >= year]
    deeds = [found.end() for found in _DEED.finditer(small)]
    past = max([*gone, *deeds, *_ends(small, "past")], default=-1)
    return past > max([*meant, *_ends(small, "aim")], default=-1)


def looks_ahead(text: str, year: int | None) -> bool:
    """Whether a sentence demands, or names the plan's own year, remarks in brackets aside."""
    small = _BRACKETS.sub(" ", lowered(text))
    years = (int(found[2]) for found in _YEAR.finditer(small) if not found[1])
    demands = any(places(small, key) for key in ("aim", "firm"))
    return demands or bool(year and any(named >= year for named in years))


def is_rise(text: str, figure: Figure) -> bool:
    """Whether the figure is by how much a share should change, not what it should be."""
    small = lowered(text)[: figure.start]
    if figure.value > _LARGEST_RISE and ends_in(small, "cao hơn"):
        return False
    return bool(ends_with(small, "increase"))


def _ends(small: str, key: str) -> list[int]:
    return [match.end() for match in places(small, key)]
