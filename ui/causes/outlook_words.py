"""Có kịp cuối năm không? in sentences: what is sure, and what only if the expected comes."""

from __future__ import annotations

from data.planning.targets import Target, meets
from data.wording import rate_text
from metrics.catalogue.correctable import remedy
from metrics.forecasting.required_rate import (
    Requirement,
    bearable_misses,
    end_rates,
    least_further_cases,
    required,
)
from metrics.forecasting.year_outlook import Course
from ui.display import words

# What must rise, inside "cần ít nhất 86,4% …"; of other metrics the unit is said.
_WANTED = {
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
    """The year's counts so far beside the target."""
    one = course.to_date
    covered = one.judged_tally.coverage.covered
    days = words.span(*covered) if covered else ""
    return (
        f"{one.metric.label}, {days}: **{words.rate(one)}** "
        f"({words.counts(one.judged_tally)}); chỉ tiêu cả năm {_aimed(course)}."
    )


def sentence(course: Course, volume: int | None) -> str:
    """What is needed from now to the year's end, and of what span and target that is told."""
    return " ".join(filter(None, (_outlook(course, volume), span_words(course))))


def span_words(course: Course) -> str:
    """Where it is not one target from the year's first month on: which, and of which days."""
    first = course.months[0].first
    if course.earlier:
        before, day = course.earlier[-1]
        return (
            f"Chỉ tiêu đổi từ {words.day(day)} (trước đó {words.target(before)}); số liệu từ "
            f"{words.day(first)} đều so với mức áp dụng lúc hết năm, {_aimed(course)}."
        )
    if course.months[0].name.endswith("-01"):
        return ""
    return f"Tính từ {words.day(first)}, tháng kế hoạch có hiệu lực."


def other_denominator(course: Course, shown: str) -> str:
    """Said where the year is counted by another denominator than the figure beside it."""
    variant = course.to_date.judged_tally.metric.denominator_variant
    if variant == shown:
        return ""
    return f"Cả năm tính trên {words.variant(variant)}, khác mẫu số của kỳ này."


def _outlook(course: Course, volume: int | None) -> str:
    judged, target = course.to_date.judged_tally, course.to_date.target
    numerator, denominator = judged.numerator or 0, judged.denominator or 0
    if target is None:
        return ""
    if not course.coming:
        return _over(course, numerator, denominator)
    if volume is None:
        coming = f"số {_unit(course)} phát sinh đến hết năm"
        return f"Chưa ước được {coming} nên chưa tính được mức cần đạt."
    found = required(target, numerator, denominator, volume, course.mendable)
    if found is None:
        return "Chưa phát sinh và không dự kiến phát sinh đến hết năm."
    return {
        "needed": _needed,
        "mending": _mending,
        "enough": _enough,
        "too_few": _too_few,
        "certain": _certain,
        "out_of_reach": _out_of_reach,
    }[found.state](course, found)


def _over(course: Course, numerator: int, denominator: int) -> str:
    one = course.to_date
    if one.target is None or not denominator:
        return f"Năm {_year(course)} không phát sinh."
    met = meets(one.target, numerator, denominator)
    made, open_still = ("đạt", "") if met else ("không đạt", _open_still(course))
    reached = f"{words.rate(one)} ({words.counts(one.judged_tally)})"
    return f"Năm {_year(course)} đã hết: **{made}** chỉ tiêu, {reached}.{open_still}"


def _needed(course: Course, found: Requirement) -> str:
    share = words.percent(float(found.rate()), 1)
    one, unit = course.to_date, _unit(course)
    as_ever = one.judged_tally.metric.unit == one.metric.unit  # a variant may count other things
    wanted = _WANTED.get(one.metric.name, f"{unit} đạt") if as_ever else f"{unit} đạt"
    open_still = _open_still(course)
    less = f"{open_still[:-1]}; bù được thì cần ít hơn." if open_still else ""
    return (
        f"Từ nay ({words.day(course.coming[0].first)}) đến hết năm cần **ít nhất {share}** "
        f"{wanted}: {words.number(found.at_least)} trong {_left(course, found)}.{less}"
    )


def _mending(course: Course, found: Requirement) -> str:
    """Some misses to date must be put right; what is to come must all count."""
    least, misses = found.at_least - found.volume, f"{words.number(found.mendable)} {_unit(course)}"
    some = f"cả {misses}" if least == found.mendable else f"{words.number(least)} trong {misses}"
    coming = f" và đạt cả {_left(course, found)}" if found.volume else ""
    return (
        f"Cả năm {_year(course)} **còn có thể đạt nếu bù được** {some} chưa đạt đến nay "
        f"({remedy(course.to_date.judged_tally.metric)}){coming}."
    )


def _enough(course: Course, found: Requirement) -> str:
    target, numerator, denominator = _counts(course)
    least, _ = _ends(course, found)
    more = words.number(bearable_misses(target, numerator, denominator))
    without = f"dù không đạt thêm trong {_left(course, found)}, vẫn được {least}"
    return (
        f"Cả năm {_year(course)} **đủ nếu phát sinh như dự kiến**: "
        f"{without if found.volume else f'{least}, không dự kiến phát sinh thêm'}. "
        f"Chỉ hụt khi từ nay có hơn {more} {_unit(course)} không đạt."
    )


def _too_few(course: Course, found: Requirement) -> str:
    target, numerator, denominator = _counts(course)
    _, most = _ends(course, found)
    more = words.number(least_further_cases(target, numerator, denominator))
    all_of_it = f"dù đạt cả {_left(course, found)}, chỉ được {most}"
    return (
        f"Cả năm {_year(course)} **không thể đạt nữa nếu phát sinh như dự kiến**: "
        f"{all_of_it if found.volume else f'{most}, không dự kiến phát sinh thêm'}. "
        f"Chỉ đạt khi từ nay có ít nhất {more} {_unit(course)} đạt."
    )


def _certain(course: Course, _found: Requirement) -> str:
    return f"Cả năm {_year(course)} **đã chắc đạt**: chỉ tiêu {_aimed(course)}."


def _out_of_reach(course: Course, _found: Requirement) -> str:
    _, numerator, denominator = _counts(course)
    missed = f"{words.number(denominator - numerator)} {_unit(course)}"
    return (
        f"Cả năm {_year(course)} **không thể đạt nữa**: chỉ tiêu {_aimed(course)}, mà {missed} "
        "đã không đạt và không bù được."
    )


def _open_still(course: Course) -> str:
    """ " 21 hồ sơ chưa đạt đến nay còn xin lỗi được." """
    if not course.mendable:
        return ""
    how = remedy(course.to_date.judged_tally.metric)
    return f" {words.number(course.mendable)} {_unit(course)} chưa đạt đến nay: {how}."


def _left(course: Course, found: Requirement) -> str:
    """ "713 hồ sơ dự kiến còn lại", and by the pace so far where nothing better is known."""
    paced = any(one.basis == "pace" for one in course.coming) and found.volume == course.expected
    by = " (ước theo nhịp đến nay)" if paced else ""
    return f"{words.number(found.volume)} {_unit(course)} dự kiến còn lại{by}"


def _ends(course: Course, found: Requirement) -> tuple[str, str]:
    """The rates if none and if all of the expected volume counts; no miss looks like the target."""
    target, numerator, denominator = _counts(course)
    low, high = (float(rate) for rate in end_rates(numerator, denominator, found.volume))
    return words.percent(low), rate_text(high, target.value or 1)


def _counts(course: Course) -> tuple[Target, int, int]:
    one = course.to_date
    if one.target is None:
        raise ValueError("Không có chỉ tiêu.")
    return one.target, one.judged_tally.numerator or 0, one.judged_tally.denominator or 0


def _aimed(course: Course) -> str:
    return words.target(course.to_date.target) if course.to_date.target else words.NOTHING


def _unit(course: Course) -> str:
    return course.to_date.judged_tally.metric.unit.removesuffix(" hài lòng")


def _year(course: Course) -> str:
    return course.months[-1].name[:4]
