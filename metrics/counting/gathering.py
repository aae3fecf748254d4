"""All that the tallies of some communes and periods need, read at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from data.cache.warehouse import Figures
from data.fields import field_key
from data.periods import Period, same_days_in_year
from data.planning.targets import Plan, Target
from data.planning.task_records import PlanRecords
from metrics.counting.coverage import Source, Span
from metrics.counting.day_counts import Holdings, read_day_counts, read_holdings
from metrics.counting.plan_tasks import plan_tasks_by_commune
from metrics.counting.procedure_counts import read_procedure_counts
from metrics.counting.tallies import Evidence, Scopes

_DAY = timedelta(days=1)


def gather_evidence(
    warehouse: Figures,
    communes: Sequence[str],
    periods: Sequence[Period],
    scopes: Scopes,
    plans: Sequence[Plan],
    holdings: Holdings | None = None,
    task_records: Sequence[PlanRecords] = (),
) -> Evidence:
    """Read, of one version, the evidence for tallies of these communes over these periods.

    `holdings` are read here where the caller has none at hand. Those of a caller must be of the
    version that is read: such a caller hands in its reading. `task_records` are what was recorded
    of the plans' tasks.
    """
    with warehouse.reading() as reading:
        holdings = holdings or read_holdings(reading)
        sources = [source for code in communes for source in holdings.sources_of(code)]
        spans = [(period.first, period.last) for period in periods]
        spans += _target_spans(spans, sources, [p for p in plans if p.commune_code in communes])
        cuts = _cut_days(spans, sources)
        counts = read_day_counts(reading, communes, cuts)
        procedures = read_procedure_counts(reading, spans, sources)
    fields = {field for code in communes for field in counts.fields(code)}
    fields |= {field for form in holdings.forms.values() for field in form.fields()}
    spelled_scopes = {name: _with_field_spellings(scope, fields) for name, scope in scopes.items()}
    plan_tasks = plan_tasks_by_commune(
        [plan for plan in plans if plan.commune_code in communes], task_records
    )
    return Evidence(
        holdings, counts, spelled_scopes, plans, procedures, plan_tasks, reading.version
    )


def _target_spans(
    spans: Sequence[Span], sources: Sequence[Source], plans: Sequence[Plan]
) -> list[Span]:
    """Spans to read besides the periods': targets' own days, and the same days of base years."""
    targets = [target for plan in plans for target in plan.targets]
    own_spans = [own for span in spans for target in targets if (own := _own_span(target, span))]
    last_known_days = {source.last for source in sources}
    spans_to_date = [
        (first, day) for first, last in spans for day in last_known_days if first <= day <= last
    ]
    base_years = {target.base_year for target in targets if target.base_year}
    base_periods = (
        same_days_in_year(Period(*span), year)
        for span in (*spans, *own_spans, *spans_to_date)
        for year in base_years
    )
    return [*own_spans, *((days.first, days.last) for days in base_periods)]


def _own_span(target: Target, span: Span) -> Span | None:
    """The part of a span on which a target with own days holds; None if that is all or none."""
    own = max(span[0], target.since or span[0]), min(span[1], target.until or span[1])
    return own if own != span and own[0] <= own[1] else None


def _with_field_spellings(scope: frozenset[str], fields: Iterable[str]) -> frozenset[str]:
    """A scope's fields and those of `fields` that spell one of them otherwise."""
    keys = {field_key(field) for field in scope}
    return scope | {field for field in fields if field_key(field) in keys}


def _cut_days(spans: Iterable[Span], sources: Iterable[Source]) -> tuple[date, ...]:
    """The sorted days on which sums must begin anew, so that every segment can be summed.

    For March, with a list that reaches to the 20th: date.min, 1 March, 21 March and 1 April.
    """
    spans = tuple(spans)
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    all_spans = [*spans, *(source.span for source in sources)]
    days = {day for start, end in all_spans for day in (start, end + _DAY)}
    return (date.min, *sorted(day for day in days if first <= day <= last + _DAY))
