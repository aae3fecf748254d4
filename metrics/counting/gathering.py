"""All that the tallies of some communes and periods need, read at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.cache.warehouse import Figures
from data.fields import field_key
from data.periods import Period, same_days_in_year
from data.planning.targets import Plan
from metrics.counting.coverage import Source, Span
from metrics.counting.day_counts import Holdings, cuts_for, read_day_counts, read_holdings
from metrics.counting.procedure_counts import read_procedure_counts
from metrics.counting.tallies import Evidence, Scopes


def gather(
    warehouse: Figures,
    communes: Sequence[str],
    periods: Sequence[Period],
    scopes: Scopes,
    plans: Sequence[Plan],
    holdings: Holdings | None = None,
) -> Evidence:
    """Read once, and of one version, what the tallies of these communes over these periods need.

    `holdings` are read here where the caller has none at hand. Those of a caller must be of the
    version that is read: such a caller hands in its reading.
    """
    with warehouse.reading() as reading:
        holdings = holdings or read_holdings(reading)
        sources = [source for code in communes for source in holdings.sources_of(code)]
        spans = [(period.first, period.last) for period in periods]
        spans += _spans_of_targets(spans, sources, [p for p in plans if p.commune_code in communes])
        cuts = cuts_for(spans, sources)
        counts = read_day_counts(reading, communes, cuts)
    fields = {field for code in communes for field in counts.fields(code)}
    fields |= {field for form in holdings.forms.values() for field in form.fields()}
    spelled_scopes = {name: _with_spellings(scope, fields) for name, scope in scopes.items()}
    procedures = read_procedure_counts(warehouse, spans, sources)
    return Evidence(holdings, counts, spelled_scopes, plans, procedures)


def _spans_of_targets(
    spans: Sequence[Span], sources: Sequence[Source], plans: Sequence[Plan]
) -> list[Span]:
    """What targets look at besides the periods: days up to their own last, and a base year's."""
    targets = [target for plan in plans for target in plan.targets]
    last_days = {target.until for target in targets if target.until}
    own = [(first, day) for first, last in spans for day in last_days if first <= day <= last]
    ends = {source.last for source in sources}
    to_date = [(first, day) for first, last in spans for day in ends if first <= day <= last]
    base_years = {target.base_year for target in targets if target.base_year}
    before = (
        same_days_in_year(Period(*span), year)
        for span in (*spans, *own, *to_date)
        for year in base_years
    )
    return [*own, *((days.first, days.last) for days in before)]


def _with_spellings(scope: frozenset[str], fields: Iterable[str]) -> frozenset[str]:
    """A scope's fields, with the spellings that the exports use ("ĐẤT ĐAI" beside "Đất đai")."""
    keys = {field_key(field) for field in scope}
    return scope | {field for field in fields if field_key(field) in keys}
