"""What the preview's notices need to know of a staged dossier list, read by one SQL query each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from data.dates import EPOCHS_APART
from loaders.parsing.day_sql import are_serial_days, day_sql
from loaders.staging import Staged

# Procedures with returned dossiers whose result cell is blank: how many, of how many.
_BLANKS = """
    select coalesce(procedure, 'không rõ thủ tục') as procedure,
        count(*) filter (where result_digitised is null) as blank, count(*) as resolved
    from list where state = 'returned' group by 1 having blank > 0 order by blank desc, procedure
"""
# The shapes that dossier codes have (000.00.14.H56-200203-0118, H24.91-260105-0001), with the day
# in them: one expression a code, since a list may hold hundreds of thousands.
_CODES = r"""
    select count(*) filter (day = ''), min(dossier_code) filter (day = ''),
        count(*) filter (day <> '' and try_cast(day as integer)
            <> year(received_on) % 100 * 10000 + month(received_on) * 100 + day(received_on))
    from (select dossier_code, received_on, regexp_extract(
        dossier_code,
        '^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-(\d{6})-\d{4,}$', 1
    ) as day from list)
"""
_MOVED_FROM_1904 = f"""
    select 1 from (
        select list.received_on as day, numbered.received_on as text
        from list join numbered using (row) limit 1
    ) where day = {day_sql("text")} + {EPOCHS_APART}
"""


@dataclass(frozen=True)
class DossierList:
    """A staged list, and an engine in which its rows are the table `list`."""

    staged: Staged
    engine: duckdb.DuckDBPyConnection

    def has_columns(self, *columns: str) -> bool:
        """Whether the list has all of these columns."""
        return set(columns) <= set(self.staged.rows.column_names)

    def first_row(self, query: str) -> tuple[Any, ...]:
        """The first row that a query of the table `list` gives."""
        return tuple(self.engine.execute(query).fetchall()[0])

    def has_problem(self, kind: str) -> bool:
        """Whether any row of the list has a problem of this kind."""
        return any(p.kind == kind for p in self.staged.problems)

    @cached_property
    def code_counts(self) -> tuple[int, str | None, int]:
        """(count of unusual codes, the least or None, count whose day is not the receipt's).

        The least is None where there are none.
        """
        unusual_count, example, other_day_count = self.first_row(_CODES)
        return unusual_count, example, other_day_count

    @cached_property
    def blank_result_counts(self) -> list[tuple[str, int, int]]:
        """(procedure, its blank result cells, its returned dossiers); [] without the columns."""
        if not self.has_columns("result_digitised", "procedure"):
            return []
        return [(name, blank, resolved) for name, blank, resolved in self._rows_of(_BLANKS)]

    @cached_property
    def has_days_from_1904(self) -> bool:
        """Whether days that came as serial numbers were counted from 1904, as one of them shows."""
        cells = self.staged.sheet.cells.select(["row", "received_on"])
        cells = cells.filter(are_serial_days(cells.column("received_on")))
        if not cells.num_rows:
            return False
        self.engine.register("numbered", cells)
        return bool(self._rows_of(_MOVED_FROM_1904))

    def _rows_of(self, query: str) -> list[Any]:
        """All rows that a query of the engine gives."""
        return self.engine.execute(query).fetchall()
