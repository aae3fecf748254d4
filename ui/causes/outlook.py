"""Có kịp cuối năm không?: what the rest of the year must reach, and a forecast with its error."""

from __future__ import annotations

import streamlit as st

from data.wording import percentage_points
from metrics.counting.tallies import Evidence
from metrics.forecasting.expected_volume import Basis
from metrics.forecasting.forecast import LEAST_MONTHS, Backtest, Band, backtest, forecast
from metrics.forecasting.year_outlook import Course, monthly_steps
from ui.causes.forecast_chart import fan_figure
from ui.causes.outlook_words import outlook_sentence, year_to_date_words
from ui.causes.year_target_words import year_rate_text
from ui.display import charts, words
from ui.display.colours import colours

_BASIS_LABELS: dict[Basis, str] = {
    "last_year": "cùng tháng năm trước",
    "mean": "trung bình các tháng đã có",
    "pace": "nhịp đến nay (số đến nay × số ngày còn lại ÷ số ngày đã qua)",
    "none": "chưa đủ ngày để ước",
}


def volume_key(course: Course, calendar: str) -> str:
    """The key of the box for the expected volume, by commune, metric, last day and calendar."""
    standing = course.standing
    last_day = standing.period.last
    return f"volume_{standing.commune_code}_{standing.metric.name}_{last_day}_{calendar}"


def show_section(evidence: Evidence, course: Course, calendar: str) -> None:
    """Draw a box for the expected volume, the rate that is then still needed, and the forecast."""
    st.markdown(year_to_date_words(course))
    volume = _choose_volume(course, calendar) if course.months_to_come else 0
    st.markdown(outlook_sentence(course, volume))
    if course.months_to_come:
        _show_forecast(evidence, course, volume)


def chosen_volume(course: Course, calendar: str) -> int | None:
    """The cases to come in the year: as typed into the box, else as expected; None if neither."""
    volume = st.session_state.get(volume_key(course, calendar), course.expected_cases)
    return None if volume is None else int(volume)


def _choose_volume(course: Course, calendar: str) -> int | None:
    """Draw the box for the expected volume with its suggestion; give the number, None if empty."""
    unit = words.variant(course.standing.judged_tally.metric.denominator_variant)
    bases = dict.fromkeys(_BASIS_LABELS[month.basis] for month in course.months_to_come)
    first_day, last_day = course.months_to_come[0].first, course.months_to_come[-1].last
    volume = st.number_input(
        f"Dự kiến phát sinh {words.span(first_day, last_day)}",
        min_value=0,
        value=course.expected_cases,
        step=1,
        key=volume_key(course, calendar),
        help=f"Tính bằng {unit}. Có thể sửa nếu biết rõ hơn.",
        width=320,
    )
    if course.expected_cases is None:
        st.caption("Chưa đủ ngày có số liệu để ước tính: hãy nhập số dự kiến.")
    else:
        suggestion = f"Gợi ý {words.number(course.expected_cases)}, theo {', '.join(bases)}."
        st.caption(f"{suggestion} Tỷ lệ cần được làm tròn lên.")
    return volume


def _show_forecast(evidence: Evidence, course: Course, volume: int | None) -> None:
    """Draw the forecast's chart, where the year may end, and how far off earlier ones were."""
    month_bands = forecast_bands(course, volume)
    if month_bands is None and volume is not None:
        month_count = sum(denominator > 0 for _, denominator in course.history)
        st.info(
            f"Chưa đủ số liệu để dự báo: cần ít nhất {LEAST_MONTHS} tháng liền nhau đủ số liệu, "
            f"hiện mới có {month_count}."
        )
    figure = fan_figure(monthly_steps(evidence, course), month_bands or (), course, colours())
    charts.show_figure(figure, "fan", "Tỷ lệ cộng dồn và dự báo cuối năm")
    if month_bands:
        st.markdown(forecast_words(month_bands[-1], course))
        past_errors = _cached_backtest(
            course.history, course.this_year_month_count, len(course.months_to_come)
        )
        st.caption(backtest_words(past_errors))


def forecast_bands(course: Course, volume: int | None) -> tuple[Band, ...] | None:
    """A band for each month to come; None where the volume or enough months are not known.

    Computed again only where a count or the volume is another.
    """
    if volume is None:
        return None
    tally = course.standing.judged_tally
    year_counts = tally.numerator or 0, tally.denominator or 0
    return _cached_forecast(course.history, year_counts, course.spread_volume(volume))


@st.cache_data(max_entries=256, show_spinner="Đang dự báo…")
def _cached_forecast(
    history: tuple[tuple[int, int], ...], year_counts: tuple[int, int], volumes: tuple[float, ...]
) -> tuple[Band, ...] | None:
    """A band for each month to come (`volumes`), cached; None if the history is too short."""
    return forecast(history, year_counts, volumes)


@st.cache_data(max_entries=256, show_spinner="Đang thử dự báo trên số liệu cũ…")
def _cached_backtest(
    history: tuple[tuple[int, int], ...], known_month_count: int, months_ahead: int
) -> Backtest | None:
    """How far off earlier forecasts were, kept for the same history; None if it is too short."""
    return backtest(history, known_month_count, months_ahead)


def forecast_words(band: Band, course: Course) -> str:
    """Markdown: where the year may end by this band, and whether that meets the target."""
    middle, *ends = (
        year_rate_text(share, course, 1) for share in (band.middle, *band.inner, *band.outer)
    )
    return (
        f"Nếu giữ đà hiện nay, cuối năm khoảng **{middle}**{_prospect_words(band, course)}. "
        f"Dải 80%: {ends[0]}–{ends[1]}; dải 95%: {ends[2]}–{ends[3]}."
    )


def _prospect_words(band: Band, course: Course) -> str:
    """How likely the year's target is met by this band: ": khó đạt"; "" without a target."""
    target, (low, high) = course.standing.target, band.inner
    if target is None or course.bound is None:
        return ""
    bound = float(course.bound)
    worst_end, best_end = (-high, -low) if target.is_ceiling else (low, high)
    bound = -bound if target.is_ceiling else bound
    if worst_end >= bound:
        return ": nhiều khả năng đạt"
    return ": khó đạt" if best_end < bound else ": chưa chắc đạt"


def backtest_words(past_errors: Backtest | None) -> str:
    """A sentence on how far off earlier forecasts were, or that too few months allow no trial."""
    if past_errors is None:
        return "Chưa đủ tháng để thử dự báo này trên số liệu cũ."
    mean_error = percentage_points(past_errors.mean_error, 1)
    return (
        f"Sai số trung bình khi thử trên số liệu cũ: {mean_error} "
        f"({past_errors.trial_count} lần thử; dải 80% chứa kết quả thật "
        f"{past_errors.inside_inner_count} lần, dải 95% {past_errors.inside_outer_count} lần)."
    )
