"""The standings of a group of communes by every metric, and the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.communes import communes
from data.periods import Period
from data.text import fold, strip_accents
from metrics.analysis.nearest_communes import CommuneProfile, NearCommune
from metrics.analysis.ranking import GroupFigures, group_figures, rank_standings
from metrics.catalogue.metrics import METRICS
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, standings
from ui.display import coverage_words

BY_NAME = "ten"
REVERSED = "-"


@dataclass(frozen=True)
class Comparison:
    """What is set side by side: communes over a period, and beside an earlier one if asked.

    `marked_code` is the commune whose place stands beside its rates, "" without one.
    `source_codes` are all communes whose evidence is read, among them those compared.
    """

    codes: tuple[str, ...]
    period: Period
    earlier_period: Period | None
    marked_code: str
    source_codes: tuple[str, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The period, and the earlier one where there is one."""
        return (self.period, self.earlier_period) if self.earlier_period else (self.period,)


@dataclass(frozen=True)
class NearGroup:
    """The communes most like one, the nearest first; `base` is its profile, None without a case."""

    base: CommuneProfile | None
    communes: tuple[NearCommune, ...]


@dataclass(frozen=True)
class GroupChoice:
    """The chosen group's key, what is compared, and of the like of one commune why they are so.

    `address_keys` are those of the choices that were asked for, to be written into the address.
    """

    key: str
    comparison: Comparison
    near: NearGroup | None
    address_keys: tuple[str, ...]


@dataclass(frozen=True)
class GroupStandings:
    """Each commune's standings and each metric's figures of the group, in the metrics' order.

    `waiting_codes` and `codes_without_figures` are the communes of which no metric has figures:
    of the former rows wait for the meaning of a word. They have no line of their own.
    """

    by_commune: Mapping[str, Sequence[Standing]]
    figures: Sequence[GroupFigures]
    waiting_codes: Sequence[str]
    codes_without_figures: Sequence[str]

    @property
    def commune_count(self) -> int:
        """How many communes the group has, with figures or without."""
        return len(self.by_commune) + len(self.waiting_codes) + len(self.codes_without_figures)


def group_standings(evidence: Evidence, codes: Sequence[str], period: Period) -> GroupStandings:
    """The communes' standings over a period by every metric, and each metric's group figures."""
    by_commune = {code: standings(evidence, code, period) for code in codes}
    by_metric = zip(*by_commune.values(), strict=True)
    without_figures = [code for code, its in by_commune.items() if not _has_figures(its)]
    waiting_codes = [code for code in without_figures if _waits(by_commune[code])]
    return GroupStandings(
        {code: its for code, its in by_commune.items() if code not in set(without_figures)},
        tuple(group_figures(of_metric) for of_metric in by_metric),
        waiting_codes,
        [code for code in without_figures if code not in set(waiting_codes)],
    )


def _waits(commune_standings: Sequence[Standing]) -> bool:
    """Whether any of a commune's standings says that rows wait for the meaning of a word."""
    return any(
        coverage_words.WAITS_FOR_MEANING in coverage_words.coverage(s) for s in commune_standings
    )


def _has_figures(commune_standings: Sequence[Standing]) -> bool:
    """Whether any of a commune's standings has figures."""
    return any(standing.judged_tally.has_figures for standing in commune_standings)


def sort_keys() -> tuple[str, ...]:
    """What lines are sorted by: "ten" (name) or a metric's name; with "-" before it backwards."""
    names = (BY_NAME, *(metric.name for metric in METRICS))
    return (*names, *(f"{REVERSED}{name}" for name in names))


def sorted_codes(group: GroupStandings, sort_key: str) -> tuple[str, ...]:
    """The codes of the communes with figures, by name or the best rate of a metric first.

    Communes without a rank stand after the others, in either direction.
    """
    by_name = sorted(group.by_commune, key=_name_key)
    name = sort_key.removeprefix(REVERSED)
    is_reversed = sort_key.startswith(REVERSED)
    if name == BY_NAME:
        return tuple(reversed(by_name) if is_reversed else by_name)
    position = [metric.name for metric in METRICS].index(name)
    ranked = rank_standings([group.by_commune[code][position] for code in by_name])
    with_rank = [standing.commune_code for rank, standing in ranked if rank is not None]
    without_rank = [s for rank, s in ranked if rank is None]
    without_rank.sort(key=lambda standing: standing.tally.rate is None)
    return (
        *(reversed(with_rank) if is_reversed else with_rank),
        *(standing.commune_code for standing in without_rank),
    )


def _name_key(code: str) -> tuple[str, str]:
    """A commune's sorting key: (its name without kind and accents, its code)."""
    commune = communes()[code]
    return strip_accents(fold(commune.name[len(commune.kind) :])).strip(), code
