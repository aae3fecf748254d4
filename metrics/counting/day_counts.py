"""The counts by commune, field and day that the warehouse keeps, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from data.cache.warehouse import Figures, Warehouse
from data.petition_kinds import add_counts_by_kind
from metrics.counting.coverage import Segment, Source, Span
from metrics.counting.measures import MEASURES, PROCEDURE_COUNTS, parts_of

_DAY = timedelta(days=1)
_NAMES = tuple(measure.name for measure in MEASURES)
_BY_RECORD = frozenset(_NAMES)


def _counts_by_day(dated_by: str) -> str:
    """SQL: one GROUP BY for the measures that one date column dates."""
    measures = [measure for measure in MEASURES if measure.dated_by == dated_by]
    counts = ", ".join(f'count(*) filter (where {m.condition}) as "{m.name}"' for m in measures)
    return f"""
        select commune_code, field, {dated_by} as day, {counts} from dossiers
        where counted and {dated_by} is not null and commune_code in (from changed)
        group by commune_code, field, {dated_by}
    """


def counts_sql() -> str:
    """SQL that counts anew the dossiers of the communes in the table `changed`."""
    dates = list(dict.fromkeys(measure.dated_by for measure in MEASURES))
    by_any_date = " union all by name ".join(_counts_by_day(name) for name in dates)
    columns = ", ".join(f'"{name}" bigint' for name in _NAMES)
    sums = ", ".join(f'coalesce(sum("{name}"), 0) as "{name}"' for name in _NAMES)
    return f"""
        create table if not exists day_counts (
            commune_code varchar, field varchar, day date, {columns}
        );
        delete from day_counts where commune_code in (from changed);
        insert into day_counts by name
        select commune_code, field, day, {sums} from ({by_any_date})
        group by commune_code, field, day
    """


def open_warehouse(folder: Path, path: Path | None) -> Warehouse:
    """The warehouse of a record, with its counts; `path` None keeps it in memory."""
    return Warehouse(folder, path, counts_sql())


def read_sources(warehouse: Figures) -> tuple[Source, ...]:
    """What the uploads in force can tell, one source for each commune of each upload."""
    rows = warehouse.read("select * from sources order by commune_code, upload_id").to_pylist()
    return tuple(_source(row) for row in rows)


def _source(row: Mapping[str, object]) -> Source:
    columns = frozenset(row["columns"])  # type: ignore[call-overload]
    is_list = row["table_name"] == "dossiers"
    complete = bool(row["complete"])
    by_record = {m.name for m in MEASURES if m.is_known_from(columns, complete)}
    by_record |= {n for n, c in PROCEDURE_COUNTS.items() if c.is_known_from(columns, complete)}
    return Source(
        commune_code=str(row["commune_code"]),
        upload_id=int(str(row["upload_id"])),
        first=row["first_day"],  # type: ignore[arg-type]
        last=row["known_until"],  # type: ignore[arg-type]
        known_counts=frozenset(by_record) if is_list else columns,
        is_list=is_list,
        layout=str(row["layout"]),
        demonstration=bool(row["demonstration"]),
        by_field="field" in columns,
    )


@dataclass(frozen=True)
class Form:
    """The counts of one form for one commune: its lines by name, and the counts of each line.

    A count is None where the form's cell could not be trusted. With `by_field` the lines are
    fields; else they are the whole commune, or kinds of petitions.
    """

    parts: Mapping[str, Mapping[str, int | None]]
    by_field: bool

    def total(self, names: Sequence[str], fields: frozenset[str] | None) -> int | None:
        """Sum of the counts over the fields (None: all); None where a part is not trusted.

        A part that does not have a count at all adds nothing to it; a count that no part has is
        not known. A field that the form does not name had no cases there: its sum is 0.
        """
        if fields is not None and not self.by_field:
            return None
        parts = [counts for part, counts in self.parts.items() if fields is None or part in fields]
        if fields is None and not all(any(name in counts for counts in parts) for name in names):
            return None
        numbers = [counts[name] for counts in parts for name in names if name in counts]
        if None in numbers:
            return None
        return sum(n for n in numbers if n is not None)

    def fields(self) -> frozenset[str]:
        """The fields that its lines name; none where its lines are not fields."""
        return frozenset(self.parts) if self.by_field else frozenset()

    def counts(self) -> tuple[str, ...]:
        """The names of its counts, in its own order."""
        return tuple(dict.fromkeys(name for counts in self.parts.values() for name in counts))


@dataclass(frozen=True)
class Holdings:
    """What there is to count from: every commune's sources, and the forms' counts.

    `sources` by commune; `forms` by commune and upload.
    """

    sources: Mapping[str, tuple[Source, ...]]
    forms: Mapping[tuple[str, int], Form]

    def sources_of(self, commune_code: str) -> tuple[Source, ...]:
        """The commune's sources, by upload; none where nothing of it is stored."""
        return self.sources.get(commune_code, ())

    def as_at(self, day: date) -> Holdings:
        """The same as known at the end of a day: no list tells anything of a later one.

        A form's figures cannot be cut, so forms stay as they are.
        """
        return replace(
            self,
            sources={
                code: tuple(
                    replace(source, last=min(source.last, day)) if source.is_list else source
                    for source in sources
                    if not source.is_list or source.first <= day
                )
                for code, sources in self.sources.items()
            },
        )


@dataclass(frozen=True)
class DayCounts:
    """Counts by record, summed between cuts: by commune, rows of (field, cut, counts by name).

    A row holds the days from its cut to the day before the next; the first cut is `date.min`, so
    that what happened before all other cuts is there too (stocks are sums from the beginning on).
    """

    rows: Mapping[str, tuple[tuple[str, date, Mapping[str, int]], ...]]

    def flow(
        self, commune_code: str, name: str, segment: Segment, fields: frozenset[str] | None
    ) -> int:
        """How many happened in the segment, whose first day and day after the last must be cuts."""
        names = (name,) if name in _BY_RECORD else tuple(parts_of(name))
        return sum(
            counts[part]
            for field, cut, counts in self.rows.get(commune_code, ())
            if segment.first <= cut <= segment.last and (fields is None or field in fields)
            for part in names
        )

    def fields(self, commune_code: str) -> frozenset[str]:
        """The fields that the commune's records name; "" stands for a blank one."""
        return frozenset(field for field, _, _ in self.rows.get(commune_code, ()))


def read_holdings(warehouse: Figures) -> Holdings:
    """Everything but the counts by day; it changes only when the record does."""
    with warehouse.reading() as reading:
        sources = read_sources(reading)
        lines = reading.read("select * from totals").to_pylist()
    by_commune: dict[str, list[Source]] = {}
    for source in sources:
        by_commune.setdefault(source.commune_code, []).append(source)
    lines_of: dict[tuple[str, int, bool], dict[str, dict[str, int | None]]] = {}
    for row in lines:
        parts = lines_of.setdefault((row["commune_code"], row["upload_id"], row["is_field"]), {})
        parts.setdefault(row["part"], {})[row["measure"]] = row["n"]
    forms = {
        (code, upload_id): Form(parts if by_field else add_counts_by_kind(parts), by_field)
        for (code, upload_id, by_field), parts in lines_of.items()
    }
    return Holdings(
        {
            code: tuple(_with_counts_of_kinds(source, forms) for source in group)
            for code, group in by_commune.items()
        },
        forms,
    )


def _with_counts_of_kinds(source: Source, forms: Mapping[tuple[str, int], Form]) -> Source:
    """A form of petitions tells the counts of each kind that its lines name, too."""
    form = forms.get((source.commune_code, source.upload_id))
    if form is None or form.by_field:
        return source
    return replace(source, known_counts=source.known_counts | frozenset(form.counts()))


def field_names(warehouse: Figures) -> frozenset[str]:
    """Every field that the records or the forms name."""
    query = "select field from day_counts union select part as field from totals where is_field"
    return frozenset(name for name in warehouse.read(query).column("field").to_pylist() if name)


def cuts_for(periods: Iterable[Span], sources: Iterable[Source]) -> tuple[date, ...]:
    """The days at which counts must be cut so that every segment of the periods can be summed.

    For March, with a list that reaches to the 20th: date.min, 1 March, 21 March and 1 April.
    """
    periods = tuple(periods)
    first, last = min(span[0] for span in periods), max(span[1] for span in periods)
    spans = [*periods, *(source.span for source in sources)]
    days = {day for start, end in spans for day in (start, end + _DAY)}
    return (date.min, *sorted(day for day in days if first <= day <= last + _DAY))


def read_day_counts(warehouse: Figures, communes: Sequence[str], cuts: Sequence[date]) -> DayCounts:
    """One query: the communes' counts by field, summed between the cuts."""
    sums = ", ".join(f'cast(sum("{name}") as bigint) as "{name}"' for name in _NAMES)
    query = f"""
        select commune_code, coalesce(field, '') as field, cut, {sums}
        from day_counts asof join (select unnest($cuts) as cut) as cuts on day >= cut
        where commune_code in (select unnest($communes)) group by commune_code, field, cut
    """
    table = warehouse.read(query, {"cuts": list(cuts), "communes": list(communes)})
    columns = table.to_pydict()
    keys = zip(columns["commune_code"], columns["field"], columns["cut"], strict=True)
    numbers = zip(*(columns[name] for name in _NAMES), strict=True)
    rows: dict[str, list[tuple[str, date, Mapping[str, int]]]] = {}
    for (code, field, cut), counts in zip(keys, numbers, strict=True):
        rows.setdefault(code, []).append((field, cut, dict(zip(_NAMES, counts, strict=True))))
    return DayCounts({code: tuple(group) for code, group in rows.items()})
