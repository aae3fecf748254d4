"""The columns that the record keeps, and of what kind each is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Kind = Literal["code", "text", "unit", "date", "number", "word", "rate"]

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
        "non_territorial": "word",
    }
)

_YES_NO = frozenset({"yes", "no"})
# What the words of each column of kind "word" may mean; `loaders/words.toml` lists the words.
MEANINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "state": frozenset({"returned", "left", "not_received", "open"}),
        "channel": frozenset({"online", "online_end_to_end", "online_partial", "direct", "postal"}),
        "fee": frozenset({"nothing"}),  # in place of the number 0
        "payment": frozenset({"online_national", "online", "direct"}),
        "digitised": _YES_NO,
        "result_digitised": _YES_NO,
        "result_electronic": _YES_NO,
        "reused": _YES_NO,
        "apologised": _YES_NO,
        "rating": frozenset({"very_satisfied", "satisfied", "dissatisfied"}),
        "non_territorial": _YES_NO,
    }
)

# One row a field, a unit or a kind of petition: the column that names it. Of the others those
# that begin with RATE_PREFIX are shares that the form prints, held against its counts and not kept.
# Where each line names a count, the rows are long: the document it rests on, MEASURE and NUMBER.
TOTALS: Mapping[str, Kind] = MappingProxyType(
    {"field": "text", "unit": "unit", "petition_kind": "text", "document": "text"}
)
RATE_PREFIX = "rate_"
MEASURE, NUMBER = "measure", "n"
# Columns of lists and of forms that few systems give: a file is not called short for want of one.
SELDOM_GIVEN = frozenset(
    {
        *("non_territorial", "received_non_territorial"),
        *("received_online_end_to_end", "received_online_partial"),
    }
)


def is_count(column: str) -> bool:
    """Whether a form's column holds a count, and not a line's name or a rate."""
    return column not in TOTALS and not column.startswith(RATE_PREFIX)
