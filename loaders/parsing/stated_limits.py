"""What a title says that its figures leave out, or are measured in: "chỉ gồm …", "ĐVT: %"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from data.fields import listed_field_names
from data.text import fold
from loaders.parsing.stated_period import title_lines

_THINGS = (
    r"(?:hồ sơ|hs|lĩnh vực|thủ tục|tthc|phiếu|lượt|đơn vị|phản ánh|kiến nghị|pakn|kết quả|số liệu"
    r"|dữ liệu|xã|phường|hệ thống|phần mềm|cơ quan)\b"
)
# "chỉ gồm lĩnh vực đất đai", "chưa bao gồm hồ sơ trên phần mềm của Bộ", "trừ lĩnh vực hộ tịch"
_LIMIT = re.compile(
    r"(?<!\w)(?:(?:chỉ|không|chưa) (?:bao gồm|gồm|tính|kể|thống kê|tổng hợp)|chỉ có|(?:ngoại )?trừ"
    rf"|riêng)\s*:?\s*(?:[^\W\d]+ ){{0,3}}?{_THINGS}[^;.()]*"
)
_FIELD = re.compile(
    r"(?<!theo )(?<!các )(?<!mọi )(?<!từng )(?<!cả )(?<!\w)lĩnh vực\s*:?\s*([^;.()]+)"
)
_LABEL = r"(?:đơn vị tính|đvt|đơn vị đo)\s*:"
_LABEL_ALONE = re.compile(rf"\W*{_LABEL}\W*")
_OTHER_MEASURE = re.compile(
    rf"{_LABEL}\s*(?:%|(?:tỷ lệ(?: phần trăm)?|phần trăm)(?:\s*\(?\s*%\s*\)?)?"
    r"|(?:chục|trăm|nghìn|ngàn|triệu|1[.,]?000|1[.,]?000[.,]?000)\s+(?!đồng|vnđ|vnd)[^\W\d][^;,.()]*)"
    r"\s*(?=$|[;,.)])"
)
_LONGEST_QUOTE = 80


def stated_limits(titles: Iterable[str]) -> tuple[str, ...]:
    """The folded words by which titles say that a part is left out of a table; () if none."""
    matches = (match for line in title_lines(titles) for match in _LIMIT.finditer(fold(line)))
    return tuple(dict.fromkeys(match[0].strip()[:_LONGEST_QUOTE] for match in matches))


def stated_fields(titles: Iterable[str]) -> tuple[str, ...]:
    """The usual fields that titles name as a table's subject, folded: "lĩnh vực đất đai".

    No other words: "lĩnh vực thuộc thẩm quyền của xã" is no field.
    """
    matches = (match for line in title_lines(titles) for match in _FIELD.finditer(fold(line)))
    names = (_listed_field(match[1]) for match in matches)
    return tuple(dict.fromkeys(f"lĩnh vực {name}" for name in names if name))


def other_measure(titles: Iterable[str]) -> str | None:
    """The folded words by which titles say that cells are shares or thousands; None if none."""
    lines = [fold(line) for line in title_lines(titles)]
    joined_lines = [f"{a} {b}" for a, b in pairwise(lines) if _LABEL_ALONE.fullmatch(a)]
    matches = (_OTHER_MEASURE.search(line) for line in (*lines, *joined_lines))
    return next((match[0].strip()[:_LONGEST_QUOTE] for match in matches if match), None)


def _listed_field(text: str) -> str | None:
    """The longest usual field's name that a folded text begins with; None where none does."""
    names = map(fold, listed_field_names().values())
    beginnings = (name for name in names if re.match(rf"{re.escape(name)}(?!\w)", text))
    return max(beginnings, key=len, default=None)
