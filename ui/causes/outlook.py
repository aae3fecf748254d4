"""Có kịp cuối năm không?: what the rest of the year must reach, and a forecast with its error."""

from __future__ import annotations

import streamlit as st

from data.wording import percentage_points
from metrics.counting.tallies import Evidence
from metrics.forecasting.expected_volume import Basis
from metrics.forecasting.forecast import LEAST_MONTHS, Backtest, Band, backtest, forecast
from metrics.forecasting.year_outlook import Course, monthly_steps
from ui.causes.forecast_chart import fan
from ui.causes.outlook_words import sentence, to_date
from ui.causes.year_target_words import beside_year_target
from ui.display import charts, words
from ui.display.colours import colours

_BASES: dict[Basis, str] = {
    "last_year": "cùng tháng năm trước",
    "mean": "trung bình các tháng đã có",
    "pace": "nhịp đến nay (số đến nay × số ngày còn lại ÷ số ngày đã qua)",
    "none": "chưa đủ ngày để ước",
}


def volume_key(course: Course, calendar: str) -> str:
    """The input's key: each commune, metric, last day and calendar has its own expected volume."""
    standing = course.to_date
    last_day = standing.period.last
    return f"volume_{standing.commune_code}_{standing.metric.name}_{last_day}_{calendar}"


def section(evidence: Evidence, course: Course, calendar: str) -> None:
    """The needed rate for a volume that the reader may change, then the forecast."""
    st.markdown(to_date(course))
    volume = _choose_volume(course, calendar) if course.coming else 0
    st.markdown(sentence(course, volume))
    if course.coming:
        _show_forecast(evidence, course, volume)


def chosen_volume(course: Course, calendar: str) -> int | None:
    """The volume that the reader wrote, else the expected one; None where neither is there."""
    volume = st.session_state.get(volume_key(course, calendar), course.expected)
    return None if volume is None else int(volume)


def _choose_volume(course: Course, calendar: str) -> int | None:
    """The expected volume, which the reader may change; None while there is none."""
    unit = words.variant(course.to_date.judged_tally.metric.denominator_variant)
    bases = dict.fromkeys(_BASES[month.basis] for month in course.coming)
    first, last = course.coming[0].first, course.coming[-1].last
    volume = st.number_input(
        f"Dự kiến phát sinh {words.span(first, last)}",
        min_value=0,
        value=course.expected,
        step=1,
        key=volume_key(course, calendar),
        help=f"Tính bằng {unit}. Có thể sửa nếu biết rõ hơn.",
        width=320,
    )
    if course.expected is None:
        st.caption("Chưa đủ ngày có số liệu để ước tính: hãy nhập số dự kiến.")
    else:
        suggestion = f"Gợi ý {words.number(course.expected)}, theo {', '.join(bases)}."
        st.caption(f"{suggestion} Tỷ lệ cần được làm tròn lên.")
    return volume


def _show_forecast(evidence: Evidence, course: Course, volume: int | None) -> None:
    """The fan, what it says of the year's end, and how well such forecasts did before."""
    forecast_bands = bands(course, volume)
    if forecast_bands is None and volume is not None:
        months = sum(denominator > 0 for _, denominator in course.history)
        st.info(
            f"Chưa đủ số liệu để dự báo: cần ít nhất {LEAST_MONTHS} tháng liền nhau đủ số liệu, "
            f"hiện mới có {months}."
        )
    figure = fan(monthly_steps(evidence, course), forecast_bands or (), course, colours())
    charts.show_figure(figure, "fan", "Tỷ lệ cộng dồn và dự báo cuối năm")
    if forecast_bands:
        st.markdown(forecast_words(forecast_bands[-1], course))
        errors = _backtest(course.history, course.months_this_year, len(course.coming))
        st.caption(backtest_words(errors))


def bands(course: Course, volume: int | None) -> tuple[Band, ...] | None:
    """A band for each month to come; None where the volume or enough months are not known.

    Computed again only where a count or the volume is another.
    """
    if volume is None:
        return None
    tally = course.to_date.judged_tally
    counts = tally.numerator or 0, tally.denominator or 0
    return _forecast_bands(course.history, counts, course.spread(volume))


@st.cache_data(max_entries=256, show_spinner="Đang dự báo…")
def _forecast_bands(
    history: tuple[tuple[int, int], ...], counts: tuple[int, int], volumes: tuple[float, ...]
) -> tuple[Band, ...] | None:
    """`forecast`, kept for its arguments: (numerator, denominator) by month, and of the year."""
    return forecast(history, counts, volumes)


@st.cache_data(max_entries=256, show_spinner="Đang thử dự báo trên số liệu cũ…")
def _backtest(
    history: tuple[tuple[int, int], ...], months_this_year: int, ahead: int
) -> Backtest | None:
    return backtest(history, months_this_year, ahead)


def forecast_words(band: Band, course: Course) -> str:
    """Markdown: where the year may end, and whether that meets the year's target."""
    middle, *ends = (
        beside_year_target(share, course, 1) for share in (band.middle, *band.inner, *band.outer)
    )
    return (
        f"Nếu giữ đà hiện nay, cuối năm khoảng **{middle}**{_prospect(band, course)}. "
        f"Dải 80%: {ends[0]}–{ends[1]}; dải 95%: {ends[2]}–{ends[3]}."
    )


def _prospect(band: Band, course: Course) -> str:
    """ ": khó đạt": on which side of the target the inner band lies; nothing without a target."""
    target, (low, high) = course.to_date.target, band.inner
    if target is None or course.bound is None:
        return ""
    bound = float(course.bound)
    worst, best = (-high, -low) if target.is_ceiling else (low, high)
    bound = -bound if target.is_ceiling else bound
    if worst >= bound:
        return ": nhiều khả năng đạt"
    return ": khó đạt" if best < bound else ": chưa chắc đạt"


def backtest_words(errors: Backtest | None) -> str:
    """How far the same forecast was off on months that are known by now."""
    if errors is None:
        return "Chưa đủ tháng để thử dự báo này trên số liệu cũ."
    return (
        f"Sai số trung bình khi thử trên số liệu cũ: {percentage_points(errors.error, 1)} "
        f"({errors.trials} lần thử; dải 80% chứa kết quả thật {errors.inside_inner} lần, dải 95% "
        f"{errors.inside_outer} lần)."
    )
