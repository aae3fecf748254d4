"""The day of each period that a plan names for a duty: of a month, or of the week; in words too."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from data.text import fold
from data.wording import CADENCES

_OF_MONTHS = frozenset({"monthly", "quarterly", "half_yearly", "yearly"})
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY_NUMBERS = {fold(name): number for number, name in enumerate(_WEEKDAYS, start=1)} | {
    f"thứ {number + 1}": number for number in range(1, 7)
}
_LAST = 31
_CLOCK = r"\d{1,2}\s*(?:giờ|h|g)\d*(?!\w)"
_BEFORE = rf"(?:(?P<before>(?<!\w)trước\s+)(?!{_CLOCK}))?"
# "Tháng thứ hai" counts months, "thứ Hai đầu tháng" is a day of no number.
_WEEKDAY = re.compile(
    rf"{_BEFORE}(?<!\w)(?<!tuần )(?<!tháng )(?<!quý )(?<!lần )"
    r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
    r"(?! (?:(?:của )?tuần )?(?:đầu|cuối|thứ))"
)
_LAST_DAY = re.compile(
    r"(?<!\w)ngày cuối(?: cùng)?(?: (?:của|mỗi|hằng|hàng))*(?: (?:tháng|quý|kỳ)|$)"
)
_DAY = re.compile(
    rf"{_BEFORE}(?:(?<!\w)ngày |(?<=trước )|(?<=nhất )|^(?=\d{{1,2}}(?:$| (?:hằng|hàng|mỗi))))"
    r"(?:\d{1,2} ?(?:-|đến(?: ngày)?) ?)?(?P<day>3[01]|[12]\d|0?[1-9])"
    r"(?![\d%])(?! ?(?:giờ|h|g|ngày)\d*(?!\w))"
)
# What follows a day, and says of which month it is; what else no period has, or names several.
_FOLLOWING = re.compile(
    r"(?: của)?(?: tháng)?(?: (?:đầu(?: tiên)?|thứ nhất))?(?: của)?(?: (?:quý|kỳ|năm))?"
    r" (?:sau|kế tiếp|tiếp theo|kế sau|liền kề|liền sau)(?!\w)"
    r"|(?: của)? tháng (?:đầu|thứ nhất)"
)
_LAST_MONTHS = re.compile(
    r"(?:(?: của)?(?: các)? tháng|,) (?:0?3 ?, ?0?6 ?, ?0?9|0?6) ?(?:,|và) ?(?:tháng )?12(?!\d)"
)
_AND_MORE = r" ?(?:,|;|và|hoặc) ?(?:ngày |tháng )?\d"
_NUMBERED = re.compile(
    rf"(?: ?/ ?|(?: của)? tháng )(?P<month>1[0-2]|0?[1-9])(?!\d| ?/|,? năm \d|{_AND_MORE})"
)
_STRANGE = re.compile(rf" ?/|(?: của)? tháng (?:giữa|thứ (?:hai|2)|\d)|{_AND_MORE}")


class OwnDay(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """On which day of each period a duty is due: one of a month, or one of the week (1: Monday).

    `month` is the period's last, the one behind the period, or, of a year, the one of that number.
    A month that lacks the day has its own last one instead.
    """

    day: Annotated[int, Meta(ge=1, le=31)] | None = None
    month: Literal["last", "following"] | Annotated[int, Meta(ge=1, le=12)] = "last"
    weekday: Annotated[int, Meta(ge=1, le=7)] | None = None

    def is_of(self, cadence: str) -> bool:
        """Whether the day suits a cadence: a weekday "weekly" alone, a day of months longer ones.

        One of a numbered month suits "yearly" alone.
        """
        if self.weekday:
            return cadence == "weekly" and not self.day
        is_of_year = isinstance(self.month, int)
        return bool(self.day) and cadence in ({"yearly"} if is_of_year else _OF_MONTHS)

    def in_period(self, last: date) -> date:
        """The date of this day of the month in the period that ends on `last`."""
        month_index = last.year * 12 + last.month - 1
        if isinstance(self.month, int):
            month_index = last.year * 12 + self.month - 1
        elif self.month == "following":
            month_index += 1
        year, month = month_index // 12, month_index % 12 + 1
        return date(year, month, min(self.day or _LAST, monthrange(year, month)[1]))


def own_day_text(own_day: OwnDay) -> str:
    """The day in words: "ngày 19", "ngày 5 tháng sau", "ngày 14 tháng 11", "thứ Sáu"."""
    if own_day.weekday:
        return _WEEKDAYS[own_day.weekday - 1]
    if own_day.month == "following":
        return f"ngày {own_day.day} tháng sau"
    if own_day.month != "last":
        return f"ngày {own_day.day} tháng {own_day.month}"
    return "ngày cuối tháng" if own_day.day == _LAST else f"ngày {own_day.day}"


def recurrence_text(cadences: Iterable[str], own_day: OwnDay | None) -> str:
    """Cadences and own day of a duty in words: "hằng tháng, hằng quý, ngày 19"."""
    own_day_texts = [own_day_text(own_day)] if own_day else []
    return ", ".join([*(CADENCES[name] for name in cadences), *own_day_texts])


def read_own_day(text: str) -> OwnDay | None:
    """The one day of each period that a text names; None for none or several.

    "Trước ngày 15 tháng cuối quý" is the 14th; "trước 17 giờ ngày 15" that day itself.
    """
    own_days = set(_own_days(fold(text).replace("–", "-")))
    return own_days.pop() if len(own_days) == 1 else None


def _own_days(text: str) -> Iterator[OwnDay | None]:
    """Each own day that a folded text names; None for a day that no period has."""
    for match in _WEEKDAY.finditer(text):
        number = _WEEKDAY_NUMBERS[match["weekday"]] - bool(match["before"])
        yield OwnDay(weekday=number or len(_WEEKDAYS))
    if _LAST_DAY.search(text):
        yield OwnDay(day=_LAST)
    for match in _DAY.finditer(text):
        own_day = _own_day_in_month(int(match["day"]), text[match.end() :])
        yield _day_before(own_day) if own_day and match["before"] else own_day


def _own_day_in_month(day: int, words_behind: str) -> OwnDay | None:
    """The own day of a number, in the month named by the words behind; None if no period has it."""
    if _LAST_MONTHS.match(words_behind):
        return OwnDay(day=day)
    if _FOLLOWING.match(words_behind):
        return OwnDay(day=day, month="following")
    if numbered := _NUMBERED.match(words_behind):
        return OwnDay(day=day, month=int(numbered["month"]))
    return None if _STRANGE.match(words_behind) else OwnDay(day=day)


def _day_before(own_day: OwnDay) -> OwnDay | None:
    """The own day one day earlier; None before the 1st of a period's last month."""
    if own_day.day and own_day.day > 1:
        return OwnDay(day=own_day.day - 1, month=own_day.month)
    if isinstance(own_day.month, int):
        return OwnDay(day=_LAST, month=own_day.month - 1 or 12)
    return OwnDay(day=_LAST) if own_day.month == "following" else None
