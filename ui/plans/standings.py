"""A plan as the page shows it: what the document says of itself, and each target's standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup

from data.periods import Period, last_months, month_of, parse_period
from data.planning.targets import Plan, Target, targets_in_force
from data.planning.tasks_of_plans import tasks_of
from data.wording import STATUSES, status_symbol
from metrics.catalogue.metrics import Metric
from metrics.counting.verdicts import Status
from metrics.rate_words import source_note
from metrics.scope_words import scope_note
from metrics.standings import Standing, validity_to_date
from ui import address
from ui.display import tables, words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.plans.target_notes import (
    amendment_note,
    coverage_note,
    denominator_note,
    measuring_metric,
    other_target_note,
)

_WHOLE_VALIDITY = "hieu-luc"
_SOURCES = {"export": "từ tệp xuất", "typed": "nhập tay", "none": "chưa tính được"}
_ALL_RESULTS = "tat-ca"
_RESULT_WORDS: dict[Status, str] = {  # in the address
    "missed": "chua-dat",
    "met": "dat",
    "no_data": "thieu-so-lieu",
    "no_cases": "khong-phat-sinh",
    "no_target": "chua-co-con-so",
    "expired": "het-hieu-luc",
    "upcoming": "chua-ap-dung",
}
_STATUS_WORDS = {**STATUSES, "no_target": (status_symbol("no_target"), "Chưa có con số")}
_CELL_HEADINGS = ("Con số", "Kết quả", "Phạm vi và mẫu số", "Nơi ghi", "Đo bằng")
_BLANK = "(để trống trong văn bản)"
_MOST_MONTHS = 24  # to choose from


def show_plan_head(plan: Plan) -> None:
    """Draw a plan's title, number, date, issuer, validity, and numbers of targets and tasks."""
    st.markdown(
        f"**{words.escape_markdown(plan.title)}**  \n"
        f"Số: {words.escape_markdown(plan.number or _BLANK)} · "
        f"{words.escape_markdown(_date_line(plan))} · "
        f"{words.escape_markdown(plan.issuer)}  \n"
        + " · ".join(
            [f"Hiệu lực {words.span(plan.valid_from, plan.valid_to)}", *_count_words(plan)]
        )
    )


def _count_words(plan: Plan) -> Iterator[str]:
    """Markdown phrases: how many targets, and in force by source; how many tasks, if any."""
    if plan.targets:
        targets = targets_in_force(plan)
        source_counts = Counter(measuring_metric(target).source_kind for target in targets)
        yield (
            f"{len(plan.targets)} dòng chỉ tiêu, {len(targets)} chỉ tiêu đang áp dụng: "
            f"{source_counts['export']} tính từ tệp xuất, {source_counts['typed']} từ số nhập tay."
        )
    if tasks := tasks_of(plan):
        yield f"[{words.number(len(tasks))} nhiệm vụ](nhiem-vu?ke-hoach-cua={plan.key})"


def _date_line(plan: Plan) -> str:
    """The plan's date, led by "Ngày: " unless it says so itself: "Ngày 12 tháng 3 năm 2026"."""
    if plan.date.casefold().startswith("ngày"):
        return plan.date[:1].upper() + plan.date[1:]
    return f"Ngày: {plan.date or _BLANK}"


def choose_period(plan: Plan, today: date) -> Period:
    """Draw the choice of the plan's validity up to `today`, a quarter or month; give the period."""
    validity = validity_to_date(plan, today)
    months = [
        month
        for month in reversed(last_months(month_of(validity.last), _MOST_MONTHS))
        if month.last >= plan.valid_from
    ]
    quarters = dict.fromkeys(
        f"{month.name[:4]}-Q{(month.first.month + 2) // 3}" for month in months
    )
    names = (_WHOLE_VALIDITY, *quarters, *(month.name for month in months))

    def period_label(name: str) -> str:
        """A quarter's or month's name, or the whole validity's, as the select box writes it."""
        if name != _WHOLE_VALIDITY:
            return words.period_name(parse_period(name))
        return f"Cả thời gian hiệu lực, {words.span(validity.first, validity.last)}"

    name = address.choose_option("Kỳ xét", "ky-xet", names, _WHOLE_VALIDITY, period_label)
    address.write_choices("ky-xet")
    return validity if name == _WHOLE_VALIDITY else parse_period(name)


def show_summary(plan: Plan, standings: Sequence[Standing], today: date) -> None:
    """Draw how many of the plan's lines have which result, and if it has ended by `today`."""
    counts = Counter(_STATUS_WORDS[_result_status(standing)][1].lower() for standing in standings)
    st.markdown(", ".join(f"**{count}** dòng {status}" for status, count in counts.most_common()))
    if today > plan.valid_to:
        day = words.day(plan.valid_to)
        st.info(
            f"Kế hoạch đã hết hiệu lực sau ngày {day}; kết quả tính cho thời gian còn hiệu lực."
        )


def choose_results(standings: Sequence[Standing]) -> frozenset[Status]:
    """Draw the choice of one result or all; give the statuses whose lines are to be drawn."""
    counts = Counter(map(_result_status, standings))
    status_by_word = {word: status for status, word in _RESULT_WORDS.items() if counts[status]}

    def result_label(word: str) -> str:
        """The label of a result's word in the address: its name and how many lines have it."""
        if word == _ALL_RESULTS:
            return f"Mọi kết quả ({len(standings)})"
        return f"{_STATUS_WORDS[status_by_word[word]][1]} ({counts[status_by_word[word]]})"

    word = address.choose_option(
        "Kết quả", "ket-qua", (_ALL_RESULTS, *status_by_word), _ALL_RESULTS, result_label
    )
    address.write_choices("ket-qua")
    return frozenset(counts) if word == _ALL_RESULTS else frozenset({status_by_word[word]})


def targets_table(
    plan: Plan,
    standings: Sequence[Standing],
    results: frozenset[Status],
    plans: Sequence[Plan],
    colours: Colours,
    reference_lines: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """An HTML table of those targets of the plan whose status is in `results`, in its order.

    `standings` are those of its targets, one each; `plans` all that may amend it. A reference line,
    by the target's id, stands below its result and does not judge it.
    """
    rows = join(
        _target_row(
            target,
            standing,
            (other_target_note(plan, target), amendment_note(plan, standing, plans)),
            reference_lines.get(target.id, ""),
            colours,
        )
        for target, standing in zip(plan.targets, standings, strict=True)
        if _result_status(standing) in results
    )
    head_row = tables.header("Số", "Chỉ tiêu", *_CELL_HEADINGS)
    return tables.html_table(head_row + tag("tbody", rows), colours, "sheet stack plan")


def metrics_by_label(standings: Sequence[Standing]) -> dict[str, Metric]:
    """Metric's label → the metric, in the variant that its standing is judged by."""
    return {standing.metric.label: standing.judged_tally.metric for standing in standings}


def _target_row(
    target: Target,
    standing: Standing,
    target_notes: Sequence[str],
    reference_line: str,
    colours: Colours,
) -> Markup:
    """A target's table row; `target_notes` (some "") stand below its demand."""
    scope_notes = denominator_note(target, standing), scope_note(standing)
    texts = (
        tag("b", words.target_words(target)) + small_lines(*target_notes),
        _result_texts(standing, colours) + small_lines(reference_line),
        join((target.scope or "chung", small_lines(*scope_notes))),
        target.place,
        _metric_texts(measuring_metric(target)),
    )
    number_cell = tag("th", target.id, scope="row", style="white-space:nowrap")
    target_cell = tag("td", target.label, small_lines(target.note or ""))
    cells = (
        tag("td", text, data_of=heading)
        for heading, text in zip(_CELL_HEADINGS, texts, strict=True)
    )
    return tag("tr", number_cell, target_cell, *cells)


def _result_texts(standing: Standing, colours: Colours) -> Markup:
    """A cell's content: rate and status, then counts, how far they carry, what is missing."""
    symbol, status = _STATUS_WORDS[_result_status(standing)]
    mark = tag(
        "span", f"{symbol} {status}", style=f"color:{colours.status_colour(standing.status)}"
    )
    judged_tally = standing.judged_tally
    rate = tag("b", words.rate(standing)) + " " if judged_tally.rate is not None else ""
    return (
        rate
        + mark
        + small_lines(
            words.counts(judged_tally),
            source_note(standing),
            words.shortfall(standing),
            coverage_note(standing),
        )
    )


def _result_status(standing: Standing) -> Status:
    """A standing's status, but "no_target" for a target without a number that lacks counts too."""
    has_no_number = standing.target is not None and standing.target.value is None
    return "no_target" if standing.status == "no_data" and has_no_number else standing.status


def _metric_texts(metric: Metric) -> Markup:
    """The metric's label, formula and where its counts come from, as HTML."""
    return join((metric.label, small_lines(metric.formula, _SOURCES[metric.source_kind])))
