"""How a commune's place between the limits of chance is marked: symbol, words and colour."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.analysis.fair_comparison import Verdict
from ui.display.colours import Colours

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "within": ("○", "trong khoảng ngẫu nhiên"),
    "above_95": ("▲", "cao hơn mức chung (ngoài 95%)"),
    "below_95": ("▼", "thấp hơn mức chung (ngoài 95%)"),
    "above_998": ("▲▲", "cao hơn hẳn mức chung (ngoài 99,8%)"),
    "below_998": ("▼▼", "thấp hơn hẳn mức chung (ngoài 99,8%)"),
}


def verdict_colour(verdict: Verdict, fewer_is_better: bool, colours: Colours) -> str:
    """The CSS colour of a verdict: quiet within the limits, else that of met or missed."""
    if verdict == "within":
        return colours.quiet
    is_good = verdict.startswith("below" if fewer_is_better else "above")
    return colours.met if is_good else colours.missed
