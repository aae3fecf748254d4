"""How the index of QĐ 766/QĐ-TTg turns counts into points (docs/rules.md, The 766 index)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

Counts = Mapping[str, int]
Score = Callable[[Counts], Fraction | None]

FOUR_FIFTHS = Fraction(4, 5)
_HALF = Fraction(1, 2)


def share(counts: Counts, part: str, total: str) -> Fraction | None:
    """Count `part` over count `total`, 0–1; None where the total is 0."""
    return Fraction(counts[part], counts[total]) if counts[total] else None


def share_score(
    most_points: int, part: str, total: str, full_share: Fraction = Fraction(1)
) -> Score:
    """A function from counts to points: `most_points` at `full_share`, in proportion below it.

    With 4 points, full at four fifths, a share of 2/5 gives 2 points and one of 9/10 gives 4.
    """

    def score(counts: Counts) -> Fraction | None:
        """Points for the share in these counts; None where the total is 0."""
        ratio = share(counts, part, total)
        return None if ratio is None else _capped_points(most_points, ratio / full_share)

    return score


def payment_points(counts: Counts) -> Fraction | None:
    """Points for paying online, by dossiers and by procedures with a fee; None where a total is 0.

    6A + min(2; 2,5B) + 2,5C. A is the share of dossiers with a fee that were paid online; B and C
    are those of procedures with a fee that were paid online, and that had dossiers.
    """
    a = share(counts, "paid_online", "payable")
    b = share(counts, "procedures_paid_online", "fee_procedures")
    c = share(counts, "procedures_with_fee_dossiers", "fee_procedures")
    if a is None or b is None or c is None:
        return None
    return 6 * a + min(Fraction(2), Fraction(5, 2) * b) + Fraction(5, 2) * c


def online_points(counts: Counts) -> Fraction | None:
    """Points for online services, by procedures and by dossiers; None where a total is 0.

    min(2; 2A/0,8) + 4B + min(6; 6C/0,5): A and B are shares of procedures, C is one of dossiers.
    """
    a = share(counts, "procedures_online", "procedures")
    b = share(counts, "procedures_online_with_dossiers", "procedures_online")
    c = share(counts, "received_online", "received")
    if a is None or b is None or c is None:
        return None
    return _capped_points(2, a / FOUR_FIFTHS) + 4 * b + _capped_points(6, c / _HALF)


def petition_points(counts: Counts) -> Fraction | None:
    """Points for petitions, 6 × the share on time; 6 without any, None while one is pending."""
    if not counts["petitions"]:
        return Fraction(6)
    if counts["petitions_pending"]:  # no form tells whether these are still in time
        return None
    return 6 * Fraction(counts["petitions_handled_on_time"], counts["petitions"])


def _capped_points(most_points: int, ratio: Fraction) -> Fraction:
    """`most_points` times the ratio, but never more than `most_points`."""
    return min(Fraction(most_points), most_points * ratio)
