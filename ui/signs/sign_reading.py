"""The signs of a commune and period, read once for a version of the record."""

from __future__ import annotations

from data.periods import Period
from metrics.analysis.signs.duplicates import DuplicateRows, duplicate_rows
from metrics.analysis.signs.sign import Sign, SignDossier, sign_span
from metrics.analysis.signs.sign_counts import SignCounts, read_sign_counts
from metrics.analysis.signs.sign_dossiers import read_sign_dossiers
from ui import session
from ui.kept import kept


def signs_and_dossiers(
    commune_code: str, period: Period
) -> tuple[tuple[Sign, ...], tuple[SignDossier, ...]]:
    """(every sign of a commune in a period, the dossiers that show them), of one version."""
    return session.at_current_version(
        lambda version: (
            _counts_of_version(version, period).signs(commune_code),
            _dossiers_of_version(version, commune_code, period),
        )
    )


@kept(2)
def _duplicates_of_version(version: str) -> DuplicateRows:
    """The rows that repeat a dossier code, cached by the record's version."""
    return duplicate_rows(session.folder())


@kept(32)
def _counts_of_version(version: str, period: Period) -> SignCounts:
    """Every commune's counts of signs in a period, cached by the record's version."""
    duplicates = _duplicates_of_version(version)
    with session.reading_of_version(version) as reading:
        return read_sign_counts(reading, sign_span(period), duplicates)


@kept(32)
def _dossiers_of_version(
    version: str, commune_code: str, period: Period
) -> tuple[SignDossier, ...]:
    """A commune's dossiers that show signs in a period, cached by the record's version."""
    duplicates = _duplicates_of_version(version)
    with session.reading_of_version(version) as reading:
        return read_sign_dossiers(reading, sign_span(period), commune_code, duplicates)
