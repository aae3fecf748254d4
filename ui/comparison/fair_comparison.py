"""So sánh công bằng: rates at a common mix of fields, the bounds of chance, and peers by volume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape

import streamlit as st
from markupsafe import Markup

from metrics.analysis.decomposition import Part, parts_by_field
from metrics.analysis.fair_comparison import (
    LEAST_CASES,
    ComparedCommune,
    compare_communes,
    peers,
    rank_rates,
)
from metrics.counting.tallies import Evidence
from metrics.standings import Standing
from ui.comparison.funnel_chart import TOLD, colour, funnel
from ui.display import charts, words
from ui.display.colours import Colours, colours
from ui.display.tables import sheet

Notes = Mapping[str, Sequence[str]]  # by commune, what its figures do not carry


def section(evidence: Evidence, found: Sequence[Standing]) -> None:
    """The whole part, for one metric of the communes shown."""
    st.subheader("So sánh công bằng", anchor=False)
    known = [one for one in found if one.tally.denominator]
    if len(known) < 2:
        st.info("Cần ít nhất hai xã, phường có số liệu của chỉ số này trong kỳ.")
        return
    least = st.number_input(
        "Ít hồ sơ hơn số này thì không xếp hạng",
        min_value=0,
        value=LEAST_CASES,
        step=5,
        key="least_cases",
        help="Với rất ít hồ sơ, tỷ lệ lên xuống do ngẫu nhiên nhiều hơn do cách làm.",
        width=320,
    )
    overall, mix, found_fair = compare_communes(
        {one.commune_code: _counts(one) for one in known},
        {one.commune_code: _fields(evidence, one) for one in known},
    )
    notes = {one.commune_code: _notes(one) for one in known}
    st.html(_table(found_fair, notes, int(least), colours()))
    st.caption(_explained(overall, mix))
    if mix:
        with st.expander("Cơ cấu lĩnh vực chung dùng để chuẩn hóa"):
            st.html(_mix_table(mix, colours()))
    st.markdown("**Biểu đồ phễu**")
    charts.show(funnel(found_fair, overall, known[0].metric, colours()), "funnel", "Biểu đồ phễu")
    st.caption(
        "Mỗi chấm là một xã, phường. Trong phễu, khác nhau có thể chỉ do ngẫu nhiên vì ít hồ sơ; "
        "ngoài phễu mới là khác thật. Giới hạn 95% và 99,8% theo phân phối nhị thức chính xác."
    )


def _counts(one: Standing) -> tuple[int, int]:
    return one.tally.numerator or 0, one.tally.denominator or 0


def _fields(evidence: Evidence, one: Standing) -> tuple[Part, ...]:
    return parts_by_field(evidence, one.tally.metric, one.commune_code, one.period)


def _notes(one: Standing) -> tuple[str, ...]:
    other = one.tally.metric is not one.metric
    variant = words.variant(one.tally.metric.denominator_variant) if other else ""
    return tuple(text for text in (words.coverage(one), variant) if text)


def _explained(overall: Fraction, mix: Mapping[str, Part]) -> str:
    common = f"Mức chung của các xã, phường đang xem: {words.percent(float(overall))}."
    if not mix:
        return f"{common} Nguồn số liệu không ghi lĩnh vực nên chưa chuẩn hóa được."
    return (
        f"{common} Tỷ lệ chuẩn hóa: tỷ lệ từng lĩnh vực của xã, phường, nhân với cơ cấu lĩnh vực "
        "chung của tất cả; như vậy xã, phường nhiều hồ sơ khó không bị thiệt. Hạng xếp theo tỷ lệ "
        "chuẩn hóa, trong nhóm có khối lượng gần nhau."
    )


def _table(found: Sequence[ComparedCommune], notes: Notes, least: int, colours: Colours) -> str:
    """Communes in groups of like volume, the largest first; those with too few cases last."""
    by_code = {one.code: one for one in found}
    groups, few = peers({one.code: one.denominator for one in found}, least)
    head = "<th scope='col'>Xã, phường</th>" + "".join(
        f"<th scope='col' class='n'>{text}</th>" for text in ("Hạng", "Chuẩn hóa", "Thường")
    )
    body = "".join(_group([by_code[code] for code in group], notes, colours) for group in groups)
    if few:
        told = "quá ít hồ sơ để xếp hạng"
        rows = "".join(_row(by_code[code], "", told, notes[code]) for code in few)
        body += f"<tbody>{_heading(f'Mẫu số dưới {words.number(least)}')}{rows}</tbody>"
    return sheet(Markup(f"<thead><tr>{head}</tr></thead>{body}"), colours)


def _group(group: Sequence[ComparedCommune], notes: Notes, colours: Colours) -> str:
    sizes = [one.denominator for one in group]
    span = words.number(sizes[0])
    if sizes[0] != sizes[-1]:
        span = f"{words.number(sizes[-1])}–{span}"
    places = rank_rates({one.code: one.fair.rate for one in group if one.fair.rate is not None})
    ordered = sorted(group, key=lambda one: (places.get(one.code, len(group) + 1), one.code))
    rows = "".join(
        _row(one, str(places.get(one.code, "")), _verdict(one, colours), notes[one.code])
        for one in ordered
    )
    return f"<tbody>{_heading(f'Mẫu số {span}')}{rows}</tbody>"


def _heading(text: str) -> str:
    return f"<tr><th scope='rowgroup' colspan='4'>{text}</th></tr>"


def _verdict(one: ComparedCommune, colours: Colours) -> str:
    symbol, told = TOLD[one.verdict]
    return f"<span style='color:{colour(one.verdict, colours)}'>{symbol} {told}</span>"


def _row(one: ComparedCommune, place: str, told: str, notes: Sequence[str]) -> str:
    """A commune's figures, and under them across the table what to make of them."""
    fair = words.NOTHING
    if place and one.fair.rate is not None:
        fair = words.percent(float(one.fair.rate)) + ("*" if one.fair.missing else "")
    if "*" in fair:
        notes = (*notes, f"* không có hồ sơ {', '.join(one.fair.missing)}")
    joined = " style='border-bottom:none;padding-bottom:0'"
    counts = f"{words.number(one.numerator)}/{words.number(one.denominator)}"
    under = "".join(f"<small>{escape(note)}</small>" for note in notes)
    return (
        f"<tr><th scope='row'{joined}>{escape(words.commune(one.code))}</th>"
        f"<td class='n'{joined}>{place or words.NOTHING}</td>"
        f"<td class='n'{joined}><b>{fair}</b></td>"
        f"<td class='n'{joined}>{words.percent(one.rate)}<small>{counts}</small></td></tr>"
        f"<tr><td colspan='4' style='padding-top:0'>{told}{under}</td></tr>"
    )


def _mix_table(mix: Mapping[str, Part], colours: Colours) -> str:
    whole = sum(part.denominator for part in mix.values())
    rows = "".join(
        f"<tr><td>{escape(part.name or 'Chưa ghi lĩnh vực')}</td>"
        f"<td class='n'>{words.number(part.denominator)}</td>"
        f"<td class='n'>{words.percent(part.denominator / whole, 1)}</td>"
        f"<td class='n'>{words.percent(part.numerator / part.denominator, 1)}</td></tr>"
        for part in mix.values()
    )
    head = "<th scope='col'>Lĩnh vực</th>" + "".join(
        f"<th scope='col' class='n'>{text}</th>" for text in ("Mẫu số", "Trọng số", "Tỷ lệ chung")
    )
    return sheet(Markup(f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"), colours)
