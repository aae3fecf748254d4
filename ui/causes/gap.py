"""Vì sao chưa đạt: the gap in a sentence, by field, procedure and channel, and the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

import streamlit as st
from markupsafe import Markup

from data.periods import Period
from data.wording import points
from metrics.analysis.decomposition import (
    BY_FORM,
    Change,
    Contribution,
    Part,
    apportion,
    contributions,
    parts_by_field,
    parts_by_procedure_and_channel,
)
from metrics.analysis.provenance import counts_by_procedure
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence
from metrics.standings import Standing
from ui import session
from ui.display import words
from ui.display.colours import Colours
from ui.display.tables import sheet

_UNIT = 10_000  # a change is shown in hundredths of a point
_BY_FORM = "Theo biểu tổng hợp, không tách được"
_CHANNELS = {"": "Chưa ghi hình thức nộp", BY_FORM: _BY_FORM}


@dataclass(frozen=True)
class Split:
    """A standing's gap by fields, procedures and channels, each largest first; empty where unknown.

    The names are ready to read.
    """

    fields: tuple[Contribution, ...]
    procedures: tuple[Contribution, ...]
    channels: tuple[Contribution, ...]


def split(evidence: Evidence, one: Standing) -> Split:
    """What is judged, in parts: fields from the figures read, the others by one query more."""
    if one.target is None or one.status not in ("met", "missed"):
        return Split((), (), ())
    judged = one.judged_tally
    rows = _procedure_rows(session.version(), evidence, judged.metric, one.commune_code, one.period)
    procedures, channels = parts_by_procedure_and_channel(rows, judged)
    fields = parts_by_field(evidence, judged.metric, one.commune_code, one.period)
    return Split(
        contributions(one.target, _named(fields, "Chưa ghi lĩnh vực")) if fields else (),
        contributions(one.target, _named(procedures, "Chưa ghi thủ tục")) if rows else (),
        contributions(one.target, [_of_channel(part) for part in channels])
        if rows and "received_online" not in judged.metric.numerator
        else (),
    )


@st.cache_resource(
    max_entries=128,
    show_spinner=False,
    hash_funcs={Metric: lambda m: (m.name, m.denominator_variant), Evidence: lambda _: 0},
)
def _procedure_rows(
    version: str, evidence: Evidence, metric: Metric, commune: str, period: Period
) -> tuple[tuple[str, str, int, int], ...]:
    return counts_by_procedure(session.warehouse(), evidence, metric, commune, period)


def _named(parts: Sequence[Part], unnamed: str) -> list[Part]:
    names = {"": unnamed, BY_FORM: _BY_FORM}
    return [Part(names.get(p.name, p.name), p.numerator, p.denominator) for p in parts]


def _of_channel(part: Part) -> Part:
    name = _CHANNELS.get(part.name) or words.MEANINGS.get(part.name, part.name)
    return Part(name, part.numerator, part.denominator)


def headline(one: Standing, fields: Sequence[Contribution]) -> str:
    """The gap in a sentence, and the field that makes most of it."""
    if one.status == "missed":
        unit = one.judged_tally.metric.unit
        return f"Còn thiếu {words.number(one.shortfall or 0)} {unit}{_mostly(one, fields)}"
    if one.status == "met":
        return f"Đã đạt{_still_short(one, fields)}"
    return words.status(one)[1]


def details(one: Standing) -> str:
    """Whose figure it is, the target, the rate, and how far the figures carry."""
    title = f"{words.full_commune(one.commune_code)}, {words.short_period(one.period)}"
    limits = f" ({words.coverage(one)})" if words.coverage(one) else ""
    rate = f"{one.metric.label} {words.rate(one)}, {words.counts(one.judged_tally)}"
    if one.status in ("no_data", "no_cases"):
        return f"{title}{limits}."
    if one.target is None or one.target.value is None:
        return f"{title}{limits}: {rate}. Không có mức để so nên không có phần thiếu để tách."
    differs = f" {_by_plan_denominator(one)}" if one.denominator_differs else ""
    return f"{title}{limits}: {rate}; chỉ tiêu {words.target(one.target)}.{differs}"


def _by_plan_denominator(one: Standing) -> str:
    """What the plan counts by, where the figure shown cannot be had that way."""
    named = one.target.denominator_variant if one.target else None
    theirs = f" (kế hoạch tính trên {words.variant(named)})" if named else ""
    return f"Mẫu số khác với kế hoạch{theirs}."


def _mostly(one: Standing, fields: Sequence[Contribution]) -> str:
    """ "; 24 trong đó ở lĩnh vực Đất đai"."""
    if len(fields) < 2 or not one.shortfall:
        return ""
    worst = fields[0]
    where, missing = f"lĩnh vực {words.plain(worst.part.name)}", words.number(worst.missing)
    if worst.missing <= one.shortfall:
        return f"; {missing} trong đó ở {where}"
    return f"; riêng {where} thiếu {missing}, lĩnh vực khác bù lại một phần"


def _still_short(one: Standing, fields: Sequence[Contribution]) -> str:
    if not fields or fields[0].missing <= 0:
        return ""
    worst = fields[0]
    short = f"{words.number(worst.missing)} {one.judged_tally.metric.unit}"
    return f"; tính riêng lĩnh vực {words.plain(worst.part.name)} thì còn thiếu {short}"


def folded(found: Sequence[Contribution], shown: int, others: str) -> tuple[Contribution, ...]:
    """The parts that weigh most either way, and all the rest as one; the sum stays."""
    if len(found) <= shown:
        return tuple(found)
    heavy = sorted(found, key=lambda one: -abs(one.missing))[: shown - 1]
    rest = [one for one in found if one not in heavy]
    counts = (sum(o.part.numerator for o in rest), sum(o.part.denominator for o in rest))
    kept = [one for one in found if one in heavy]
    return *kept, Contribution(Part(f"{len(rest)} {others}", *counts), sum(o.missing for o in rest))


def parts_table(groups: Sequence[tuple[str, Sequence[Contribution]]], colours: Colours) -> str:
    """HTML of a table: each part's rate, counts and what it lacks, under its group's heading."""
    head = "<th scope='col'>Phần</th><th scope='col' class='n'>Thiếu</th>"
    body = "".join(_group(title, found, colours) for title, found in groups if found)
    return sheet(Markup(f"<thead><tr>{head}</tr></thead>{body}"), colours)


def _group(title: str, found: Sequence[Contribution], colours: Colours) -> str:
    rows = "".join(_part_row(one, colours) for one in found)
    missing = sum(one.missing for one in found)
    total = f"<tr><td><b>Cộng</b></td><td class='n'><b>{signed(missing)}</b></td></tr>"
    heading = f"<tr><th scope='rowgroup' colspan='2'>{escape(title)}</th></tr>"
    return f"<tbody>{heading}{rows}{total}</tbody>"


def _part_row(one: Contribution, colours: Colours) -> str:
    part = one.part
    colour = colours.missed if one.missing > 0 else colours.met
    rate = words.percent(None if part.rate is None else float(part.rate))
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    return (
        f"<tr><td>{escape(part.name)}<small>{rate}, {counts}</small></td>"
        f"<td class='n' style='color:{colour}'>{signed(one.missing)}</td></tr>"
    )


def signed(missing: int) -> str:
    """ "24" where cases are missing, "vượt 3" where there are more than needed."""
    return words.number(missing) if missing >= 0 else f"vượt {words.number(-missing)}"


def shown_change(found: Sequence[Change]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """(mix, performance) in hundredths of a point: each part's, and their sums.

    The change is rounded first, then its two components, then the parts of each, so that the
    sentence and the table show the same numbers and every column and line adds up.
    """
    columns = [[one.mix * _UNIT for one in found], [one.performance * _UNIT for one in found]]
    exact = [sum(column, Fraction(0)) for column in columns]
    mix, performance = apportion(exact, round(sum(exact, Fraction(0))))
    parts = apportion(columns[0], mix), apportion(columns[1], performance)
    return list(zip(*parts, strict=True)), (mix, performance)


def change_table(found: Sequence[Change], colours: Colours) -> str:
    """HTML of a table: the change of the rate by field, in points that sum as they are shown."""
    pairs, (mix, performance) = shown_change(found)
    head = "<th scope='col'>Lĩnh vực</th>" + "".join(
        f"<th scope='col' class='n'>{text}</th>" for text in ("Do kết quả", "Do cơ cấu", "Cộng")
    )
    body = "".join(_change_row(one, *pair, colours) for one, pair in zip(found, pairs, strict=True))
    sums = "".join(
        f"<td class='n'>{_points(n)}</td>" for n in (performance, mix, mix + performance)
    )
    foot = f"<tfoot><tr><th scope='row'>Cộng</th>{sums}</tr></tfoot>"
    return sheet(Markup(f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}"), colours)


def _change_row(one: Change, mix: int, performance: int, colours: Colours) -> str:
    rates, cases = (
        f"{before} → {after}"
        for before, after in (
            (_share(one.before.rate), _share(one.after.rate)),
            (words.number(one.before.denominator), words.number(one.after.denominator)),
        )
    )
    total = mix + performance
    colour = colours.met if total > 0 else colours.missed if total < 0 else colours.quiet
    name = escape(one.after.name or one.before.name or "Chưa ghi lĩnh vực")
    return (
        f"<tr><td>{name}<small>{rates}; mẫu số {cases}</small></td>"
        f"<td class='n'>{_points(performance)}</td><td class='n'>{_points(mix)}</td>"
        f"<td class='n' style='color:{colour}'><b>{_points(total)}</b></td></tr>"
    )


def _share(rate: Fraction | None) -> str:
    return words.percent(None if rate is None else float(rate), 1)


def _points(hundredths: int) -> str:
    """Hundredths of a point with their sign: "+1,25"."""
    return words.signed(hundredths / 100, 2)


def change_sentence(found: Sequence[Change], before: Period) -> str:
    """How the rate moved, and how much of it is mix and how much performance."""
    _, (mix, performance) = shown_change(found)
    total = mix + performance
    moved = "tăng" if total > 0 else "giảm" if total < 0 else "không đổi"
    by = f" {points(Fraction(abs(total), _UNIT))}" if total else ""
    return (
        f"So với {words.short_period(before)}, tỷ lệ {moved}{by}: **{_points(performance)}** "
        f"do kết quả trong từng lĩnh vực, **{_points(mix)}** do cơ cấu lĩnh vực thay đổi."
    )
