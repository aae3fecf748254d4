"""Có kịp cuối năm không?: what the rest of the year must reach, and a forecast with its error."""

from __future__ import annotations

import streamlit as st

from data.plans import meets
from metrics.forecast import LEAST_MONTHS, Backtest, Band, backtest, forecast
from metrics.needed import Basis, Course, Needed, ends, needed, steps
from metrics.tallies import Evidence
from ui import cause_charts, charts, words
from ui.colours import colours

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
_BASES: dict[Basis, str] = {
    "last_year": "cùng tháng năm trước",
    "mean": "trung bình các tháng đã có",
    "none": "chưa có tháng nào để ước",
}


def volume_key(course: Course, calendar: str) -> str:
    """The field's key: another commune, metric or day has its own expected volume."""
    one = course.to_date
    return f"volume_{one.commune_code}_{one.metric.name}_{one.period.last}_{calendar}"


def sentence(course: Course, volume: int) -> str:
    """What is needed from now to the year's end, in a sentence."""
    one, judged = course.to_date, course.to_date.judged
    target, numerator, denominator = one.target, judged.numerator or 0, judged.denominator or 0
    if target is None:
        return ""
    if not course.coming:
        if not denominator:
            return f"Năm {_year(course)} không phát sinh."
        made = "đạt" if meets(target, numerator, denominator) else "không đạt"
        rate = words.percent(judged.rate)
        return f"Năm {_year(course)} đã hết: **{made}** chỉ tiêu, {rate} ({words.counts(judged)})."
    found = needed(target, numerator, denominator, volume)
    if found is None:
        return "Chưa phát sinh và không dự kiến phát sinh đến hết năm."
    return _told(course, found, numerator, denominator)


def _told(course: Course, found: Needed, numerator: int, denominator: int) -> str:
    one = course.to_date
    unit = one.judged.metric.unit.removesuffix(" hài lòng")
    left = f"{words.number(found.volume)} {unit} dự kiến còn lại"
    least, most = (
        words.percent(float(rate)) for rate in ends(numerator, denominator, found.volume)
    )
    if found.state == "certain":
        return (
            f"Cả năm {_year(course)} **đã chắc đạt**: dù không đạt thêm trong {left}, "
            f"vẫn được {least}."
        )
    if found.state == "out_of_reach":
        return f"Cả năm {_year(course)} **không thể đạt nữa**: dù đạt cả {left}, chỉ được {most}."
    share = words.percent(float(found.rate()), 1)
    wanted = _WANTED.get(one.metric.name, unit)
    now = words.day(course.coming[0].first)
    return (
        f"Từ nay ({now}) đến hết năm cần **ít nhất {share}** {wanted}: "
        f"{words.number(found.at_least)} trong {left}."
    )


def _year(course: Course) -> str:
    return course.months[-1].name[:4]


def to_date(course: Course) -> str:
    """The year's counts so far beside the target."""
    one = course.to_date
    covered = one.judged.coverage.covered
    days = words.span(*covered) if covered else ""
    aimed = words.target(one.target) if one.target else ""
    return (
        f"{one.metric.label}, {days}: **{words.percent(one.judged.rate)}** "
        f"({words.counts(one.judged)}); chỉ tiêu cả năm {aimed}."
    )


def section(evidence: Evidence, course: Course, calendar: str) -> None:
    """The needed rate for a volume that the reader may change, then the forecast."""
    st.markdown(to_date(course))
    volume = _volume(course, calendar) if course.coming else 0
    st.markdown(sentence(course, volume))
    if course.coming:
        _forecast(evidence, course, volume)


def _volume(course: Course, calendar: str) -> int:
    unit = words.variant(course.to_date.judged.metric.denominator_variant)
    bases = dict.fromkeys(one.basis for one in course.coming)
    first, last = course.coming[0].first, course.coming[-1].last
    volume = st.number_input(
        f"Dự kiến phát sinh {words.span(first, last)}",
        min_value=0,
        value=course.expected,
        step=1,
        key=volume_key(course, calendar),
        help=f"Đếm {unit}. Sửa được nếu biết rõ hơn.",
        width=320,
    )
    st.caption(
        f"Gợi ý {words.number(course.expected)}, theo {', '.join(_BASES[b] for b in bases)}. "
        "Tỷ lệ cần được làm tròn lên."
    )
    return int(volume)


def _forecast(evidence: Evidence, course: Course, volume: int) -> None:
    made = bands(course, volume)
    if made is None:
        known = sum(denominator > 0 for _, denominator in course.history)
        st.info(
            f"Chưa đủ số liệu để dự báo: cần ít nhất {LEAST_MONTHS} tháng liền nhau đủ số liệu, "
            f"mới có {known}."
        )
    target = course.to_date.target
    value = float(target.value) if target and target.value is not None else 0.0
    figure = cause_charts.fan(steps(evidence, course), made or (), value, colours())
    charts.show(figure, "fan", "Tỷ lệ cộng dồn và dự báo cuối năm")
    if made:
        st.markdown(_forecast_words(made[-1], value))
        st.caption(tested(_tried(course.history, course.held, len(course.coming))))


def bands(course: Course, volume: int) -> tuple[Band, ...] | None:
    """The forecast; made again only where a count or the volume is another."""
    judged = course.to_date.judged
    counts = judged.numerator or 0, judged.denominator or 0
    return _bands(course.history, counts, course.spread(volume))


@st.cache_data(max_entries=256, show_spinner="Đang dự báo…")
def _bands(
    history: tuple[tuple[int, int], ...], counts: tuple[int, int], volumes: tuple[float, ...]
) -> tuple[Band, ...] | None:
    return forecast(history, counts, volumes)


@st.cache_data(max_entries=256, show_spinner="Đang thử dự báo trên số liệu cũ…")
def _tried(history: tuple[tuple[int, int], ...], held: int, ahead: int) -> Backtest | None:
    return backtest(history, held, ahead)


def _forecast_words(band: Band, target: float) -> str:
    low, high = band.inner
    if low >= target:
        outlook = "nhiều khả năng đạt"
    elif high < target:
        outlook = "khó đạt"
    else:
        outlook = "chưa chắc đạt"
    return (
        f"Nếu giữ đà hiện nay, cuối năm khoảng **{words.percent(band.middle, 1)}**: {outlook}. "
        f"Dải 80%: {words.percent(low, 1)}–{words.percent(high, 1)}; "
        f"dải 95%: {words.percent(band.outer[0], 1)}–{words.percent(band.outer[1], 1)}."
    )


def tested(tried: Backtest | None) -> str:
    """How well the same forecast did on the months held."""
    if tried is None:
        return "Chưa đủ tháng để thử dự báo này trên số liệu cũ."
    return (
        f"Sai số trung bình khi thử trên số liệu cũ: {words.number(100 * tried.error, 1)} điểm % "
        f"({tried.trials} lần thử; dải 80% chứa kết quả thật {tried.inside_inner} lần, dải 95% "
        f"{tried.inside_outer} lần)."
    )
