"""Cách tính: what stands folded in a card, on how its figure is counted and what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from data.planning.targets import Target
from metrics.standings import Standing
from ui.display import words
from ui.display.markup import join, tag
from ui.overview.card_lines import change_on_previous_period


def explanation(
    standing: Standing, previous_standing: Standing, origin_lines: Sequence[str]
) -> Markup:
    """A folded `<details>`: counts, other denominators, formula, target's place, uploads."""
    notes = (
        words.counts(standing.judged_tally),
        _common_rate_words(standing),
        _difference_words(standing),
        change_on_previous_period(standing, previous_standing),
    )
    terms = (
        *(tag("dd", note, class_="all") for note in notes if note),
        *_definition_terms(standing),
        *_origin_terms(origin_lines),
    )
    return tag("details", tag("summary", "Cách tính"), tag("dl", *terms))


def _common_rate_words(standing: Standing) -> str:
    """The rate and counts by the denominator that all communes share; "" where it is that."""
    if standing.plan_tally is None or standing.tally.rate is None:
        return ""
    counts = words.counts(standing.tally)
    return f"Theo mẫu số chung: {words.common_rate(standing)} ({counts})"


def _difference_words(standing: Standing) -> str:
    """Which counts are not those that the plan asks for, and what it asks for; "" if none."""
    variant = standing.target.denominator_variant if standing.target else None
    if not standing.denominator_differs or variant is None:
        return ""
    difference_note = words.plan_difference_note(standing).capitalize()
    return f"{difference_note} (kế hoạch tính trên {words.variant(variant)})"


def _definition_terms(standing: Standing) -> Iterator[Markup]:
    """`<dt>` and `<dd>` pairs: formula, source, where the target stands, and its note."""
    metric, target = standing.judged_tally.metric, standing.target or standing.expired_target
    terms = {"Công thức": metric.formula, "Theo": metric.source}
    if target:
        terms["Chỉ tiêu ở"] = _target_place(target)
    if target and target.note:
        terms["Lưu ý"] = target.note
    for term, text in terms.items():
        yield join((tag("dt", term), tag("dd", text)))


def _target_place(target: Target) -> str:
    """Where in its plan the target stands, its id, and whether it repeats the province's."""
    restated_note = "; chỉ tiêu của tỉnh, xã, phường nhắc lại" if target.province_wide else ""
    return f"{target.place} ({target.id}){restated_note}"


def _origin_terms(origin_lines: Sequence[str]) -> Iterator[Markup]:
    """HTML terms: the heading "Số này từ đâu?", then each line; nothing without lines."""
    if origin_lines:
        yield tag("dt", "Số này từ đâu?", class_="all")
    for line in origin_lines:
        yield tag("dd", line, class_="all")
