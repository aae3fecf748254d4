"""A metric's figure worked out step by step, with the reader's own counts where there are any."""

from __future__ import annotations

from metrics.catalogue.metric import Metric
from metrics.counting.tallies import counts_text
from metrics.standings import Standing
from ui.display import coverage_words, words

# Of a metric without figures; said to be invented wherever they stand.
_NUMERATOR, _DENOMINATOR = 84, 120
_MARK = 85.2


def own_example(judged: Standing) -> str:
    """The standing's figure worked out, "317 ÷ 385 = 82,34%; so với …: đạt"; "" if unknown."""
    tally = judged.judged_tally
    if not counts_text(tally):
        return ""
    place = f"{words.commune_name(judged.commune_code)}, {words.short_period(judged.period)}"
    return f"{place}: {_figure_words(judged)}{_verdict_words(judged)}."


def invented_example(metric: Metric) -> str:
    """A sentence: the metric's formula worked out with numbers that are said to be invented."""
    if metric.unit != "cases":
        unit = "điểm" if metric.unit == "points" else "%"
        return f"Ví dụ với số giả định: đã công bố {words.number(_MARK, 2)} {unit}."
    share = words.percent(_NUMERATOR / _DENOMINATOR)
    return f"Ví dụ với số giả định: {_NUMERATOR} ÷ {_DENOMINATOR} = {share}."


def _figure_words(judged: Standing) -> str:
    """ "317 ÷ 385 = 82,34%, trên …"; of a published mark the mark, of bounds the two ends."""
    tally = judged.judged_tally
    if judged.metric.unit != "cases":
        return words.rate(judged)
    if tally.numerator is None or tally.denominator is None:
        return counts_text(tally)
    counts = f"{words.number(tally.numerator)} ÷ {words.number(tally.denominator)}"
    variant = words.variant(tally.metric.denominator_variant)
    result = words.rate(judged) if tally.denominator else "không phát sinh"
    return f"{counts} = {result}, trên {variant}"


def _verdict_words(judged: Standing) -> str:
    """ "; so với tối thiểu 80%: đạt", then how far counts carry and what is missing; or ""."""
    notes = [coverage_words.coverage(judged), words.shortfall(judged)]
    if judged.target:
        _, status = words.status(judged)
        notes = [f"so với {words.target_words(judged.target)}: {status.lower()}", *notes]
    return "".join(f"; {note}" for note in notes if note)
