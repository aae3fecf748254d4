"""Why a target is missed: the gap by part to the last case, a change by mix and by performance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from data.periods import Period
from data.planning.targets import Target, shortfall, target_threshold
from data.text import fold
from metrics.catalogue.metric import Metric
from metrics.counting.tallies import Evidence, Tally

FORM_PART_NAME = "(biểu tổng hợp)"


@dataclass(frozen=True)
class Part:
    """The two counts of one field, procedure or channel; the name is "" where none is written."""

    name: str
    numerator: int
    denominator: int

    @property
    def rate(self) -> Fraction | None:
        """Numerator over denominator, an exact share of 0–1; None where the denominator is 0."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Contribution:
    """What a part adds to the gap; `missing_cases` is below 0 where it beats the target."""

    part: Part
    missing_cases: int


@dataclass(frozen=True)
class Change:
    """What a part adds to the change of the overall rate, as shares.

    `mix` is what it adds by its changed weight among the cases, `performance` by its changed rate.
    """

    before: Part
    after: Part
    mix: Fraction
    performance: Fraction

    @property
    def total(self) -> Fraction:
        """What the part adds to the change of the rate, by mix and performance together."""
        return self.mix + self.performance


def parts_by_field(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[Part, ...]:
    """A metric's counts by field in a period; () where they do not add up to the commune's tally.

    `metric` is the definition that was judged. They do not where some source does not tell fields.
    """
    parts_by_field_key: dict[str, Part] = {}
    for name in sorted(_field_names(evidence, metric, commune_code)):
        tally = evidence.tally(metric, commune_code, period, name)
        _add_part(parts_by_field_key, Part(name, tally.numerator or 0, tally.denominator or 0))
    parts = tuple(
        part for part in parts_by_field_key.values() if part.numerator or part.denominator
    )
    total = evidence.tally(metric, commune_code, period)
    return parts if sum_parts(parts) == (total.numerator, total.denominator) else ()


def _field_names(evidence: Evidence, metric: Metric, commune_code: str) -> set[str]:
    """The fields of the metric's scope (without one: all) that the commune's data name."""
    names = set(evidence.day_counts.fields(commune_code))
    for (code, _), form in evidence.holdings.forms.items():
        if code == commune_code:
            names |= form.fields()
    return names & evidence.scopes[metric.scope] if metric.scope else names


def _add_part(parts_by_field_key: dict[str, Part], part: Part) -> None:
    """Add a part's counts, in place, to those of the same field in another spelling.

    The spelling with most cases names them.

    "Đất đai" with 30 cases and "ĐẤT ĐAI" with 5 become "Đất đai" with 35.
    """
    key = fold(part.name)
    part_so_far = parts_by_field_key.get(key, Part(part.name, 0, 0))
    name = part.name if part.denominator > part_so_far.denominator else part_so_far.name
    parts_by_field_key[key] = Part(name, *sum_parts([part_so_far, part]))


def parts_by_procedure_and_channel(
    rows: Iterable[tuple[str, str | None, int, int]], tally: Tally
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """A tally's parts by procedure and by channel, from rows of both with two counts.

    `rows` are (procedure, channel, numerator, denominator). What forms count is one more part,
    FORM_PART_NAME, so that both add up to the tally.
    """
    procedure_parts: dict[str, Part] = {}
    channel_parts: dict[str, Part] = {}
    for procedure, channel, numerator, denominator in rows:
        for parts, name in ((procedure_parts, procedure), (channel_parts, channel or "")):
            part_so_far = parts.get(name, Part(name, 0, 0))
            part = Part(name, numerator, denominator)
            parts[name] = Part(name, *sum_parts([part_so_far, part]))
    return _with_form_part(procedure_parts, tally), _with_form_part(channel_parts, tally)


def _with_form_part(parts_by_name: Mapping[str, Part], tally: Tally) -> tuple[Part, ...]:
    """The parts, and one more, "(biểu tổng hợp)", for what the tally counts beyond their sum."""
    parts = tuple(parts_by_name.values())
    numerator, denominator = sum_parts(parts)
    form_part = Part(
        name=FORM_PART_NAME,
        numerator=(tally.numerator or 0) - numerator,
        denominator=(tally.denominator or 0) - denominator,
    )
    return (*parts, form_part) if form_part.numerator or form_part.denominator else parts


def sum_parts(parts: Iterable[Part]) -> tuple[int, int]:
    """The sums (numerator, denominator) over all parts."""
    pairs = [(part.numerator, part.denominator) for part in parts]
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def cases_to_target(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> int:
    """How many more cases must count, or under a ceiling must not; below 0 with cases to spare.

    ValueError without a case or without a value.
    """
    if not target.is_ceiling:
        return shortfall(target, 0, denominator, base_rate) - numerator
    # All of the cases, less those too many of them, are the most that is allowed.
    return numerator - denominator + shortfall(target, denominator, denominator, base_rate)


def contributions(
    target: Target, parts: Sequence[Part], base_rate: Fraction | None = None
) -> tuple[Contribution, ...]:
    """Each part's share of a target's gap, in whole cases that add up to it, largest first.

    A part's exact share is target × denominator − numerator, of a ceiling the same with the other
    sign. The whole cases that make up the gap go to the largest remainders, of equals to the part
    with more cases. At 80 % a part with 3 of 6 lacks 1,8 and one with 4 of 5 lacks 0: of the gap
    of 2 the first has both. ValueError as `cases_to_target`.
    """
    bound = target_threshold(target, base_rate)
    if bound is None:
        raise ValueError(f"Chỉ tiêu {target.id} chưa có con số.")
    share, sign = min(bound, Fraction(1)), -1 if target.is_ceiling else 1  # no more than all
    most_cases_first = sorted(parts, key=lambda part: (-part.denominator, part.name))
    exact_shares = [sign * (share * part.denominator - part.numerator) for part in most_cases_first]
    cases = apportion(exact_shares, cases_to_target(target, *sum_parts(parts), base_rate))
    shares = [Contribution(p, n) for p, n in zip(most_cases_first, cases, strict=True)]
    return tuple(sorted(shares, key=lambda share: -share.missing_cases))


def apportion(exact_numbers: Sequence[Fraction], total: int) -> list[int]:
    """Round numbers to whole ones that add up to `total`, by the largest remainders.

    1,8 and 0,5 and 0,7 with a total of 3 become 2, 0 and 1. Of equal remainders the earlier is
    served first. ValueError where `total` is less than the sum of the numbers rounded down, or
    more than that sum plus their count.
    """
    floors = [floor(number) for number in exact_numbers]
    units_left = total - sum(floors)
    if not 0 <= units_left <= len(exact_numbers):
        raise ValueError(f"{total} is not a rounding of {sum(exact_numbers)}")
    positions_by_remainder = sorted(
        range(len(exact_numbers)), key=lambda i: floors[i] - exact_numbers[i]
    )
    rounded_up_positions = set(positions_by_remainder[:units_left])
    return [number + (i in rounded_up_positions) for i, number in enumerate(floors)]


def rate_changes(before: Sequence[Part], after: Sequence[Part]) -> tuple[Change, ...]:
    """What each part adds to the rate's change between two periods, the largest amount first.

    Kitagawa's two components (Journal of the American Statistical Association 50, 1955, 1168-1194):
    the change of a part's weight times its mean rate, and the change of its rate times its mean
    weight. They sum exactly to the change. ValueError where one of the periods has no case.

    The mean rate is measured from the overall one. That alters no sum, and a part gains by weight
    only where it does better than the whole: more cases at 90 % raise an overall rate of 80 %.
    """
    totals = [sum_parts(before), sum_parts(after)]
    if not all(denominator for _, denominator in totals):
        raise ValueError("Không phát sinh: mẫu số bằng 0.")
    overall_rate = sum((Fraction(*total) for total in totals), Fraction(0)) / 2
    cases = totals[0][1], totals[1][1]
    pairs = _part_pairs(before, after)
    changes = [_change(first, second, cases, overall_rate) for first, second in pairs]
    return tuple(sorted(changes, key=lambda change: -abs(change.total)))


def _part_pairs(before: Sequence[Part], after: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Each part as (before, after), matched by folded name; without cases where one is absent."""
    parts_before, parts_after = (
        {fold(part.name): part for part in parts} for parts in (before, after)
    )
    return [
        (
            parts_before.get(key) or Part(parts_after[key].name, 0, 0),
            parts_after.get(key) or Part(parts_before[key].name, 0, 0),
        )
        for key in sorted(parts_before | parts_after)
    ]


def _change(before: Part, after: Part, cases: tuple[int, int], overall_rate: Fraction) -> Change:
    """What one part adds to the rate's change; `cases` are all parts' cases before and after.

    A part without cases in one of the periods has no rate there: it is taken to have had that of
    the other, so all that it adds is its weight's.
    """
    weights = Fraction(before.denominator, cases[0]), Fraction(after.denominator, cases[1])
    rates = [rate for rate in (before.rate, after.rate) if rate is not None] or [overall_rate]
    mean_rate, mean_weight = (rates[0] + rates[-1]) / 2, sum(weights, Fraction(0)) / 2
    return Change(
        before=before,
        after=after,
        mix=(weights[1] - weights[0]) * (mean_rate - overall_rate),
        performance=(rates[-1] - rates[0]) * mean_weight,
    )
