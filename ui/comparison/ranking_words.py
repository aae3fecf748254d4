"""What a ranking comes to in words: the group's rate, who meets a target, who did better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from data.periods import Period
from metrics.analysis.ranking import change_of, group_figures
from metrics.standings import Standing
from ui.display import words


def summary(standings: Sequence[Standing]) -> str:
    """Markdown: the denominator, the group's rate and median, how many meet their target."""
    if not standings:
        return "Chưa nơi nào có số liệu trong kỳ."
    figures = group_figures(standings)
    denominator = words.variant(figures.definition.denominator_variant)
    if figures.quartiles is None:
        return f"Tính trên {denominator}. Chưa nơi nào đủ kỳ và đủ số trường hợp để xếp hạng."
    counts = Counter(standing.status for standing in standings)
    met_words = (
        f" {words.number(counts['met'])} nơi đạt, {words.number(counts['missed'])} nơi chưa đạt "
        "chỉ tiêu của mình."
        if counts["met"] + counts["missed"]
        else ""
    )
    return (
        f"Tính trên {denominator}: cả nhóm **{words.percent(figures.rate)}** "
        f"({words.number(figures.numerator)}/{words.number(figures.denominator)}), trung vị "
        f"{words.percent(figures.quartiles[1])}.{met_words}"
    )


def changes(
    standings: Sequence[Standing], earlier_standings: Mapping[str, Standing], earlier: Period
) -> str:
    """A sentence: how many communes do better and worse than in the earlier period."""
    shares = [
        change
        for standing in standings
        if (earlier_standing := earlier_standings.get(standing.commune_code))
        and (change := change_of(standing, earlier_standing)) is not None
    ]
    period = words.short_period(earlier)
    if not shares:
        return f"Chưa nơi nào so được với {period}."
    sign = -1 if standings[0].metric.fewer_is_better else 1
    better_count = sum(sign * change > 0 for change in shares)
    worse_count = sum(sign * change < 0 for change in shares)
    return (
        f"So với {period}: {words.number(better_count)} nơi tốt lên, {words.number(worse_count)} "
        f"nơi kém đi, trong {words.number(len(shares))} nơi so được."
    )


def legend(earlier: Period | None) -> str:
    """A sentence on the marks of the ranking's axis, with a ring for the earlier period if any."""
    ring = f"vòng rỗng: {words.short_period(earlier)}; " if earlier else ""
    return (
        f"Chấm đặc: tỷ lệ trong kỳ; {ring}vạch đứng: chỉ tiêu của chính nơi đó. Thay đổi tính bằng "
        "điểm phần trăm. Nơi chưa đủ kỳ hoặc có quá ít trường hợp không được xếp hạng."
    )
