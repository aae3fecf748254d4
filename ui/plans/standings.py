"""A plan as the page shows it: what the document says of itself, and each target's standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from data.edits import merge_edits
from data.periods import Period, last_months, month_of, parse_period
from data.planning.scopes import scopes, set_scope
from data.planning.targets import Plan, Target, in_force, target_on
from data.wording import STATUSES, status_symbol
from metrics.catalogue.metrics import METRICS_BY_NAME, Metric
from metrics.counting.verdicts import Status
from metrics.standings import Standing, validity_to_date
from ui import address, session, storing
from ui.begun_form import begun_form, forget_form
from ui.display import tables, words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag

_SCOPE = "land_construction_investment"
_VALIDITY = "hieu-luc"
_SOURCES = {"export": "từ tệp xuất", "typed": "nhập tay", "none": "chưa tính được"}
_ALL = "tat-ca"
_RESULT_WORDS: dict[Status, str] = {  # in the address
    "missed": "chua-dat",
    "met": "dat",
    "no_data": "thieu-so-lieu",
    "no_cases": "khong-phat-sinh",
    "no_target": "chua-co-con-so",
    "expired": "het-hieu-luc",
}
_IN_WORDS = {**STATUSES, "no_target": (status_symbol("no_target"), "Chưa có con số")}
_CELLS = ("Con số", "Kết quả", "Phạm vi và mẫu số", "Nơi ghi", "Đo bằng")
_BLANK = "(để trống trong văn bản)"
_MOST_MONTHS = 24  # to choose from


def show_head(plan: Plan) -> None:
    """Number, date, issuer and validity, blank where the document leaves them blank."""
    targets_in_force = in_force(plan)
    sources = Counter(_definition(target).source_kind for target in targets_in_force.values())
    st.markdown(
        f"**{words.escape_markdown(plan.title)}**  \n"
        f"Số: {words.escape_markdown(plan.number or _BLANK)} · "
        f"{words.escape_markdown(_date_line(plan))} · "
        f"{words.escape_markdown(plan.issuer)}  \n"
        f"Hiệu lực {words.span(plan.valid_from, plan.valid_to)} · "
        f"{len(plan.targets)} dòng chỉ tiêu, {len(targets_in_force)} chỉ tiêu đang áp dụng: "
        f"{sources['export']} tính từ tệp xuất, {sources['typed']} từ số nhập tay."
    )


def _date_line(plan: Plan) -> str:
    """The plan's date with its label, which is not said twice of "ngày … tháng 3 năm 2026"."""
    if plan.date.casefold().startswith("ngày"):
        return plan.date[:1].upper() + plan.date[1:]
    return f"Ngày: {plan.date or _BLANK}"


def choose_period(plan: Plan, today: date) -> Period:
    """The plan's validity to date, or a quarter or a month of it; the address keeps `ky-xet`."""
    validity = validity_to_date(plan, today)
    months = [
        month
        for month in reversed(last_months(month_of(validity.last), _MOST_MONTHS))
        if month.last >= plan.valid_from
    ]
    quarters = dict.fromkeys(
        f"{month.name[:4]}-Q{(month.first.month + 2) // 3}" for month in months
    )
    names = (_VALIDITY, *quarters, *(month.name for month in months))

    def text(name: str) -> str:
        if name != _VALIDITY:
            return words.period_name(parse_period(name))
        return f"Cả thời gian hiệu lực, {words.span(validity.first, validity.last)}"

    name = address.selectbox("Kỳ xét", "ky-xet", names, _VALIDITY, text)
    address.write("ky-xet")
    return validity if name == _VALIDITY else parse_period(name)


def show_summary(plan: Plan, standings: Sequence[Standing], today: date) -> None:
    """In a sentence how many of the lines have which result, and whether the plan has ended."""
    counts = Counter(_IN_WORDS[_result(standing)][1].lower() for standing in standings)
    st.markdown(", ".join(f"**{count}** dòng {status}" for status, count in counts.most_common()))
    if today > plan.valid_to:
        day = words.day(plan.valid_to)
        st.info(
            f"Kế hoạch đã hết hiệu lực sau ngày {day}; kết quả tính cho thời gian còn hiệu lực."
        )


def choose_results(standings: Sequence[Standing]) -> frozenset[Status]:
    """The results of the lines to show, one or all; the address has it as `ket-qua`."""
    counts = Counter(map(_result, standings))
    by_word = {word: status for status, word in _RESULT_WORDS.items() if counts[status]}

    def text(word: str) -> str:
        if word == _ALL:
            return f"Mọi kết quả ({len(standings)})"
        return f"{_IN_WORDS[by_word[word]][1]} ({counts[by_word[word]]})"

    word = address.selectbox("Kết quả", "ket-qua", (_ALL, *by_word), _ALL, text)
    address.write("ket-qua")
    return frozenset(counts) if word == _ALL else frozenset({by_word[word]})


def targets_table(
    plan: Plan,
    standings: Sequence[Standing],
    results: frozenset[Status],
    plans: Sequence[Plan],
    colours: Colours,
) -> Markup:
    """The table of the plan's targets with these results, in the document's order.

    `standings` are those of its targets, one each; `plans` all that may amend it.
    """
    rows = join(
        _row(plan, target, standing, _amendment(plan, standing, plans), colours)
        for target, standing in zip(plan.targets, standings, strict=True)
        if _result(standing) in results
    )
    head_row = tables.header("Số", "Chỉ tiêu", *_CELLS)
    return tables.html_table(head_row + tag("tbody", rows), colours, "sheet stack plan")


def metrics_by_label(standings: Sequence[Standing]) -> dict[str, Metric]:
    """Each metric of the plan once, by its label, in the variant that it is judged by."""
    return {standing.metric.label: standing.judged_tally.metric for standing in standings}


def _row(
    plan: Plan, target: Target, standing: Standing, amendment: str, colours: Colours
) -> Markup:
    texts = (
        tag("b", words.target_words(target))
        + small_lines(_place_in_force(plan, target), amendment),
        _result_cell(standing, colours),
        join((target.scope or "chung", small_lines(_denominator(target, standing)))),
        target.place,
        _measured_by(_definition(target)),
    )
    number = tag("th", target.id, scope="row", style="white-space:nowrap")
    about = tag("td", target.label, small_lines(target.note or ""))
    cells = (tag("td", text, data_of=heading) for heading, text in zip(_CELLS, texts, strict=True))
    return tag("tr", number, about, *cells)


def _result_cell(standing: Standing, colours: Colours) -> Markup:
    """Status and rate, then the counts, how far they carry and what is missing."""
    symbol, status = _IN_WORDS[_result(standing)]
    mark = tag(
        "span", f"{symbol} {status}", style=f"color:{colours.status_colour(standing.status)}"
    )
    judged = standing.judged_tally
    rate = tag("b", words.rate(standing)) + " " if judged.rate is not None else ""
    return (
        rate
        + mark
        + small_lines(words.counts(judged), words.shortfall(standing), _limits(standing))
    )


def _result(standing: Standing) -> Status:
    """The status; but a target without a number says so, even where counts are missing too."""
    blank = standing.target is not None and standing.target.value is None
    return "no_target" if standing.status == "no_data" and blank else standing.status


def _limits(standing: Standing) -> str:
    """Up to which day the figures carry, or what would have to be there."""
    target, judged = standing.target or standing.expired_target, standing.judged_tally
    covered = judged.coverage.covered_span
    if judged.is_provisional and covered:
        return f"tính đến ngày {words.day(covered[1])}"
    if judged.has_figures or target is None:
        return ""
    missing = {"none": "kế hoạch không nêu năm gốc", "typed": "chưa nhập số liệu"}
    return missing.get(_definition(target).source_kind, words.coverage(standing))


def _place_in_force(plan: Plan, target: Target) -> str:
    """Of a target that is not in force where the one stands that is; "" of most others."""
    applied = in_force(plan)[target.metric]
    if applied == target:
        return "chỉ tiêu của tỉnh, xã, phường nhắc lại" if target.province_wide else ""
    place = "phụ lục" if target.part == "appendix" else "cột sản phẩm"
    if applied.part == target.part and applied.column == target.column:
        place = "chỗ khác"
    return f"ghi khác ở {place}; áp dụng {applied.id}"


def _amendment(plan: Plan, standing: Standing, plans: Sequence[Plan]) -> str:
    """Which plan that began later sets the metric on the period's last day, and from when."""
    metric, last_day = standing.metric.name, standing.period.last
    target = target_on(plans, plan.commune_code, metric, last_day)
    if standing.target is None or target is None or target.plan == plan.key:
        return ""
    later = next(amending for amending in plans if amending.key == target.plan)
    return (
        f"từ {words.day(later.valid_from)} áp dụng theo {later.title}: {words.target_words(target)}"
    )


def _denominator(target: Target, standing: Standing) -> str:
    stated = f"trên {target.denominator}" if target.denominator else "không nêu mẫu số"
    return "; ".join(filter(None, (stated, words.plan_difference_note(standing))))


def _definition(target: Target) -> Metric:
    """What the target is measured by: the metric, or its variant that the plan's words choose."""
    metric = METRICS_BY_NAME[target.metric]
    return metric.variant(target.denominator_variant) or metric


def _measured_by(metric: Metric) -> Markup:
    return join((metric.label, small_lines(metric.formula, _SOURCES[metric.source_kind])))


def edit_scopes() -> None:
    """Choose the fields that "đất đai, xây dựng, đầu tư" counts."""
    st.subheader("Lĩnh vực đất đai, xây dựng, đầu tư", anchor=False)
    folder = session.folder()
    stored = dict.fromkeys(scopes(folder)[_SCOPE], True)
    form = begun_form("scopes", "fields", stored)
    options = sorted(form.shown.keys() | stored.keys() | session.fields())
    fields = st.multiselect(
        "Các lĩnh vực được tính vào chỉ tiêu hài lòng riêng này",
        options,
        default=sorted(form.shown),
        accept_new_options=True,
        key=form.key("fields"),
    )
    # What others chose since is kept: of one field two people cannot choose otherwise.
    chosen = merge_edits(form.stored, dict.fromkeys(fields, True), stored).agreed
    pressed = st.button("Lưu", disabled=chosen == stored, key="save_scope")
    if pressed and storing.is_written(set_scope, folder, _SCOPE, sorted(chosen), session.USER):
        forget_form("scopes")
        st.rerun()
