"""The counts by commune, field and day that the warehouse keeps, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from data.cache.cache_file import CountTables
from data.cache.warehouse import Figures, Warehouse
from data.petition_kinds import add_counts_by_kind
from data.typed_counts import add_full_mark
from metrics.catalogue.measures import MEASURES, PROCEDURE_COUNTS
from metrics.counting import sign_days
from metrics.counting.coverage import Segment, Source, Span
from metrics.counting.forms import Form
from metrics.counting.sums import Stock, parts_of

_MEASURE_NAMES = tuple(measure.name for measure in MEASURES)
_DAY = timedelta(days=1)
_RECORD_MEASURES = frozenset(_MEASURE_NAMES)


def _date_column_counts_sql(dated_by: str) -> str:
    """A query of counts by commune, field and day for the measures that one date column dates."""
    measures = [measure for measure in MEASURES if measure.dated_by == dated_by]
    counts = ", ".join(f'count(*) filter (where {m.condition}) as "{m.name}"' for m in measures)
    return f"""
        select commune_code, field, {dated_by} as day, {counts} from dossiers
        where counted and {dated_by} is not null and commune_code in (from changed)
        group by commune_code, field, {dated_by}
    """


def day_count_tables() -> CountTables:
    """SQL that makes the tables of counts by day, and SQL that refills the `changed` communes."""
    dates = list(dict.fromkeys(measure.dated_by for measure in MEASURES))
    by_any_date = " union all by name ".join(_date_column_counts_sql(name) for name in dates)
    columns = ", ".join(f'"{name}" bigint' for name in _MEASURE_NAMES)
    sums = ", ".join(f'coalesce(sum("{name}"), 0) as "{name}"' for name in _MEASURE_NAMES)
    keys = "commune_code varchar, field varchar, day date"
    make_sql = f"create table if not exists day_counts ({keys}, {columns})"
    fill_sql = f"""
        delete from day_counts where commune_code in (from changed);
        insert into day_counts by name
        select commune_code, field, day, {sums} from ({by_any_date})
        group by commune_code, field, day
    """
    return CountTables(f"{make_sql};{sign_days.MAKE_SQL}", f"{fill_sql};{sign_days.FILL_SQL}")


def open_warehouse(folder: Path, path: Path | None) -> Warehouse:
    """The warehouse of the record in a folder, kept in the file `path`, or in memory for None."""
    return Warehouse(folder, path, day_count_tables())


def read_sources(warehouse: Figures) -> tuple[Source, ...]:
    """A source for each commune of each upload that counts, by commune and upload."""
    query = "select * from sources where not is_waiting order by commune_code, upload_id"
    return tuple(_source(row) for row in warehouse.read(query).to_pylist())


def _read_waiting_spans(warehouse: Figures) -> dict[str, tuple[Span, ...]]:
    """By commune code, the spans of lists whose every row for that commune waits."""
    query = "select * from sources where is_waiting order by commune_code, upload_id"
    spans: dict[str, tuple[Span, ...]] = {}
    for source in map(_source, warehouse.read(query).to_pylist()):
        spans[source.commune_code] = (*spans.get(source.commune_code, ()), source.span)
    return spans


def _source(row: Mapping[str, object]) -> Source:
    """The source (one upload, for one commune) that a row of the table `sources` describes."""
    columns = frozenset(row["columns"])  # type: ignore[call-overload]
    is_list = row["table_name"] == "dossiers"
    complete = bool(row["complete"])
    record_counts = _counts_of_list(columns, complete) if is_list else frozenset[str]()
    complete_counts = _counts_of_list(columns, complete=True) if is_list else frozenset[str]()
    return Source(
        commune_code=str(row["commune_code"]),
        upload_id=int(str(row["upload_id"])),
        first=row["first_day"],  # type: ignore[arg-type]
        last=row["known_until"],  # type: ignore[arg-type]
        known_counts=record_counts if is_list else columns,
        is_list=is_list,
        layout=str(row["layout"]),
        demonstration=bool(row["demonstration"]),
        has_fields="field" in columns,
        counts_if_complete=complete_counts - record_counts,
    )


def _counts_of_list(columns: frozenset[str], complete: bool) -> frozenset[str]:
    """The counts that a list with these columns knows; `complete`: it holds those carried over."""
    counts = {m.name for m in MEASURES if m.is_known_from(columns, complete)}
    return frozenset(
        counts | {n for n, c in PROCEDURE_COUNTS.items() if c.is_known_from(columns, complete)}
    )


@dataclass(frozen=True)
class Holdings:
    """What there is to count from: every commune's sources, and the forms' counts.

    `sources` by commune; `forms` by commune and upload; `waiting_spans` by commune those of lists
    that tell nothing of it yet, since its every row waits for the meaning of a word.
    """

    sources: Mapping[str, tuple[Source, ...]]
    forms: Mapping[tuple[str, int], Form]
    waiting_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def sources_of(self, commune_code: str) -> tuple[Source, ...]:
        """The commune's sources in order of upload; empty where nothing of it is stored."""
        return self.sources.get(commune_code, ())

    def cut_lists_after(self, day: date) -> Holdings:
        """The same holdings with every list ended at `day`, and forms left whole.

        A list that begins later is left out.
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
        """A commune's sum of one count over a segment's days and some fields (None: all).

        The segment's first day and the day after its last must be cuts.
        """
        names = (name,) if name in _RECORD_MEASURES else tuple(parts_of(name))
        return sum(
            counts[part]
            for field, cut, counts in self.rows.get(commune_code, ())
            if segment.first <= cut <= segment.last and (fields is None or field in fields)
            for part in names
        )

    def stock(
        self, commune_code: str, stock: Stock, segment: Segment, fields: frozenset[str] | None
    ) -> int:
        """How many stood open at a segment's beginning or end, in some fields (None: all)."""
        end = segment.first - _DAY if stock.at_beginning else segment.last
        until_then = Segment(date.min, end)

        def flow(name: str) -> int:
            """The sum of one measure from the first record to the stock's day."""
            return self.flow(commune_code, name, until_then, fields)

        return sum(map(flow, stock.comings)) - sum(map(flow, stock.goings))

    def fields(self, commune_code: str) -> frozenset[str]:
        """The fields that the commune's records name; "" stands for a blank one."""
        return frozenset(field for field, _, _ in self.rows.get(commune_code, ()))


def read_holdings(warehouse: Figures) -> Holdings:
    """Read all communes' sources, form counts and waiting spans from the warehouse."""
    with warehouse.reading() as reading:
        sources, waiting_spans = read_sources(reading), _read_waiting_spans(reading)
        total_rows = reading.read("select * from totals").to_pylist()
    sources_by_commune: dict[str, list[Source]] = {}
    for source in sources:
        sources_by_commune.setdefault(source.commune_code, []).append(source)
    parts_by_form: dict[tuple[str, int, bool], dict[str, dict[str, int | None]]] = {}
    for row in total_rows:
        parts = parts_by_form.setdefault(
            (row["commune_code"], row["upload_id"], row["is_field"]), {}
        )
        parts.setdefault(row["part"], {})[row["measure"]] = row["n"]
    forms = {
        (code, upload_id): Form(
            parts if has_fields else add_counts_by_kind(add_full_mark(parts)), has_fields
        )
        for (code, upload_id, has_fields), parts in parts_by_form.items()
    }
    return Holdings(
        {
            code: tuple(_with_kind_counts(source, forms) for source in group)
            for code, group in sources_by_commune.items()
        },
        forms,
        waiting_spans,
    )


def _with_kind_counts(source: Source, forms: Mapping[tuple[str, int], Form]) -> Source:
    """The source; where its form has no fields, with all counts that the form's lines make."""
    form = forms.get((source.commune_code, source.upload_id))
    if form is None or form.has_fields:
        return source
    return replace(source, known_counts=source.known_counts | frozenset(form.count_names()))


def read_field_names(warehouse: Figures) -> frozenset[str]:
    """Every field name, other than a blank one, in the records or the forms."""
    query = "select field from day_counts union select part as field from totals where is_field"
    return frozenset(name for name in warehouse.read(query).column("field").to_pylist() if name)


def _cut_sql(cuts: Sequence[date]) -> str:
    """SQL: the last of the sorted cuts that a day has reached; none is before the first.

    DuckDB does this row by row in a third of the time that its join by order takes.
    """
    branches = " ".join(f"when day >= date '{cut}' then date '{cut}'" for cut in reversed(cuts[1:]))
    first_cut = f"date '{cuts[0]}'"
    return f"case {branches} else {first_cut} end" if branches else first_cut


def read_day_counts(warehouse: Figures, communes: Sequence[str], cuts: Sequence[date]) -> DayCounts:
    """The communes' counts by field, each summed from one cut day to the next."""
    sums = ", ".join(f'cast(sum("{name}") as bigint) as "{name}"' for name in _MEASURE_NAMES)
    query = f"""
        select commune_code, coalesce(field, '') as field, {_cut_sql(cuts)} as cut, {sums}
        from day_counts where commune_code in $communes and day >= $first_cut group by all
    """
    table = warehouse.read(query, {"communes": list(communes), "first_cut": cuts[0]})
    columns = table.to_pydict()
    keys = zip(columns["commune_code"], columns["field"], columns["cut"], strict=True)
    numbers = zip(*(columns[name] for name in _MEASURE_NAMES), strict=True)
    rows: dict[str, list[tuple[str, date, Mapping[str, int]]]] = {}
    for (code, field_name, cut), counts in zip(keys, numbers, strict=True):
        rows.setdefault(code, []).append(
            (field_name, cut, dict(zip(_MEASURE_NAMES, counts, strict=True)))
        )
    return DayCounts({code: tuple(group) for code, group in rows.items()})
