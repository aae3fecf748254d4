"""The colours of marks that Streamlit's theme does not draw, in light and dark."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from metrics.standings import Standing, Status


@dataclass(frozen=True)
class Colours:
    """Hex colours, each at least 4.5:1 on the page where it carries text."""

    met: str
    missed: str
    quiet: str
    line: str
    grid: str
    paper: str
    text: str
    scale: tuple[tuple[float, str], ...]

    def of(self, status: Status) -> str:
        return {"met": self.met, "missed": self.missed}.get(status, self.quiet)


_LIGHT = Colours(
    met="#0B6170",
    missed="#B0430A",
    quiet="#55646D",
    line="#0B6170",
    grid="#DCE4E7",
    paper="#FFFFFF",
    text="#101B23",
    scale=((0.0, "#B5540A"), (0.5, "#F7D9C2"), (0.5001, "#CBE3E7"), (1.0, "#0B6170")),
)
_DARK = Colours(
    met="#5DC7D4",
    missed="#F08A3C",
    quiet="#9DB0BA",
    line="#5DC7D4",
    grid="#2B3B44",
    paper="#0D161B",
    text="#E6EDF0",
    scale=((0.0, "#F08A3C"), (0.5, "#573621"), (0.5001, "#1B4650"), (1.0, "#5DC7D4")),
)


def colours() -> Colours:
    """Those of the theme that the reader sees."""
    return _DARK if st.context.theme.type == "dark" else _LIGHT


def of(one: Standing) -> str:
    """A standing's colour; its symbol and words say the same."""
    return colours().of(one.status)
