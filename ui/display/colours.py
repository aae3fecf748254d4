"""The colours of marks that Streamlit's theme does not draw, in light and dark."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from metrics.counting.verdicts import Status


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
    scale: tuple[tuple[float, str], ...]  # grounds for `text`, missed to met

    def status_colour(self, status: Status) -> str:
        """The CSS colour of a status: its own for "met" and "missed", quiet for all others."""
        return {"met": self.met, "missed": self.missed}.get(status, self.quiet)


_LIGHT = Colours(
    met="#0B6170",
    missed="#B0430A",
    quiet="#55646D",
    line="#0B6170",
    grid="#DCE4E7",
    paper="#FFFFFF",
    text="#101B23",
    scale=((0.0, "#E58A4B"), (0.5, "#FAE4D3"), (0.5001, "#D6EAED"), (1.0, "#6BB3BF")),
)
_DARK = Colours(
    met="#5DC7D4",
    missed="#F08A3C",
    quiet="#9DB0BA",
    line="#5DC7D4",
    grid="#2B3B44",
    paper="#0D161B",
    text="#E6EDF0",
    scale=((0.0, "#8A4715"), (0.5, "#3B291D"), (0.5001, "#15323A"), (1.0, "#1F6E7B")),
)


def colours() -> Colours:
    """The colours for the theme, light or dark, that the reader sees."""
    return _DARK if st.context.theme.type == "dark" else _LIGHT
