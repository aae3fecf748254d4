"""Có kịp cuối năm không?: what the rest of the year must reach, and a forecast with its error."""

from __future__ import annotations

import streamlit as st

from data.wording import points
from metrics.counting.tallies import Evidence
from metrics.forecasting.expected_volume import Basis
from metrics.forecasting.forecast import LEAST_MONTHS, Backtest, Band, backtest, forecast
from metrics.forecasting.year_outlook import Course, monthly_steps
from ui.causes.forecast_chart import fan
from ui.causes.outlook_words import sentence, to_date
from ui.display import charts, words
from ui.display.colours import colours

_BASES: dict[Basis, str] = {
    "last_year": "cùng tháng năm trước",
    "mean": "trung bình các tháng đã có",
    "pace": "nhịp đến nay (số đến nay × số ngày còn lại ÷ số ngày đã qua)",
    "none": "chưa đủ ngày để ước",
}


def volume_key(course: Course, calendar: str) -> str:
    """The field's key: another commune, metric or day has its own expected volume."""
    one = course.to_date
    return f"volume_{one.commune_code}_{one.metric.name}_{one.period.last}_{calendar}"


def section(evidence: Evidence, course: Course, calendar: str) -> None:
    """The needed rate for a volume that the reader may change, then the forecast."""
    st.markdown(to_date(course))
    volume = _volume(course, calendar) if course.coming else 0
    st.markdown(sentence(course, volume))
    if course.coming:
        _forecast(evidence, course, volume)


def chosen_volume(course: Course, calendar: str) -> int | None:
    """What the reader wrote, else what is expected; None where neither is there."""
    held = st.session_state.get(volume_key(course, calendar), course.expected)
    return None if held is None else int(held)


def _volume(course: Course, calendar: str) -> int | None:
    unit = words.variant(course.to_date.judged_tally.metric.denominator_variant)
    bases = dict.fromkeys(_BASES[one.basis] for one in course.coming)
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
    if course.expected is None:
        st.caption("Chưa ước được, vì số liệu chưa đủ ngày. Nhập số dự kiến để tính.")
    else:
        suggested = f"Gợi ý {words.number(course.expected)}, theo {', '.join(bases)}."
        st.caption(f"{suggested} Tỷ lệ cần được làm tròn lên.")
    return volume


def _forecast(evidence: Evidence, course: Course, volume: int | None) -> None:
    made = bands(course, volume)
    if made is None and volume is not None:
        known = sum(denominator > 0 for _, denominator in course.history)
        st.info(
            f"Chưa đủ số liệu để dự báo: cần ít nhất {LEAST_MONTHS} tháng liền nhau đủ số liệu, "
            f"mới có {known}."
        )
    target = course.to_date.target
    value = float(target.value) if target and target.value is not None else 0.0
    figure = fan(monthly_steps(evidence, course), made or (), value, colours())
    charts.show(figure, "fan", "Tỷ lệ cộng dồn và dự báo cuối năm")
    if made:
        st.markdown(_forecast_words(made[-1], value))
        st.caption(tested(_tried(course.history, course.months_this_year, len(course.coming))))


def bands(course: Course, volume: int | None) -> tuple[Band, ...] | None:
    """The forecast; made again only where a count or the volume is another. None without one."""
    if volume is None:
        return None
    judged = course.to_date.judged_tally
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
        f"Sai số trung bình khi thử trên số liệu cũ: {points(tried.error, 1)} "
        f"({tried.trials} lần thử; dải 80% chứa kết quả thật {tried.inside_inner} lần, dải 95% "
        f"{tried.inside_outer} lần)."
    )
