"""A column of a plan's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """What a column holds, and its heading ("" where the table has no head).

    Roles: "text" and "product" hold demands, "unit" what bare numbers count, "" what is of no
    use here.
    """

    role: str
    heading: str
