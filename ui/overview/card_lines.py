"""The short lines of an overview's card: status, target, cause, and marks of what is unusual."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from data.wording import capitalise_first_letter, change_text, in_points
from metrics.analysis.decomposition import Contribution
from metrics.forecasting.stakes import bearable_cases, is_at_risk
from metrics.rate_words import source_note
from metrics.scope_words import scope_note
from metrics.standings import Standing, is_comparable
from ui.display import coverage_words, words
from ui.display.markup import join, tag

_POINTS = " điểm phần trăm"


def card_lines(standing: Standing, cause: Contribution | None) -> Iterator[Markup]:
    """A card's paragraphs, those that apply: status, target, counts, notes, cause, risk, days."""
    status = " ".join(words.status(standing))
    shortfall = words.shortfall(standing)
    yield tag("p", " · ".join(filter(None, (status, shortfall))), class_="status")
    if target_and_counts := list(_target_and_counts(standing)):
        yield tag("p", join(target_and_counts, " · "), class_="quiet")
    if note := source_note(standing):
        yield tag("p", note, class_="quiet")
    if note := scope_note(standing):
        yield tag("p", note, class_="warn")
    if cause:
        yield tag("p", cause_words(cause, standing))
    if risk_words := _risk_words(standing):
        yield tag("p", risk_words, class_="warn")
    if coverage_note := coverage_words.coverage(standing):
        yield tag("p", capitalise_first_letter(coverage_note), class_="warn")


def cause_words(cause: Contribution, standing: Standing) -> str:
    """Which field makes most of a miss: "Chủ yếu: Đất đai, 31 trong 84".

    A field may lack more than the whole, where others make up for it: "Riêng Đất đai thiếu 31".
    """
    name, missing_count = cause.part.name or "chưa ghi lĩnh vực", words.number(cause.missing_cases)
    is_ceiling = standing.target is not None and standing.target.is_ceiling
    miss = "vượt" if is_ceiling else "thiếu"
    if standing.shortfall is not None and cause.missing_cases <= standing.shortfall:
        # The cases are named in the line above; once more, they would make the card a line higher.
        return f"Chủ yếu: {name}, {missing_count} trong {words.number(standing.shortfall)}"
    return f"Riêng {name} {miss} {missing_count}"


def change_mark(standing: Standing, previous_standing: Standing) -> Markup:
    """The change on the period before, "▼ 3,91", with a tooltip; empty if not comparable."""
    change = change_on_previous_period(standing, previous_standing)
    if not change:
        return Markup()
    mark = change.partition(" so với ")[0].removesuffix(_POINTS)
    return tag("small", mark, title=change)


def change_on_previous_period(standing: Standing, previous_standing: Standing) -> str:
    """The rate's change: "▼ 3,91 điểm phần trăm so với tháng 8/2026"; "" where not comparable."""
    if not is_comparable(standing, previous_standing):
        return ""
    rates = standing.judged_tally.rate or 0, previous_standing.judged_tally.rate or 0
    change = change_text(rates[0] - rates[1])
    if standing.metric.unit == "points":
        change = in_points(change)
    return f"{change} so với {words.short_period(previous_standing.period)}"


def _target_and_counts(standing: Standing) -> Iterator[str]:
    """ "Chỉ tiêu: …", "317/385" and a mark of an unusual denominator, those that apply."""
    if standing.target:
        yield f"Chỉ tiêu: {words.target_words(standing.target)}"
    if standing.expired_target:
        yield f"Chỉ tiêu cũ: {words.target_words(standing.expired_target)}"
    tally = standing.judged_tally
    if tally.numerator is not None and tally.metric.unit == "cases":
        yield f"{words.number(tally.numerator)}/{words.number(tally.denominator or 0)}"
    if words.plan_difference_note(standing):
        yield tag("span", "mẫu số khác", class_="warn")
    elif standing.plan_tally and standing.tally.rate is not None:
        yield "mẫu số kế hoạch"


def _risk_words(standing: Standing) -> str:
    """How many more misses would break a target that is met to date; "" where not at risk."""
    misses = bearable_cases(standing)
    if misses is None or not is_at_risk(standing):
        return ""
    is_ceiling = standing.target is not None and standing.target.is_ceiling
    metric = standing.judged_tally.metric
    if is_ceiling:
        return f"Sát mức: thêm {words.number(misses + 1)} {metric.case_name} là vượt"
    return f"Sát mức: thêm {words.number(misses + 1)} {metric.case_name} không đạt là hụt chỉ tiêu"
