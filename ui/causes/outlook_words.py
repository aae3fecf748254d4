"""Sentences on whether the year's target is still within reach, and on what that depends."""

from __future__ import annotations

from data.planning.targets import Target, meets_target
from metrics.forecasting.required_rate import (
    Requirement,
    bearable_misses,
    end_rates,
    least_further_cases,
    requirement_for,
)
from metrics.forecasting.year_outlook import Course
from ui.causes.year_target_words import (
    all_bad_clause,
    all_good_clause,
    bad_case_words,
    case_name,
    counted_cases,
    expected_cases_words,
    good_case_words,
    has_ceiling,
    year_rate_text,
)
from ui.display import words

# What must rise, inside "cần ít nhất 86,4% …"; of other metrics what a case is called.
_TO_RAISE = {
    "online_filing": "hồ sơ nộp trực tuyến",
    "online_payment": "hồ sơ thanh toán trực tuyến",
    "digitised_dossiers": "hồ sơ được số hóa",
    "digitised_results": "kết quả được số hóa",
    "electronic_results": "hồ sơ có kết quả điện tử",
    "reused_data": "hồ sơ có dữ liệu được tái sử dụng",
    "on_time": "hồ sơ trả trước hạn và đúng hạn",
    "early": "hồ sơ trả trước hạn",
    "satisfaction": "lượt đánh giá hài lòng",
    "satisfaction_land_construction_investment": "lượt đánh giá hài lòng",
}


def year_to_date_words(course: Course) -> str:
    """Markdown: the year's rate and counts so far beside the target."""
    standing = course.standing
    covered_span = standing.judged_tally.coverage.covered_span
    days = words.span(*covered_span) if covered_span else ""
    return (
        f"{standing.metric.label}, {days}: **{words.rate(standing)}** "
        f"({words.counts(standing.judged_tally)}); chỉ tiêu cả năm {_target_words(course)}."
    )


def outlook_sentence(course: Course, volume: int | None) -> str:
    """Markdown: what the year needs if `volume` cases come (None: unknown), by which target."""
    return " ".join(filter(None, (_state_sentence(course, volume), year_basis_note(course))))


def year_basis_note(course: Course) -> str:
    """Since which day and by which target the year is judged; "" for one target since January."""
    first_day = course.months[0].first
    if course.earlier_targets:
        earlier_target, change_day = course.earlier_targets[-1]
        earlier_demand = words.target_words(earlier_target)
        return (
            f"Chỉ tiêu đổi từ {words.day(change_day)} (trước đó {earlier_demand}); số liệu từ "
            f"{words.day(first_day)} đều so với mức áp dụng lúc hết năm, {_target_words(course)}."
        )
    if course.months[0].name.endswith("-01"):
        return ""
    return f"Tính từ {words.day(first_day)}, tháng kế hoạch có hiệu lực."


def denominator_note(course: Course, variant_beside: str) -> str:
    """A note that the year has another denominator than `variant_beside`; "" if the same."""
    variant = course.standing.judged_tally.metric.denominator_variant
    if variant == variant_beside:
        return ""
    return f"Cả năm tính trên {words.variant(variant)}, khác mẫu số của kỳ này."


def _state_sentence(course: Course, volume: int | None) -> str:
    """A sentence on what the year needs if `volume` cases come (None: unknown); "" if no target."""
    tally, target = course.standing.judged_tally, course.standing.target
    numerator, denominator = tally.numerator or 0, tally.denominator or 0
    if target is None:
        return ""
    if course.bound is None:
        return f"Chưa có số liệu cả năm {target.base_year} để so nên chưa tính được mức cần đạt."
    if not course.months_to_come:
        return _ended_year_sentence(course, numerator, denominator)
    if volume is None:
        cases_to_come = f"số {case_name(course)} phát sinh đến hết năm"
        return f"Chưa ước tính được {cases_to_come} nên chưa tính được mức cần đạt."
    requirement = requirement_for(
        target, numerator, denominator, volume, course.mendable_misses, course.base_rate
    )
    if requirement is None:
        return "Chưa phát sinh và không dự kiến phát sinh đến hết năm."
    return {
        "needed": _needed_sentence,
        "mending": _mending_sentence,
        "enough": _enough_sentence,
        "too_few": _too_few_sentence,
        "certain": _certain_sentence,
        "out_of_reach": _out_of_reach_sentence,
    }[requirement.state](course, requirement)


def _ended_year_sentence(course: Course, numerator: int, denominator: int) -> str:
    """A sentence: whether the ended year met its target, and which misses can still be mended."""
    standing = course.standing
    if standing.target is None or not denominator:
        return f"Năm {_year_text(course)} không phát sinh."
    is_met = meets_target(standing.target, numerator, denominator, course.base_rate)
    verdict, remedy_sentence = ("đạt", "") if is_met else ("không đạt", _mendable_sentence(course))
    rate = f"{words.rate(standing)} ({words.counts(standing.judged_tally)})"
    return f"Năm {_year_text(course)} đã hết: **{verdict}** chỉ tiêu, {rate}.{remedy_sentence}"


def _needed_sentence(course: Course, requirement: Requirement) -> str:
    """A sentence: what share of the expected cases must count, or for a ceiling at most may."""
    misses = _mendable_sentence(course)
    mendable_note = f"{misses[:-1]}; bù được thì cần ít hơn." if misses else ""
    demand_clause = _at_most_clause if has_ceiling(course) else _at_least_clause
    return (
        f"Từ nay ({words.day(course.months_to_come[0].first)}) đến hết năm "
        f"{demand_clause(course, requirement)} trong "
        f"{expected_cases_words(course, requirement)}.{mendable_note}"
    )


def _at_least_clause(course: Course, requirement: Requirement) -> str:
    """The least share and number that must count: "cần **ít nhất 86,4%** hồ sơ …: 617"."""
    share = words.percent(requirement.rate(), 1)
    least_cases = words.number(requirement.least_good_cases)
    return f"cần **ít nhất {share}** {_cases_to_raise(course)}: {least_cases}"


def _at_most_clause(course: Course, requirement: Requirement) -> str:
    """The most that a ceiling lets count: "chỉ được **không quá 4,0%** hồ sơ …: nhiều nhất 2"."""
    share = words.percent(requirement.ceiling_rate(), 1)
    most_cases = words.number(requirement.most_bad_cases)
    return f"chỉ được **không quá {share}** {counted_cases(course)}: nhiều nhất {most_cases}"


def _cases_to_raise(course: Course) -> str:
    """What must rise, "hồ sơ nộp trực tuyến"; "hồ sơ đạt" if the plan's variant counts others."""
    metric, judged_metric = course.standing.metric, course.standing.judged_tally.metric
    cases = f"{case_name(course)} đạt"
    return (
        _TO_RAISE.get(metric.name, cases) if judged_metric.case_name == metric.case_name else cases
    )


def _mending_sentence(course: Course, requirement: Requirement) -> str:
    """A sentence: how many misses to date must be mended, while all expected cases must count."""
    least_mended = requirement.least_good_cases - requirement.volume
    mendable_words = f"{words.number(requirement.mendable_misses)} {case_name(course)}"
    words_to_mend = f"{words.number(least_mended)} trong {mendable_words}"
    if least_mended == requirement.mendable_misses:
        words_to_mend = f"cả {mendable_words}"
    all_coming_clause = (
        f" và {all_good_clause(course, expected_cases_words(course, requirement))}"
        if requirement.volume
        else ""
    )
    return (
        f"Cả năm {_year_text(course)} **còn có thể đạt nếu bù được** {words_to_mend} chưa đạt "
        f"đến nay ({course.standing.judged_tally.metric.remedy}){all_coming_clause}."
    )


def _enough_sentence(course: Course, requirement: Requirement) -> str:
    """A sentence that the target is met if the expected volume comes, and what would break it."""
    worst_rate, _ = _end_rate_texts(course, requirement)
    bearable_count = words.number(bearable_misses(*_target_and_counts(course), course.base_rate))
    expected_cases = expected_cases_words(course, requirement)
    worst_clause = f"dù {all_bad_clause(course, expected_cases)}, vẫn được {worst_rate}"
    return (
        f"Cả năm {_year_text(course)} **đủ nếu phát sinh như dự kiến**: "
        f"{worst_clause if requirement.volume else f'{worst_rate}, không dự kiến phát sinh thêm'}. "
        f"Chỉ hụt khi từ nay có hơn {bearable_count} {case_name(course)} {bad_case_words(course)}."
    )


def _too_few_sentence(course: Course, requirement: Requirement) -> str:
    """A sentence that the target is missed if the expected volume comes, and what it would take."""
    _, best_rate = _end_rate_texts(course, requirement)
    least_cases = words.number(least_further_cases(*_target_and_counts(course), course.base_rate))
    verb = "vẫn còn" if has_ceiling(course) else "chỉ được"
    expected_cases = expected_cases_words(course, requirement)
    best_clause = f"dù {all_good_clause(course, expected_cases)}, {verb} {best_rate}"
    return (
        f"Cả năm {_year_text(course)} **không thể đạt nữa nếu phát sinh như dự kiến**: "
        f"{best_clause if requirement.volume else f'{best_rate}, không dự kiến phát sinh thêm'}. "
        f"Chỉ đạt khi từ nay có ít nhất {least_cases} {case_name(course)} "
        f"{good_case_words(course)}."
    )


def _certain_sentence(course: Course, _requirement: Requirement) -> str:
    """A sentence that the year's target is met whatever comes."""
    return f"Cả năm {_year_text(course)} **đã chắc đạt**: chỉ tiêu {_target_words(course)}."


def _out_of_reach_sentence(course: Course, _requirement: Requirement) -> str:
    """A sentence that the year's target is missed whatever comes, and why."""
    start = f"Cả năm {_year_text(course)} **không thể đạt nữa**: chỉ tiêu {_target_words(course)}, "
    if course.bound is not None and course.bound > 1:
        return f"{start}tức là trên 100%."
    if not course.miss_count:
        return f"{start}mà tỷ lệ cao nhất có thể là 100%."
    misses = f"{words.number(course.miss_count)} {case_name(course)}"
    return f"{start}mà {misses} đã {bad_case_words(course)} và không bù được."


def _mendable_sentence(course: Course) -> str:
    """The misses still to mend: " 21 hồ sơ chưa đạt đến nay: còn …."; "" where all is final."""
    if not course.mendable_misses:
        return ""
    remedy = course.standing.judged_tally.metric.remedy
    count = words.number(course.mendable_misses)
    return f" {count} {case_name(course)} chưa đạt đến nay: {remedy}."


def _end_rate_texts(course: Course, requirement: Requirement) -> tuple[str, str]:
    """(worst, best) rate at which the expected volume can end the year, as percentages."""
    _, numerator, denominator = _target_and_counts(course)
    low, high = end_rates(numerator, denominator, requirement.volume)
    worst_rate, best_rate = (high, low) if has_ceiling(course) else (low, high)
    return year_rate_text(worst_rate, course), year_rate_text(best_rate, course)


def _target_and_counts(course: Course) -> tuple[Target, int, int]:
    """The target, and the numerator and denominator to date; ValueError without a target."""
    target, tally = course.standing.target, course.standing.judged_tally
    if target is None:
        raise ValueError("Không có chỉ tiêu.")
    return target, tally.numerator or 0, tally.denominator or 0


def _target_words(course: Course) -> str:
    """The year's target in words, "tối thiểu 80%"; a dash without one."""
    return words.target_words(course.standing.target) if course.standing.target else words.NOTHING


def _year_text(course: Course) -> str:
    """The course's year as text: "2026"."""
    return course.months[-1].name[:4]
