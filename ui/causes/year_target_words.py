"""A year's cases in words, for and against its target: what counts speaks against a ceiling."""

from __future__ import annotations

from data.wording import Number, lower_first_letter
from metrics.forecasting.required_rate import Requirement
from metrics.forecasting.year_outlook import Course
from ui.display import words


def year_rate_text(share: Number | None, course: Course, decimals: int = 2) -> str:
    """A share of the year as a percentage, never rounded so that a miss looks met; "–" for None."""
    return words.share_text_beside_bound(share, course.standing.target, course.bound, decimals)


def has_ceiling(course: Course) -> bool:
    """Whether the year's target is a ceiling, not to be exceeded; False without a target."""
    target = course.standing.target
    return target is not None and target.is_ceiling


def counted_cases(course: Course) -> str:
    """What the metric counts, to stand inside a sentence: "hồ sơ quá hạn"."""
    return lower_first_letter(course.standing.metric.label)


def good_case_words(course: Course) -> str:
    """The verb phrase for a case that speaks for the target: "đạt"."""
    return f"không tính vào {counted_cases(course)}" if has_ceiling(course) else "đạt"


def bad_case_words(course: Course) -> str:
    """The verb phrase for a case that speaks against the target: "không đạt"."""
    return f"tính vào {counted_cases(course)}" if has_ceiling(course) else "không đạt"


def all_good_clause(course: Course, expected_cases: str) -> str:
    """A clause that all of `expected_cases` ("713 hồ sơ dự kiến còn lại") speak for the target."""
    if has_ceiling(course):
        return f"không có {counted_cases(course)} trong {expected_cases}"
    return f"đạt cả {expected_cases}"


def all_bad_clause(course: Course, expected_cases: str) -> str:
    """A clause that all of `expected_cases` speak against the target."""
    if has_ceiling(course):
        return f"cả {expected_cases} đều tính vào {counted_cases(course)}"
    return f"không đạt thêm trong {expected_cases}"


def expected_cases_words(course: Course, requirement: Requirement) -> str:
    """The expected cases, "713 hồ sơ dự kiến còn lại", with a note if estimated by the pace."""
    by_pace = any(month.basis == "pace" for month in course.months_to_come)
    is_suggested = (
        requirement.volume == course.expected_cases
    )  # the reader may have written another
    basis_note = " (ước theo nhịp đến nay)" if by_pace and is_suggested else ""
    return f"{words.number(requirement.volume)} {case_name(course)} dự kiến còn lại{basis_note}"


def case_name(course: Course) -> str:
    """What one case is called: the metric's case name without "hài lòng", "quá hạn"."""
    metric_case_name = course.standing.judged_tally.metric.case_name
    return metric_case_name.removesuffix(" hài lòng").removesuffix(" quá hạn")
