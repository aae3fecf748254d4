"""A notice: what a reader of a preview should know besides the problems of rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """A sentence in Vietnamese; `is_serious` where figures will be missing or may be wrong."""

    sentence: str
    is_serious: bool = True
