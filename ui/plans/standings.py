"""A plan as the page shows it: what the document says of itself, and each target's standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from data.periods import Period, month_of, months_to, parse_period
from data.planning.scopes import scopes, set_scope
from data.planning.targets import Plan, Target, in_force, target_on
from data.wording import STATUSES, status_symbol
from metrics.catalogue.metrics import BY_NAME, Metric
from metrics.standings import Standing, Status, validity_to_date
from ui import address, session
from ui.display import tables, words
from ui.display.colours import Colours
from ui.display.markup import join, smalls, tag

_SCOPE = "land_construction_investment"
_WHOLE = "hieu-luc"
_KINDS = {"export": "từ tệp xuất", "typed": "nhập tay", "none": "chưa tính được"}
_EVERY = "tat-ca"
_RESULTS: dict[Status, str] = {
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


def head(plan: Plan) -> None:
    """Number, date, issuer and validity, blank where the document leaves them blank."""
    forced = in_force(plan)
    kinds = Counter(_definition(target).source_kind for target in forced.values())
    st.markdown(
        f"**{words.plain(plan.title)}**  \n"
        f"Số: {words.plain(plan.number or _BLANK)} · Ngày: {plan.date or _BLANK} · "
        f"{words.plain(plan.issuer)}  \n"
        f"Hiệu lực {words.span(plan.valid_from, plan.valid_to)} · "
        f"{len(plan.targets)} dòng chỉ tiêu, {len(forced)} chỉ tiêu đang áp dụng: "
        f"{kinds['export']} tính từ tệp xuất, {kinds['typed']} từ số nhập tay."
    )


def choose_period(plan: Plan, today: date) -> Period:
    """The plan's validity to date, or a quarter or a month of it; the address keeps `ky-xet`."""
    whole = validity_to_date(plan, today)
    months = [m for m in months_to(month_of(whole.last), 24) if m.last >= plan.valid_from]
    quarters = dict.fromkeys(f"{m.name[:4]}-Q{(m.first.month + 2) // 3}" for m in reversed(months))
    names = (_WHOLE, *quarters, *(month.name for month in reversed(months)))

    def text(name: str) -> str:
        if name != _WHOLE:
            return words.period(parse_period(name))
        return f"Cả thời gian hiệu lực, {words.span(whole.first, whole.last)}"

    name = address.selectbox("Kỳ xét", "ky-xet", names, _WHOLE, text)
    address.write("ky-xet")
    return whole if name == _WHOLE else parse_period(name)


def summary(plan: Plan, found: Sequence[Standing], today: date) -> None:
    """How many of the lines stand how, in a sentence."""
    told = Counter(_IN_WORDS[_result(one)][1].lower() for one in found)
    st.markdown(", ".join(f"**{count}** dòng {status}" for status, count in told.most_common()))
    if today > plan.valid_to:
        day = words.day(plan.valid_to)
        st.info(
            f"Kế hoạch đã hết hiệu lực từ sau ngày {day}; kết quả là của thời gian có hiệu lực."
        )


def choose_result(found: Sequence[Standing]) -> frozenset[Status]:
    """The results of the lines to show; the address keeps one as `ket-qua`."""
    told = Counter(map(_result, found))
    by_word = {word: status for status, word in _RESULTS.items() if told[status]}

    def text(word: str) -> str:
        if word == _EVERY:
            return f"Mọi kết quả ({len(found)})"
        return f"{_IN_WORDS[by_word[word]][1]} ({told[by_word[word]]})"

    word = address.selectbox("Kết quả", "ket-qua", (_EVERY, *by_word), _EVERY, text)
    address.write("ket-qua")
    return frozenset(told) if word == _EVERY else frozenset({by_word[word]})


def targets(
    plan: Plan,
    found: Sequence[Standing],
    shown: frozenset[Status],
    plans: Sequence[Plan],
    colours: Colours,
) -> Markup:
    """A table of the plan's targets with these results, in the document's order."""
    rows = join(
        _row(plan, target, one, _amended(plan, one, plans), colours)
        for target, one in zip(plan.targets, found, strict=True)
        if _result(one) in shown
    )
    head_row = tables.header("Số", "Chỉ tiêu", *_CELLS)
    return tables.sheet(head_row + tag("tbody", rows), colours, "sheet stack plan")


def judged_metrics(found: Sequence[Standing]) -> dict[str, Metric]:
    """Each metric of the plan once, by its label, as it is judged."""
    return {one.metric.label: one.judged_tally.metric for one in found}


def _row(plan: Plan, target: Target, one: Standing, amended: str, colours: Colours) -> Markup:
    texts = (
        tag("b", words.target(target)) + smalls(_place_in_force(plan, target), amended),
        _standing(one, colours),
        join((target.scope or "chung", smalls(_denominator(target, one)))),
        target.place,
        _measured(_definition(target)),
    )
    number = tag("th", target.id, scope="row", style="white-space:nowrap")
    about = tag("td", target.label, smalls(target.note or ""))
    cells = (tag("td", text, data_of=of) for of, text in zip(_CELLS, texts, strict=True))
    return tag("tr", number, about, *cells)


def _standing(one: Standing, colours: Colours) -> Markup:
    """Status and rate, then the counts, how far they carry and what is missing."""
    symbol, status = _IN_WORDS[_result(one)]
    mark = tag("span", f"{symbol} {status}", style=f"color:{colours.of(one.status)}")
    judged = one.judged_tally
    rate = tag("b", words.percent(judged.rate)) + " " if judged.rate is not None else ""
    return rate + mark + smalls(words.counts(judged), words.shortfall(one), _limits(one))


def _result(one: Standing) -> Status:
    """A target without a number is told as such, whatever counts there are."""
    blank = one.target is not None and one.target.value is None
    return "no_target" if one.status == "no_data" and blank else one.status


def _limits(one: Standing) -> str:
    """Up to which day the figures carry, or what would have to be there."""
    target, judged = one.target or one.expired_target, one.judged_tally
    covered = judged.coverage.covered
    if judged.provisional and covered:
        return f"tính đến ngày {words.day(covered[1])}"
    if judged.numerator is not None or target is None:
        return ""
    needed = {"none": "kế hoạch không nêu năm gốc", "typed": "chưa nhập số liệu"}
    return needed.get(_definition(target).source_kind, words.coverage(one))


def _place_in_force(plan: Plan, target: Target) -> str:
    """Whether the target is in force, or where else its metric's target stands."""
    forced = in_force(plan)[target.metric]
    if forced == target:
        return "chỉ tiêu của tỉnh, phường nhắc lại" if target.province_wide else ""
    place = "phụ lục" if target.part == "appendix" else "cột sản phẩm"
    if forced.part == target.part and forced.column == target.column:
        place = "chỗ khác"
    return f"ghi khác ở {place}; áp dụng {forced.id}"


def _amended(plan: Plan, one: Standing, plans: Sequence[Plan]) -> str:
    """Which plan that began later sets the metric on the period's last day, and from when."""
    found = target_on(plans, plan.commune_code, one.metric.name, one.period.last)
    if one.target is None or found is None or found.plan == plan.key:
        return ""
    later = next(other for other in plans if other.key == found.plan)
    return f"từ {words.day(later.valid_from)} áp dụng theo {later.title}: {words.target(found)}"


def _denominator(target: Target, one: Standing) -> str:
    stated = f"trên {target.denominator}" if target.denominator else "không nêu mẫu số"
    return f"{stated}; mẫu số khác với kế hoạch" if one.denominator_differs else stated


def _definition(target: Target) -> Metric:
    """What the target is measured by: the metric, or its variant that the plan's words choose."""
    metric = BY_NAME[target.metric]
    return metric.variant(target.denominator_variant) or metric


def _measured(metric: Metric) -> Markup:
    return join((metric.label, smalls(metric.formula, _KINDS[metric.source_kind])))


def edit_scopes() -> None:
    """The fields that "đất đai, xây dựng, đầu tư" counts."""
    st.subheader("Lĩnh vực đất đai, xây dựng, đầu tư", anchor=False)
    folder = session.folder()
    chosen = scopes(folder)[_SCOPE]
    options = sorted(chosen | session.fields())
    fields = st.multiselect(
        "Các lĩnh vực được tính vào chỉ tiêu hài lòng riêng này",
        options,
        default=sorted(chosen),
        accept_new_options=True,
        key="scope_fields",
    )
    if st.button("Lưu", disabled=set(fields) == chosen, key="save_scope"):
        set_scope(folder, _SCOPE, fields, session.USER)
        st.rerun()
