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
from ui.causes import outlook
from ui.causes.year_target_words import year_rate_text
from ui.display import markup, words
from ui.display.colours import Colours, colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table, status_mark
from ui.kept import kept

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
class _TargetLine:
    """A yearly target: its course, what is needed from now on, and the band that it may end in."""

    course: Course
    requirement: Requirement | None
    forecast: Band | None


def show_section(evidence: Evidence, commune_code: str, period: Period) -> None:
    """Draw the table of yearly targets, and name those without figures; nothing without any."""
    lines, labels_without_course = _target_lines(evidence, commune_code, period)
    if not lines:
        return
    st.header("Mọi chỉ tiêu cả năm", anchor=False)
    markup.show_html(_lines_table(lines, colours()))
    st.caption(
        "Khối lượng còn lại của mỗi chỉ tiêu lấy theo gợi ý; phát sinh khác đi thì “đủ nếu như dự "
        "kiến” và “không thể nếu như dự kiến” cũng khác. Dự báo: mức giữa và dải 80%."
        + (f" Chưa tính được: {', '.join(labels_without_course)}." if labels_without_course else "")
    )


@kept(128, lambda evidence, *place: (evidence.version, *place))
def _target_lines(
    evidence: Evidence, commune_code: str, period: Period
) -> tuple[tuple[_TargetLine, ...], tuple[str, ...]]:
    """(lines of the yearly targets with a number, labels of those that lack figures)."""
    metrics = [
        metric
        for metric in yearly_metrics(evidence.plans, commune_code, period)
        if (target := target_on(evidence.plans, commune_code, metric.name, period.last))
        and target.value is not None
    ]
    courses = [course(evidence, metric, commune_code, period) for metric in metrics]
    lines = tuple(_target_line(year_course) for year_course in courses if year_course is not None)
    labels_without_course = (
        metric.label
        for metric, year_course in zip(metrics, courses, strict=True)
        if year_course is None
    )
    return lines, tuple(labels_without_course)


def _target_line(year_course: Course) -> _TargetLine:
    """A yearly target's line; no requirement where figures or the expected volume lack."""
    tally, target = year_course.standing.judged_tally, year_course.standing.target
    volume = year_course.expected_cases
    requirement = None
    if (
        target is not None
        and year_course.bound is not None
        and year_course.months_to_come
        and volume is not None
    ):
        counts = tally.numerator or 0, tally.denominator or 0
        requirement = requirement_for(
            target, *counts, volume, year_course.mendable_misses, year_course.base_rate
        )
    bands = outlook.forecast_bands(year_course, volume) if year_course.months_to_come else None
    return _TargetLine(year_course, requirement, bands[-1] if bands else None)


def _lines_table(lines: tuple[_TargetLine, ...], colours: Colours) -> Markup:
    """An HTML table of the yearly targets, a row each."""
    rows = join(_line_row(line, colours) for line in lines)
    head = header("Chỉ tiêu", *_NUMBERS, numeric_headings=_NUMBERS)
    return html_table(head + tag("tbody", rows), colours)


def _line_row(line: _TargetLine, colours: Colours) -> Markup:
    """A target's table row: its demand, the rate to date, what is still needed, the forecast."""
    standing = line.course.standing
    return tag(
        "tr",
        tag("td", standing.metric.label, small_lines(_target_note(line.course))),
        tag("td", words.rate(standing), class_="n"),
        tag("td", _requirement_texts(line, colours), class_="n"),
        tag("td", _forecast_texts(line.forecast, line.course), class_="n"),
    )


def _target_note(year_course: Course) -> str:
    """A target, with a differing denominator or change noted: "tối thiểu 80%; đổi trong năm"."""
    target = year_course.standing.target
    notes = [words.target_words(target) if target else words.NOTHING]
    if year_course.standing.denominator_differs:
        notes.append("mẫu số khác với kế hoạch")
    if year_course.earlier_targets:
        notes.append("đổi trong năm")
    return "; ".join(notes)


def _forecast_texts(band: Band | None, year_course: Course) -> Markup:
    """A cell's content: the forecast's middle, and its inner band below; a dash without one."""
    if band is None:
        return join((words.NOTHING,))
    shares = (band.middle, *band.inner)
    middle, low, high = (year_rate_text(share, year_course, 1) for share in shares)
    return join((middle, small_lines(f"{low}–{high}")))


def _requirement_texts(line: _TargetLine, colours: Colours) -> Markup:
    """A cell's content: the least rate or misses to mend that the year needs; else the verdict."""
    requirement, year_course, target = (
        line.requirement,
        line.course,
        line.course.standing.target,
    )
    if year_course.bound is None and target:
        base_note = f"chưa có số liệu năm {target.base_year}"
        return tag("span", base_note, style=f"color:{colours.quiet};white-space:normal")
    if requirement is None and year_course.months_to_come and year_course.expected_cases is None:
        return tag("span", "chưa ước được", style=f"color:{colours.quiet}")
    if requirement is None:
        return status_mark(year_course.standing, colours)
    if requirement.state == "needed" and target and target.is_ceiling:
        return tag("b", f"≤ {words.percent(requirement.ceiling_rate(), 1)}")
    if requirement.state == "needed":
        return tag("b", words.percent(requirement.rate(), 1))
    if requirement.state == "mending":
        misses = words.number(requirement.least_good_cases - requirement.volume)
        return tag("b", f"bù {misses}") + _second_line("số chưa đạt")
    colour = colours.met if requirement.state in ("enough", "certain") else colours.missed
    verdict, condition = _VERDICTS[requirement.state]
    return tag("span", verdict, style=f"color:{colour}") + _second_line(condition)


def _second_line(text: str) -> Markup:
    """A small line below a cell's first, which may break to keep room on a phone."""
    return tag("small", text, style="white-space:normal")
