"""Rises that a plan's sentence asks for, and the year that they are over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.phrases import ends_in, final_phrase

_CHANGE_LENGTH = 40  # letters before a figure that may say that it changes
_FALL = re.compile(r"(?<!\w)(?:giảm|hạ|thấp hơn)(?!\w)")
_BASE = re.compile(
    r"so với (?:(?:kết quả|mức|số liệu|thực hiện|cùng kỳ|tỷ lệ|tỉ lệ)"
    r"(?: của| thực hiện| đạt được)* )*"
    r"(?:(?:cuối |hết )?năm (?P<year>20\d\d)|(?:năm )?(?:cùng kỳ|trước|liền kề))"
)
_LARGEST_RISE = Decimal("0.4")  # "cao hơn 95%" is a target, "cao hơn 5%" a rise
# "tăng tỷ lệ hồ sơ trực tuyến thêm ít nhất 5%": what rises stands between.
_BY = r"(?: nữa| tối thiểu| ít nhất| khoảng| trên| hơn| từ| không dưới)*"
_ADDED = re.compile(
    rf"(?<!\w)(?P<deed>tăng|nâng|cải thiện|giảm|hạ)(?!\w)[^;:.%()]{{0,160}}(?<!\w)thêm{_BY}\s*$"
)
# "tăng tỷ lệ hồ sơ trực tuyến tối thiểu 5% so với năm 2025": no level, since the year is its base.
_LED_TO = re.compile(
    r"(?<!\w)(?P<deed>tăng|giảm) (?:(?!lên|đạt|xuống|từ|còn|là|trên|bằng)[^;:.,%()\d])"
    r"{0,160}(?:tối thiểu|ít nhất|khoảng)\s*$"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_OVER_BASE = re.compile(r"\s*,?\s*so với (?:cùng kỳ )?(?:năm|cùng kỳ)(?!\w)")


@dataclass(frozen=True)
class Rise:
    """A rise by a share of what was ("+"), or by points of percent ("+pp").

    `base_year` is the year that it is over, None where the words name none, or ask for a fall.
    """

    comparator: str
    base_year: int | None


def rise_over(text: str, figure: Figure, year: int | None) -> Rise | None:
    """The rise that a figure of a plan for `year` asks for; None where it is the level itself."""
    lowercase = lower_letters(text)
    text_before = lowercase[: figure.start]
    if figure.value > _LARGEST_RISE and ends_in(text_before, "cao hơn"):
        return None
    change = final_phrase(text_before, "increase") or _change_of(lowercase, figure)
    if not change and not figure.in_points:
        return None
    is_fall = bool(_FALL.search(change) or _FALL.search(text_before[-_CHANGE_LENGTH:]))
    return Rise("+pp" if figure.in_points else "+", None if is_fall else base_year(text, year))


def _change_of(lowercase: str, figure: Figure) -> str:
    """The "tăng" or "giảm" that a figure belongs to with its subject between them; else ""."""
    added = _ADDED.search(_BRACKETS.sub(" ", lowercase[: figure.start]))
    if not added and figure.value <= _LARGEST_RISE and _OVER_BASE.match(lowercase, figure.end):
        added = _LED_TO.search(lowercase[: figure.start])
    return added["deed"] if added else ""


def base_year(text: str, year: int | None) -> int | None:
    """The year that a change is over: "năm 2025", of "cùng kỳ" the one before `year`; or None."""
    match = _BASE.search(lower_letters(text))
    if not match:
        return None
    return int(match["year"]) if match["year"] else (year or 0) - 1 if year else None
