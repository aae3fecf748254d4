"""The columns that the record keeps, and of what kind each is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Kind = Literal["code", "text", "unit", "date", "number", "word"]

# One row a dossier, as one export had it on its last day.
DOSSIERS: Mapping[str, Kind] = MappingProxyType(
    {
        "dossier_code": "code",
        "procedure_code": "code",
        "procedure": "text",
        "field": "text",
        "unit": "unit",
        "channel": "word",
        "received_on": "date",
        "due_on": "date",
        "finished_on": "date",
        "state": "word",
        "fee": "number",
        "payment": "word",
        "digitised": "word",
        "result_digitised": "word",
        "result_electronic": "word",
        "reused": "word",
        "apologised": "word",
        "rating": "word",
    }
)

# One row a field (or a unit) of a form: the text that names it; every other column is a count.
TOTALS: Mapping[str, Kind] = MappingProxyType({"field": "text", "unit": "unit"})


def kind_of(table: str, column: str) -> Kind:
    """The kind of a column; in a table of totals whatever is no name is a count."""
    if table == "dossiers":
        return DOSSIERS[column]
    return TOTALS.get(column, "number")
