"""What speaks for and against a year's target: of a ceiling, what counts speaks against it."""

from __future__ import annotations

from data.wording import Number, lower_first_letter
from metrics.forecasting.year_outlook import Course
from ui.display import words


def beside_year_target(share: Number | None, course: Course, decimals: int = 2) -> str:
    """A share beside what the whole year is held against; no miss looks like the target."""
    return words.beside_bound(share, course.to_date.target, course.bound, decimals)


def is_ceiling(course: Course) -> bool:
    """Whether the year's target asks for no more than its value."""
    target = course.to_date.target
    return target is not None and target.is_ceiling


def counting(course: Course) -> str:
    """What counts in the metric, as a ceiling limits it: "hồ sơ quá hạn"."""
    return lower_first_letter(course.to_date.metric.label)


def good(course: Course) -> str:
    """What a case does that speaks for the target."""
    return f"không tính vào {counting(course)}" if is_ceiling(course) else "đạt"


def bad(course: Course) -> str:
    """What a case does that speaks against the target."""
    return f"tính vào {counting(course)}" if is_ceiling(course) else "không đạt"


def all_good(course: Course, expected: str) -> str:
    """That all of the `expected` cases ("713 hồ sơ dự kiến còn lại") speak for the target."""
    if is_ceiling(course):
        return f"không có {counting(course)} trong {expected}"
    return f"đạt cả {expected}"


def all_bad(course: Course, expected: str) -> str:
    """That all of them speak against it."""
    if is_ceiling(course):
        return f"cả {expected} đều tính vào {counting(course)}"
    return f"không đạt thêm trong {expected}"
