"""The counts by commune, field and day that the warehouse keeps, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.cache.warehouse import Warehouse
from metrics.counting.coverage import Segment, Source
from metrics.counting.measures import MEASURES, parts_of

_DAY = timedelta(days=1)
_NAMES = tuple(measure.name for measure in MEASURES)
_BY_RECORD = frozenset(_NAMES)


def _counted_by(dated_by: str) -> str:
    """One GROUP BY for the measures that one date column dates."""
    own = [measure for measure in MEASURES if measure.dated_by == dated_by]
    counts = ", ".join(f'count(*) filter (where {m.where}) as "{m.name}"' for m in own)
    return f"""
        select commune_code, field, {dated_by} as day, {counts} from dossiers
        where counted and {dated_by} is not null and commune_code in (from changed)
        group by commune_code, field, {dated_by}
    """


def counts_sql() -> str:
    """SQL that counts anew the dossiers of the communes in the table `changed`."""
    dates = list(dict.fromkeys(measure.dated_by for measure in MEASURES))
    every = " union all by name ".join(_counted_by(name) for name in dates)
    columns = ", ".join(f'"{name}" bigint' for name in _NAMES)
    sums = ", ".join(f'coalesce(sum("{name}"), 0) as "{name}"' for name in _NAMES)
    return f"""
        create table if not exists day_counts (
            commune_code varchar, field varchar, day date, {columns}
        );
        delete from day_counts where commune_code in (from changed);
        insert into day_counts by name
        select commune_code, field, day, {sums} from ({every}) group by commune_code, field, day
    """


def open_warehouse(folder: Path, path: Path | None) -> Warehouse:
    """The warehouse of a record, with its counts; `path` None keeps it in memory."""
    return Warehouse(folder, path, counts_sql())


def sources(warehouse: Warehouse) -> tuple[Source, ...]:
    """What the uploads in force can tell, a row a commune and upload."""
    rows = warehouse.read("select * from sources order by commune_code, upload_id").to_pylist()
    return tuple(_source(row) for row in rows)


def _source(row: Mapping[str, object]) -> Source:
    columns = frozenset(row["columns"])  # type: ignore[call-overload]
    is_list = row["table_name"] == "dossiers"
    complete = bool(row["complete"])
    listed = {m.name for m in MEASURES if m.is_known_from(columns, complete)}
    return Source(
        commune_code=str(row["commune_code"]),
        upload_id=int(str(row["upload_id"])),
        first=row["first_day"],  # type: ignore[arg-type]
        last=row["known_until"],  # type: ignore[arg-type]
        known_counts=frozenset(listed) if is_list else columns,
        is_list=is_list,
        format=str(row["format"]),
        demonstration=bool(row["demonstration"]),
        by_field="field" in columns,
    )


@dataclass(frozen=True)
class Form:
    """The counts of one form for one commune: a line's name → count → n.

    n is None where the form's cell could not be trusted. The lines are fields, or they are not
    (`by_field`): the whole commune, kinds of petitions.
    """

    parts: Mapping[str, Mapping[str, int | None]]
    by_field: bool

    def total(self, names: Sequence[str], fields: frozenset[str] | None) -> int | None:
        """Sum of the counts over the fields (None: all); None where a part is not trusted.

        A part that does not have a count at all adds nothing to it; a count that no part has is
        not known.
        """
        if fields is not None and not self.by_field:
            return None
        wanted = [c for part, c in self.parts.items() if fields is None or part in fields]
        numbers = [counts[name] for counts in wanted for name in names if name in counts]
        told = fields is not None or all(any(name in c for c in wanted) for name in names)
        if not told or None in numbers:
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
    """What there is to count from: every commune's sources, and the forms' counts."""

    sources: Mapping[str, tuple[Source, ...]]
    forms: Mapping[tuple[str, int], Form]

    def sources_of(self, commune_code: str) -> tuple[Source, ...]:
        return self.sources.get(commune_code, ())


@dataclass(frozen=True)
class DayCounts:
    """Counts by record, summed between cuts: commune → rows of (field, cut, counts by name).

    A row holds the days from its cut to the day before the next; the first cut is before all.
    """

    rows: Mapping[str, tuple[tuple[str, date, Mapping[str, int]], ...]]

    def flow(
        self, commune_code: str, name: str, segment: Segment, fields: frozenset[str] | None
    ) -> int:
        """What happened in the segment; its ends must be cuts."""
        names = (name,) if name in _BY_RECORD else tuple(parts_of(name))
        return sum(
            counts[part]
            for field, cut, counts in self.rows.get(commune_code, ())
            if segment.first <= cut <= segment.last and (fields is None or field in fields)
            for part in names
        )

    def fields(self, commune_code: str) -> frozenset[str]:
        return frozenset(field for field, _, _ in self.rows.get(commune_code, ()))


def read_holdings(warehouse: Warehouse) -> Holdings:
    """Everything but the counts by day; it changes only when the record does."""
    found: dict[str, list[Source]] = {}
    for source in sources(warehouse):
        found.setdefault(source.commune_code, []).append(source)
    forms: dict[tuple[str, int, bool], dict[str, dict[str, int | None]]] = {}
    for row in warehouse.read("select * from totals").to_pylist():
        form = forms.setdefault((row["commune_code"], row["upload_id"], row["is_field"]), {})
        form.setdefault(row["part"], {})[row["measure"]] = row["n"]
    return Holdings(
        {code: tuple(group) for code, group in found.items()},
        {(code, upload): Form(form, is_field) for (code, upload, is_field), form in forms.items()},
    )


def field_names(warehouse: Warehouse) -> frozenset[str]:
    """Every field that the records or the forms name."""
    query = "select field from day_counts union select part as field from totals where is_field"
    return frozenset(name for name in warehouse.read(query).column("field").to_pylist() if name)


def cuts_for(spans: Iterable[tuple[date, date]], found: Iterable[Source]) -> tuple[date, ...]:
    """The days at which counts must be cut so that every segment of the spans can be summed."""
    spans = tuple(spans)
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    edges = [*spans, *(source.span for source in found)]
    days = {day for start, end in edges for day in (start, end + _DAY)}
    return (date.min, *sorted(day for day in days if first <= day <= last + _DAY))


def read_day_counts(
    warehouse: Warehouse, communes: Sequence[str], cuts: Sequence[date]
) -> DayCounts:
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
