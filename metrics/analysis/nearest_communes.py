"""Which communes are most like one: by volume, by mix of fields, and by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import log2

from data.communes import communes
from data.periods import Period
from data.text import fold
from metrics.analysis.decomposition import parts_by_field
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.tallies import Evidence

# A volume twice as large counts as much as all dossiers in other fields would by half; another
# kind of commune (a ward beside a rural commune) half as much as that.
_MIX_WEIGHT, _KIND_DISTANCE = 2.0, 0.5
_DAYS_A_MONTH = Fraction(365, 12)
# Received dossiers alone, so that a list without channels tells of its commune too.
_RECEIVED = replace(
    METRICS_BY_NAME["online_filing"], numerator=("received",), variants=(), name="received"
)


@dataclass(frozen=True)
class CommuneProfile:
    """What a commune's work looks like: dossiers received a month, and each field's share.

    `field_shares` (0–1, they add up to 1) are by the folded name of a field, whose spelling is in
    `field_names`; empty where what is loaded does not tell fields.
    """

    code: str
    kind: str
    monthly_cases: Fraction
    field_shares: Mapping[str, Fraction]
    field_names: Mapping[str, str]

    @property
    def largest_field(self) -> str:
        """The folded name of the field with most dossiers; "" where fields are not known."""
        return max(self.field_shares, key=lambda key: (self.field_shares[key], key), default="")


@dataclass(frozen=True)
class NearCommune:
    """A commune beside another: `distance` is 0 for its like, `common_share` what both mixes share.

    `common_share` (0–1) is the share of dossiers that are of the same fields.
    """

    profile: CommuneProfile
    distance: float
    common_share: Fraction
    is_same_kind: bool


def nearest_communes(
    profile: CommuneProfile, others: Sequence[CommuneProfile], count: int
) -> tuple[NearCommune, ...]:
    """The `count` communes most like the one of `profile`, the nearest first, itself left out.

    The distance adds how many times the volume doubles or halves, twice the share of dossiers in
    other fields, and a half for another kind. Communes without a dossier are like none.
    """
    if not profile.monthly_cases:
        return ()
    near_communes = (
        _near_commune(profile, other)
        for other in others
        if other.code != profile.code and other.monthly_cases
    )
    nearest_first = sorted(near_communes, key=lambda near: (near.distance, near.profile.code))
    return tuple(nearest_first[:count])


def _near_commune(profile: CommuneProfile, other: CommuneProfile) -> NearCommune:
    """Another commune with its distance from the one of `profile`."""
    common_share = sum(
        (
            min(share, other.field_shares.get(key, Fraction(0)))
            for key, share in profile.field_shares.items()
        ),
        Fraction(0),
    )
    is_same_kind = profile.kind == other.kind
    doublings = abs(log2(other.monthly_cases / profile.monthly_cases))
    distance = doublings + _MIX_WEIGHT * float(1 - common_share)
    return NearCommune(
        other, distance + (0 if is_same_kind else _KIND_DISTANCE), common_share, is_same_kind
    )


def commune_profiles(
    evidence: Evidence, commune_codes: Sequence[str], period: Period
) -> tuple[CommuneProfile, ...]:
    """The communes' profiles over a period, of those with dossiers received in it."""
    profiles = (_commune_profile(evidence, code, period) for code in commune_codes)
    return tuple(profile for profile in profiles if profile is not None)


def _commune_profile(
    evidence: Evidence, commune_code: str, period: Period
) -> CommuneProfile | None:
    """A commune's profile over the covered days of a period; None where no case is known."""
    tally = evidence.tally(_RECEIVED, commune_code, period)
    if not tally.denominator or tally.coverage.covered_span is None:
        return None
    parts = parts_by_field(evidence, _RECEIVED, commune_code, period)
    covered_days = _count_days(*tally.coverage.covered_span)
    period_days = _count_days(period.first, period.last)
    month_count = _count_months(period_days) * Fraction(covered_days, period_days)
    return CommuneProfile(
        commune_code,
        communes()[commune_code].kind,
        tally.denominator / month_count,
        {fold(part.name): Fraction(part.denominator, tally.denominator) for part in parts},
        {fold(part.name): part.name for part in parts},
    )


def _count_days(first: date, last: date) -> int:
    """How many days there are from the first to the last, both included."""
    return (last - first).days + 1


def _count_months(day_count: int) -> Fraction:
    """How many months so many days are: a whole number for months, quarters, halves and years."""
    months = day_count / _DAYS_A_MONTH
    nearest_whole = round(months)
    is_whole = nearest_whole > 0 and abs(months - nearest_whole) * _DAYS_A_MONTH < 3
    return Fraction(nearest_whole) if is_whole else months
