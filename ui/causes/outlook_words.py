"""Sentences on whether the year's target is still within reach, and on what that depends."""

from __future__ import annotations

from data.planning.targets import Target, meets
from metrics.forecasting.required_rate import (
    Requirement,
    bearable_misses,
    end_rates,
    least_further_cases,
    requirement_for,
)
from metrics.forecasting.year_outlook import Course
from ui.causes.year_target_words import (
    all_bad,
    all_good,
    bad,
    beside_year_target,
    counting,
    good,
    is_ceiling,
)
from ui.display import words

# What must rise, inside "cần ít nhất 86,4% …"; of other metrics the unit is said.
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


def to_date(course: Course) -> str:
    """Markdown: the year's counts so far beside the target."""
    standing = course.to_date
    covered = standing.judged_tally.coverage.covered_span
    days = words.span(*covered) if covered else ""
    return (
        f"{standing.metric.label}, {days}: **{words.rate(standing)}** "
        f"({words.counts(standing.judged_tally)}); chỉ tiêu cả năm {_target_words(course)}."
    )


def sentence(course: Course, volume: int | None) -> str:
    """Markdown: what is needed from now to the year's end, and for which days and target.

    `volume` are the cases still expected; None where nobody can say.
    """
    return " ".join(filter(None, (_outlook(course, volume), span_words(course))))


def span_words(course: Course) -> str:
    """Which target and days are meant, where it is not one target from January on; else nothing."""
    first = course.months[0].first
    if course.earlier:
        previous, day = course.earlier[-1]
        earlier_words = words.target_words(previous)
        return (
            f"Chỉ tiêu đổi từ {words.day(day)} (trước đó {earlier_words}); số liệu từ "
            f"{words.day(first)} đều so với mức áp dụng lúc hết năm, {_target_words(course)}."
        )
    if course.months[0].name.endswith("-01"):
        return ""
    return f"Tính từ {words.day(first)}, tháng kế hoạch có hiệu lực."


def denominator_note(course: Course, variant_beside: str) -> str:
    """Where the year is counted by another denominator than the figure beside it; else nothing."""
    variant = course.to_date.judged_tally.metric.denominator_variant
    if variant == variant_beside:
        return ""
    return f"Cả năm tính trên {words.variant(variant)}, khác mẫu số của kỳ này."


def _outlook(course: Course, volume: int | None) -> str:
    """The sentence for the state that the expected volume leaves the year in."""
    tally, target = course.to_date.judged_tally, course.to_date.target
    numerator, denominator = tally.numerator or 0, tally.denominator or 0
    if target is None:
        return ""
    if course.bound is None:
        return f"Chưa có số liệu cả năm {target.base_year} để so nên chưa tính được mức cần đạt."
    if not course.coming:
        return _year_over(course, numerator, denominator)
    if volume is None:
        cases = f"số {_unit(course)} phát sinh đến hết năm"
        return f"Chưa ước tính được {cases} nên chưa tính được mức cần đạt."
    requirement = requirement_for(
        target, numerator, denominator, volume, course.mendable, course.base_rate
    )
    if requirement is None:
        return "Chưa phát sinh và không dự kiến phát sinh đến hết năm."
    return {
        "needed": _needed_sentence,
        "mending": _mending,
        "enough": _enough,
        "too_few": _too_few,
        "certain": _certain,
        "out_of_reach": _out_of_reach,
    }[requirement.state](course, requirement)


def _year_over(course: Course, numerator: int, denominator: int) -> str:
    standing = course.to_date
    if standing.target is None or not denominator:
        return f"Năm {_year(course)} không phát sinh."
    met = meets(standing.target, numerator, denominator, course.base_rate)
    verdict, remedy_words = ("đạt", "") if met else ("không đạt", _mendable_words(course))
    rate = f"{words.rate(standing)} ({words.counts(standing.judged_tally)})"
    return f"Năm {_year(course)} đã hết: **{verdict}** chỉ tiêu, {rate}.{remedy_words}"


def _needed_sentence(course: Course, requirement: Requirement) -> str:
    mendable = _mendable_words(course)
    less = f"{mendable[:-1]}; bù được thì cần ít hơn." if mendable else ""
    demand = _at_most(course, requirement) if is_ceiling(course) else _at_least(course, requirement)
    return (
        f"Từ nay ({words.day(course.coming[0].first)}) đến hết năm {demand} trong "
        f"{_expected_cases(course, requirement)}.{less}"
    )


def _at_least(course: Course, requirement: Requirement) -> str:
    share = words.percent(requirement.rate(), 1)
    least = words.number(requirement.at_least)
    return f"cần **ít nhất {share}** {_cases_to_raise(course)}: {least}"


def _at_most(course: Course, requirement: Requirement) -> str:
    """Of a ceiling: "chỉ được **không quá 4,0%** hồ sơ quá hạn: nhiều nhất 2"."""
    share = words.percent(requirement.ceiling_rate(), 1)
    most = words.number(requirement.at_most)
    return f"chỉ được **không quá {share}** {counting(course)}: nhiều nhất {most}"


def _cases_to_raise(course: Course) -> str:
    """What must rise: "hồ sơ nộp trực tuyến"; the unit, where the plan's variant counts another."""
    metric, judged_metric = course.to_date.metric, course.to_date.judged_tally.metric
    by_unit = f"{_unit(course)} đạt"
    return _TO_RAISE.get(metric.name, by_unit) if judged_metric.unit == metric.unit else by_unit


def _mending(course: Course, requirement: Requirement) -> str:
    """Some misses to date must be put right; what is to come must all count."""
    least = requirement.at_least - requirement.volume
    misses = f"{words.number(requirement.mendable)} {_unit(course)}"
    some = f"{words.number(least)} trong {misses}"
    if least == requirement.mendable:
        some = f"cả {misses}"
    all_coming = (
        f" và {all_good(course, _expected_cases(course, requirement))}"
        if requirement.volume
        else ""
    )
    return (
        f"Cả năm {_year(course)} **còn có thể đạt nếu bù được** {some} chưa đạt đến nay "
        f"({course.to_date.judged_tally.metric.remedy}){all_coming}."
    )


def _enough(course: Course, requirement: Requirement) -> str:
    worst, _ = _end_rates(course, requirement)
    misses = words.number(bearable_misses(*_counts(course), course.base_rate))
    without = f"dù {all_bad(course, _expected_cases(course, requirement))}, vẫn được {worst}"
    return (
        f"Cả năm {_year(course)} **đủ nếu phát sinh như dự kiến**: "
        f"{without if requirement.volume else f'{worst}, không dự kiến phát sinh thêm'}. "
        f"Chỉ hụt khi từ nay có hơn {misses} {_unit(course)} {bad(course)}."
    )


def _too_few(course: Course, requirement: Requirement) -> str:
    _, best = _end_rates(course, requirement)
    more = words.number(least_further_cases(*_counts(course), course.base_rate))
    only = "vẫn còn" if is_ceiling(course) else "chỉ được"
    with_all = f"dù {all_good(course, _expected_cases(course, requirement))}, {only} {best}"
    return (
        f"Cả năm {_year(course)} **không thể đạt nữa nếu phát sinh như dự kiến**: "
        f"{with_all if requirement.volume else f'{best}, không dự kiến phát sinh thêm'}. "
        f"Chỉ đạt khi từ nay có ít nhất {more} {_unit(course)} {good(course)}."
    )


def _certain(course: Course, _requirement: Requirement) -> str:
    return f"Cả năm {_year(course)} **đã chắc đạt**: chỉ tiêu {_target_words(course)}."


def _out_of_reach(course: Course, _requirement: Requirement) -> str:
    impossible = f"Cả năm {_year(course)} **không thể đạt nữa**: chỉ tiêu {_target_words(course)}, "
    if course.bound is not None and course.bound > 1:
        return f"{impossible}tức là trên 100%."
    if not course.misses:
        return f"{impossible}mà tỷ lệ cao nhất có thể là 100%."
    missed = f"{words.number(course.misses)} {_unit(course)}"
    return f"{impossible}mà {missed} đã {bad(course)} và không bù được."


def _mendable_words(course: Course) -> str:
    """ " 21 hồ sơ chưa đạt đến nay: còn cấp bản điện tử được."; nothing where all is final."""
    if not course.mendable:
        return ""
    how = course.to_date.judged_tally.metric.remedy
    return f" {words.number(course.mendable)} {_unit(course)} chưa đạt đến nay: {how}."


def _expected_cases(course: Course, requirement: Requirement) -> str:
    """ "713 hồ sơ dự kiến còn lại", and by the pace so far where nothing better is known."""
    by_pace = any(month.basis == "pace" for month in course.coming)
    is_ours = requirement.volume == course.expected  # the reader may have written another
    basis = " (ước theo nhịp đến nay)" if by_pace and is_ours else ""
    return f"{words.number(requirement.volume)} {_unit(course)} dự kiến còn lại{basis}"


def _end_rates(course: Course, requirement: Requirement) -> tuple[str, str]:
    """The worst and the best rate that the expected volume can bring; no miss looks like the
    target.
    """
    _, numerator, denominator = _counts(course)
    low, high = end_rates(numerator, denominator, requirement.volume)
    worst, best = (high, low) if is_ceiling(course) else (low, high)
    return beside_year_target(worst, course), beside_year_target(best, course)


def _counts(course: Course) -> tuple[Target, int, int]:
    """The target, and the numerator and denominator to date; ValueError without a target."""
    target, tally = course.to_date.target, course.to_date.judged_tally
    if target is None:
        raise ValueError("Không có chỉ tiêu.")
    return target, tally.numerator or 0, tally.denominator or 0


def _target_words(course: Course) -> str:
    return words.target_words(course.to_date.target) if course.to_date.target else words.NOTHING


def _unit(course: Course) -> str:
    unit = course.to_date.judged_tally.metric.unit
    return unit.removesuffix(" hài lòng").removesuffix(" quá hạn")


def _year(course: Course) -> str:
    return course.months[-1].name[:4]
