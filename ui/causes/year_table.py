"""Mọi chỉ tiêu cả năm: each yearly target to date, what is still needed, and the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st
from markupsafe import Markup

from data.periods import Period
from data.planning.targets import target_on
from metrics.counting.tallies import Evidence
from metrics.forecasting.forecast import Band
from metrics.forecasting.required_rate import Requirement, State, required
from metrics.forecasting.year_outlook import Course, course, yearly_metrics
from ui import session
from ui.causes import outlook
from ui.display import words
from ui.display.colours import Colours, colours
from ui.display.tables import sheet

_AS_EXPECTED = "nếu như dự kiến"
# What is told, and what it hangs on.
_SURE: dict[State, tuple[str, str]] = {
    "certain": ("✔ chắc đạt", ""),
    "enough": ("✔ đủ", _AS_EXPECTED),
    "too_few": ("✘ không thể", _AS_EXPECTED),
    "out_of_reach": ("✘ không thể", ""),
}


@dataclass(frozen=True)
class _Line:
    course: Course
    needed: Requirement | None
    forecast: Band | None


def section(evidence: Evidence, commune: str, period: Period) -> None:
    """The table, and by name the targets of which nothing can be told yet."""
    lines, untold = _lines(session.version(), evidence, commune, period)
    if not lines:
        return
    st.subheader("Mọi chỉ tiêu cả năm", anchor=False)
    st.html(_table(lines, colours()))
    st.caption(
        "Khối lượng còn lại của mỗi chỉ tiêu lấy theo gợi ý; phát sinh khác đi thì “đủ nếu như dự "
        "kiến” và “không thể nếu như dự kiến” cũng khác. Dự báo: mức giữa và dải 80%."
        + (f" Chưa tính được: {', '.join(untold)}." if untold else "")
    )


@st.cache_resource(
    max_entries=128, show_spinner="Đang tính từng chỉ tiêu…", hash_funcs={Evidence: lambda _: 0}
)
def _lines(
    version: str, evidence: Evidence, commune: str, period: Period
) -> tuple[tuple[_Line, ...], tuple[str, ...]]:
    aimed = [
        metric
        for metric in yearly_metrics(evidence.plans, commune, period)
        if (target := target_on(evidence.plans, commune, metric.name, period.last))
        and target.value is not None
    ]
    found = [(metric, course(evidence, metric, commune, period)) for metric in aimed]
    lines = tuple(_line(year) for _, year in found if year is not None)
    return lines, tuple(metric.label for metric, year in found if year is None)


def _line(year: Course) -> _Line:
    judged, target = year.to_date.judged_tally, year.to_date.target
    volume = year.expected
    told = None
    if target is not None and year.coming and volume is not None:
        counts = judged.numerator or 0, judged.denominator or 0
        told = required(target, *counts, volume, year.mendable)
    made = outlook.bands(year, volume) if year.coming else None
    return _Line(year, told, made[-1] if made else None)


def _table(lines: tuple[_Line, ...], colours: Colours) -> str:
    head = "<th scope='col'>Chỉ tiêu</th>" + "".join(
        f"<th scope='col' class='n'>{text}</th>" for text in ("Đến nay", "Cần từ nay", "Dự báo")
    )
    body = "".join(_row(line, colours) for line in lines)
    return sheet(Markup(f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"), colours)


def _row(line: _Line, colours: Colours) -> str:
    one = line.course.to_date
    aimed = words.target(one.target) if one.target else words.NOTHING
    differs = "; mẫu số khác với kế hoạch" if one.denominator_differs else ""
    if line.course.earlier:
        differs += "; đổi trong năm"
    band = line.forecast
    made = words.NOTHING
    if band is not None:
        low, high = (words.percent(end, 1) for end in band.inner)
        made = f"{words.percent(band.middle, 1)}<small>{low}–{high}</small>"
    return (
        f"<tr><td>{escape(one.metric.label)}<small>{escape(aimed)}{differs}</small></td>"
        f"<td class='n'>{words.rate(one)}</td>"
        f"<td class='n'>{_wanted(line, colours)}</td><td class='n'>{made}</td></tr>"
    )


def _wanted(line: _Line, colours: Colours) -> str:
    found, year = line.needed, line.course
    if found is None and year.coming and year.expected is None:
        return f"<span style='color:{colours.quiet}'>chưa ước được</span>"
    if found is None:
        symbol, told = words.status(year.to_date)
        return f"<span style='color:{colours.of(year.to_date.status)}'>{symbol} {told}</span>"
    if found.state == "needed":
        return f"<b>{words.percent(float(found.rate()), 1)}</b>"
    if found.state == "mending":
        return f"<b>bù {words.number(found.at_least - found.volume)}</b>{_under('số chưa đạt')}"
    colour = colours.met if found.state in ("enough", "certain") else colours.missed
    told, only_if = _SURE[found.state]
    return f"<span style='color:{colour}'>{told}</span>{_under(only_if)}"


def _under(text: str) -> str:
    """A second line that may break, so that a phone keeps room for the names."""
    return f"<small style='white-space:normal'>{text}</small>"
