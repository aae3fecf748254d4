"""Mọi chỉ tiêu cả năm: each yearly target to date, what is still needed, and the forecast."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from data.periods import Period
from data.planning.targets import target_on
from metrics.counting.tallies import Evidence
from metrics.forecasting.forecast import Band
from metrics.forecasting.required_rate import Requirement, State, requirement_for
from metrics.forecasting.year_outlook import Course, course, yearly_metrics
from ui import session
from ui.causes import outlook
from ui.causes.year_target_words import beside_year_target
from ui.display import markup, words
from ui.display.colours import Colours, colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table, status_mark

_AS_EXPECTED = "nếu như dự kiến"
# What is certain or not, and what it depends on; in the two other states a number is needed.
_VERDICTS: dict[State, tuple[str, str]] = {
    "certain": ("✔ chắc đạt", ""),
    "enough": ("✔ đủ", _AS_EXPECTED),
    "too_few": ("✘ không thể", _AS_EXPECTED),
    "out_of_reach": ("✘ không thể", ""),
}
_NUMBERS = ("Đến nay", "Cần từ nay", "Dự báo")


@dataclass(frozen=True)
class _Line:
    """A yearly target: its course, what is needed from now on, and where the year may end."""

    course: Course
    requirement: Requirement | None
    forecast: Band | None


def section(evidence: Evidence, commune: str, period: Period) -> None:
    """The table, and by name the targets of which nothing can be told yet."""
    lines, without_course = _lines(session.version(), evidence, commune, period)
    if not lines:
        return
    st.subheader("Mọi chỉ tiêu cả năm", anchor=False)
    markup.show_html(_table(lines, colours()))
    st.caption(
        "Khối lượng còn lại của mỗi chỉ tiêu lấy theo gợi ý; phát sinh khác đi thì “đủ nếu như dự "
        "kiến” và “không thể nếu như dự kiến” cũng khác. Dự báo: mức giữa và dải 80%."
        + (f" Chưa tính được: {', '.join(without_course)}." if without_course else "")
    )


@st.cache_resource(
    max_entries=128, show_spinner="Đang tính từng chỉ tiêu…", hash_funcs={Evidence: lambda _: 0}
)
def _lines(
    version: str, evidence: Evidence, commune: str, period: Period
) -> tuple[tuple[_Line, ...], tuple[str, ...]]:
    """The yearly targets that have a number, and the labels of those that figures are missing for.

    `version` is the record's, which the evidence depends on.
    """
    metrics = [
        metric
        for metric in yearly_metrics(evidence.plans, commune, period)
        if (target := target_on(evidence.plans, commune, metric.name, period.last))
        and target.value is not None
    ]
    courses = [course(evidence, metric, commune, period) for metric in metrics]
    lines = tuple(_line(year) for year in courses if year is not None)
    without_course = (
        metric.label for metric, year in zip(metrics, courses, strict=True) if year is None
    )
    return lines, tuple(without_course)


def _line(year: Course) -> _Line:
    tally, target = year.to_date.judged_tally, year.to_date.target
    volume = year.expected
    requirement = None
    if target is not None and year.bound is not None and year.coming and volume is not None:
        counts = tally.numerator or 0, tally.denominator or 0
        requirement = requirement_for(target, *counts, volume, year.mendable, year.base_rate)
    bands = outlook.bands(year, volume) if year.coming else None
    return _Line(year, requirement, bands[-1] if bands else None)


def _table(lines: tuple[_Line, ...], colours: Colours) -> Markup:
    rows = join(_row(line, colours) for line in lines)
    head = header("Chỉ tiêu", *_NUMBERS, numeric_headings=_NUMBERS)
    return html_table(head + tag("tbody", rows), colours)


def _row(line: _Line, colours: Colours) -> Markup:
    standing = line.course.to_date
    return tag(
        "tr",
        tag("td", standing.metric.label, small_lines(_target_notes(line.course))),
        tag("td", words.rate(standing), class_="n"),
        tag("td", _requirement_cell(line, colours), class_="n"),
        tag("td", _forecast_cell(line.forecast, line.course), class_="n"),
    )


def _target_notes(year: Course) -> str:
    """ "tối thiểu 80%; mẫu số khác với kế hoạch; đổi trong năm"."""
    target = year.to_date.target
    notes = [words.target_words(target) if target else words.NOTHING]
    if year.to_date.denominator_differs:
        notes.append("mẫu số khác với kế hoạch")
    if year.earlier:
        notes.append("đổi trong năm")
    return "; ".join(notes)


def _forecast_cell(band: Band | None, year: Course) -> Markup:
    """The middle, and the inner band below it."""
    if band is None:
        return join((words.NOTHING,))
    shares = (band.middle, *band.inner)
    middle, low, high = (beside_year_target(share, year, 1) for share in shares)
    return join((middle, small_lines(f"{low}–{high}")))


def _requirement_cell(line: _Line, colours: Colours) -> Markup:
    """The least rate or what must be made up, else the verdict."""
    requirement, year, target = line.requirement, line.course, line.course.to_date.target
    if year.bound is None and target:
        no_base = f"chưa có số liệu năm {target.base_year}"
        return tag("span", no_base, style=f"color:{colours.quiet};white-space:normal")
    if requirement is None and year.coming and year.expected is None:
        return tag("span", "chưa ước được", style=f"color:{colours.quiet}")
    if requirement is None:
        return status_mark(year.to_date, colours)
    if requirement.state == "needed" and target and target.is_ceiling:
        return tag("b", f"≤ {words.percent(requirement.ceiling_rate(), 1)}")
    if requirement.state == "needed":
        return tag("b", words.percent(requirement.rate(), 1))
    if requirement.state == "mending":
        misses = words.number(requirement.at_least - requirement.volume)
        return tag("b", f"bù {misses}") + _second_line("số chưa đạt")
    colour = colours.met if requirement.state in ("enough", "certain") else colours.missed
    verdict, condition = _VERDICTS[requirement.state]
    return tag("span", verdict, style=f"color:{colour}") + _second_line(condition)


def _second_line(text: str) -> Markup:
    """A line below that may break, so that a phone keeps room for the names."""
    return tag("small", text, style="white-space:normal")
