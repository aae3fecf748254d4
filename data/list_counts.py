"""What a list counts by its own columns alone: each count a condition and the day that dates it."""

from __future__ import annotations

import re
from dataclasses import dataclass

RECEIVED = "state <> 'not_received'"
RETURNED = "state = 'returned'"
_ONLINE = "channel in ('online', 'online_end_to_end', 'online_partial')"
_WORD = re.compile(r"'[^']*'|[a-z_]+")
_SQL = frozenset({"and", "or", "not", "is", "null", "in", "true", "false"})


@dataclass(frozen=True)
class ListCount:
    """How many dossiers meet `condition`, ANSI SQL, on the day in column `dated_by`.

    It is called as the count of its name in forms (`data/form_counts.py`).
    """

    name: str
    dated_by: str
    condition: str

    def is_known_from(self, columns: frozenset[str], complete: bool) -> bool:
        """Whether a list has the count's columns and, unless receipt dates it, is complete."""
        needed_columns = columns_in(self.condition) | {self.dated_by}
        return tells_days(self.dated_by, complete) and needed_columns <= columns


def columns_in(condition: str) -> frozenset[str]:
    """The names of the dossier columns that an SQL condition reads."""
    words = {word for word in _WORD.findall(condition) if not word.startswith("'")}
    return frozenset(words - _SQL)


def tells_days(dated_by: str, complete: bool) -> bool:
    """Whether a list tells all of the days in a column: if complete, else only of `received_on`.

    A list of received dossiers only (not `complete`) lacks those that were received earlier, so it
    tells of no day but that of receipt.
    """
    return complete or dated_by == "received_on"


def _count_of_receipt(name: str, condition: str) -> ListCount:
    """A count of received dossiers that meet a condition, dated by the day of receipt."""
    return ListCount(name, "received_on", f"{RECEIVED} and {condition}")


def _count_of_return(name: str, condition: str) -> ListCount:
    """A count of returned dossiers that meet a condition, dated by the day of return."""
    return ListCount(name, "finished_on", f"{RETURNED} and {condition}")


LIST_COUNTS: tuple[ListCount, ...] = (
    ListCount("received", "received_on", RECEIVED),
    _count_of_receipt("received_online", _ONLINE),
    _count_of_receipt("received_direct", "channel = 'direct'"),
    _count_of_receipt("received_postal", "channel = 'postal'"),
    # Counted besides: for which commune it counts is for the column of units to say.
    _count_of_receipt("received_non_territorial", "non_territorial = 'yes'"),
    _count_of_receipt("payable", "fee > 0"),
    _count_of_receipt("paid_online", "fee > 0 and payment in ('online', 'online_national')"),
    _count_of_receipt("paid_online_national", "fee > 0 and payment = 'online_national'"),
    _count_of_receipt("received_digitised", "digitised = 'yes'"),
    _count_of_receipt("received_reused", "reused = 'yes'"),
    ListCount("resolved", "finished_on", RETURNED),
    _count_of_return("resolved_online", _ONLINE),
    _count_of_return("resolved_early", "finished_on < due_on"),
    _count_of_return("resolved_on_time", "(finished_on = due_on or due_on is null)"),
    _count_of_return("resolved_late", "finished_on > due_on"),
    ListCount("left", "finished_on", "state = 'left'"),
    _count_of_return("results_digitised", "result_digitised = 'yes'"),
    _count_of_return("results_electronic", "result_electronic = 'yes'"),
    _count_of_return("ratings", "rating is not null"),
    _count_of_return("ratings_satisfied", "rating in ('very_satisfied', 'satisfied')"),
)
