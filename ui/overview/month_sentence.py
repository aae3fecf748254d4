"""The month in one sentence: how many targets are met or missed, which is furthest, what lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from data.wording import lower_first_letter, status_text
from metrics.counting.verdicts import Status
from metrics.forecasting.stakes import (
    bearable_cases,
    furthest_standing,
    is_at_risk,
    stake_sort_key,
)
from metrics.standings import Standing
from ui.display import words
from ui.display.markup import join, tag

# What is not judged, in the order in which it is said; of the rest nobody need know at once.
_UNJUDGED: tuple[Status, ...] = ("no_data", "no_cases", "no_target", "upcoming", "expired")


def month_sentence(
    standings: Sequence[Standing], link_of: Callable[[Standing], str] = lambda standing: ""
) -> Markup:
    """HTML: a sentence that judges the demanded standings; `link_of` gives addresses or "".

    `standings` are those demanded, at least one, of one commune and period; `link_of` gives the
    address that the metric named in it leads to, "" for none.
    """
    judged = [standing for standing in standings if standing.status in ("met", "missed")]
    title = f"{words.period_name(standings[0].period)}{_common_day_clause(judged)}: "
    if not judged:
        return join((title, _unjudged_clause(standings), "."))
    clauses = [
        _count_clause(judged, len(standings)) + _furthest_clause(judged, link_of),
        _risk_clause(judged),
        _partial_days_clause(judged),
        *_rest_clauses(standings),
    ]
    return join((title, join(filter(None, clauses), "; "), "."))


def _count_clause(judged: Sequence[Standing], demanded_count: int) -> Markup:
    """How many judged targets are missed, or that all are met or missed: "3 trong 9 …"."""
    missed_count = sum(standing.status == "missed" for standing in judged)
    count = tag("b", words.number(missed_count))
    targets = "chỉ tiêu" if len(judged) == demanded_count else "chỉ tiêu có số liệu"
    if 0 < missed_count < len(judged):
        return join((count, f" trong {words.number(len(judged))} {targets} chưa đạt"))
    if len(judged) == 1:
        result = tag("b", "chưa đạt" if missed_count else "đã đạt")
        return join((f"{targets.replace('chỉ tiêu', 'chỉ tiêu duy nhất')} ", result))
    count = tag("b", words.number(len(judged)))
    return join(("cả ", count, f" {targets} đều {'chưa đạt' if missed_count else 'đạt'}"))


def _furthest_clause(judged: Sequence[Standing], link_of: Callable[[Standing], str]) -> Markup:
    """Which missed target is furthest and by how many cases; empty where none is missed."""
    missed = sorted((s for s in judged if s.status == "missed"), key=stake_sort_key)
    if not missed:
        return Markup()
    furthest = furthest_standing(missed)
    named = furthest or missed[0]
    address, label = link_of(named), named.metric.label
    name = tag("a", label, href=address) if address else Markup.escape(label)
    lead = ": " if len(missed) == 1 else ", xa nhất là " if furthest else ", trong đó có "
    size = words.shortfall(named)
    return join((lead, name, ", " if size else "", tag("b", size) if size else ""))


def _risk_clause(judged: Sequence[Standing]) -> str:
    """How many targets are met but at risk, and a single one's margin; "" if none is."""
    at_risk = sorted(filter(is_at_risk, judged), key=stake_sort_key)
    if not at_risk:
        return ""
    if len(at_risk) > 1:
        return f"{words.number(len(at_risk))} chỉ tiêu đạt nhưng sát mức"
    room = words.number((bearable_cases(at_risk[0]) or 0) + 1)
    label, case_name = at_risk[0].metric.label, at_risk[0].judged_tally.metric.case_name
    is_ceiling = at_risk[0].target is not None and at_risk[0].target.is_ceiling
    misses = f"thêm {room} {case_name} {'là vượt' if is_ceiling else 'không đạt là hụt'}"
    return f"{label} đạt nhưng sát mức, {misses}"


def _rest_clauses(standings: Sequence[Standing]) -> Iterator[str]:
    """A clause for each reason why targets are not judged: "9 chỉ tiêu thiếu số liệu"."""
    counts = Counter(standing.status for standing in standings)
    for status in _UNJUDGED:
        if counts[status]:
            yield f"{words.number(counts[status])} chỉ tiêu {_reason_words(status)}"


def _reason_words(status: Status) -> str:
    """Why targets of this status are not judged: "chưa có con số", after "chỉ tiêu"."""
    reasons: dict[Status, str] = {"no_target": "chưa có con số", "expired": "đã hết hiệu lực"}
    return reasons.get(status) or lower_first_letter(status_text(status))


def _unjudged_clause(standings: Sequence[Standing]) -> str:
    """A clause on what is known where nothing is judged: figures, or targets by reason."""
    known_count = sum(standing.judged_tally.has_figures for standing in standings)
    has_targets = any(standing.target or standing.expired_target for standing in standings)
    if not has_targets and known_count:
        return f"{words.number(known_count)} chỉ số có số liệu, chưa có chỉ tiêu để so"
    if not has_targets:
        return "chưa có số liệu"
    if not any(standing.target for standing in standings):
        known = words.number(known_count)
        return f"kế hoạch đã hết hiệu lực nên chưa có chỉ tiêu để xét; {known} chỉ số có số liệu"
    return f"chưa xét được chỉ tiêu nào; {'; '.join(_rest_clauses(standings))}"


def _last_days(judged: Sequence[Standing]) -> list[date | None]:
    """For each standing the last day that it reaches if provisional, None if it is whole."""
    return [
        span[1] if tally.is_provisional and span else None
        for tally in (standing.judged_tally for standing in judged)
        for span in (tally.coverage.covered_span,)
    ]


def _common_day_clause(judged: Sequence[Standing]) -> str:
    """ ", tính đến ngày 20/10/2026" where every figure reaches that day alone; else ""."""
    (day, *further_days) = set(_last_days(judged)) or {None}
    return f", tính đến ngày {words.day(day)}" if day and not further_days else ""


def _partial_days_clause(judged: Sequence[Standing]) -> str:
    """Which figures end early where others do not, "2 chỉ tiêu mới tính đến …"; else ""."""
    counts = Counter(_last_days(judged))
    days = sorted(day for day in counts if day)
    if len(counts) < 2:
        return ""
    to_date_count = words.number(sum(counts[day] for day in days))
    return f"{to_date_count} chỉ tiêu mới tính đến ngày {' và '.join(map(words.day, days))}"
