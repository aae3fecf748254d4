"""Whether what came of a list in some spellings is one of the answers that are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tests.support.builders import NINH_GIANG
from tests.support.invented.dossiers import FIRST, LAST, Counts, Dossier, counted
from tests.support.invented.forms import Form
from tests.support.invented.listing import Listing
from tests.support.invented.loading import Answer
from tests.support.invented.spelling import Reading, Spelling

EQUAL, TOLD, ASKED, REFUSED = "equal", "told", "asked", "refused"
SILENT, UNEXPLAINED = "silent", "refused for something else"
FAULTS = (SILENT, UNEXPLAINED)


def verdict_on_list(
    answer: Answer,
    dossiers: Sequence[Dossier],
    spellings: Sequence[Spelling[Listing]],
    unknown: frozenset[str] = frozenset(),
) -> tuple[str, str]:
    """(verdict on an answer for a list, how it differs if silent); `unknown`: metrics it lacks."""
    if not answer.stored:
        return verdict_on_refusal(answer, spellings)
    differences = []
    for readings in product(*(spelling.readings for spelling in spellings)):
        first, last = _period(readings)
        right = _counts(dossiers, readings, unknown)
        if answer.period != (first, last):
            differences.append(f"the days are {answer.period}")
            continue
        told = answer.counts(NINH_GIANG, first, last)
        if wrong := list(_differing(told, right)):
            differences.append("; ".join(wrong))
        elif untold := [w for r in readings for w in r.telling if not answer.tells(w)]:
            differences.append(f"not told: {untold}")
        else:
            return (TOLD if any(r.telling for r in readings) else EQUAL), ""
    return SILENT, min(differences, key=len, default="stored, and should be refused")


def verdict_on_refusal(
    answer: Answer, spellings: Sequence[Spelling[Listing]] | Sequence[Spelling[object]]
) -> tuple[str, str]:
    """("asked" or "refused", "") if the answer names what was changed; else (unexplained, it)."""
    if any(spelling.refusal and answer.tells(spelling.refusal) for spelling in spellings):
        return (ASKED if answer.asks else REFUSED), ""
    return UNEXPLAINED, answer.text.strip()[:400]


def _period(readings: Sequence[Reading]) -> tuple:
    """The days of the first reading that states some; January where none does."""
    return next((r.period for r in readings if r.period), (FIRST, LAST))


def _counts(
    dossiers: Sequence[Dossier], readings: Sequence[Reading], unknown: frozenset[str]
) -> Counts:
    """Metric's name → counts of the dossiers that all readings keep; None for unknown ones."""
    kept = [d for d in dossiers if all(r.keeps(d) for r in readings)]
    return counted(kept, *_period(readings), unknown.union(*(r.unknown for r in readings)))


def _differing(told: Counts, right: Counts) -> Iterator[str]:
    """A line for each metric whose counts are not the right ones: "early (1, 2), right (2, 2)"."""
    for name, counts in right.items():
        if told[name] != counts:
            yield f"{name} {told[name]}, right {counts}"


def verdict_on_form(
    answer: Answer, form: Form, spellings: Sequence[Spelling[Form]]
) -> tuple[str, str]:
    """(verdict on an answer for a form, how it differs if silent), by every count of every line."""
    if not answer.stored:
        return verdict_on_refusal(answer, spellings)
    counts = _form_counts(answer.rows(), form)
    differences = []
    for readings in product(*(spelling.readings for spelling in spellings)):
        unknown: set[str] = set().union(*(r.unknown for r in readings))
        wrong = [
            f"{line}, {column}: {counts.get((line, column))}, right {right}"
            for (line, column), right in form.truth.items()
            if counts.get((line, column)) != (None if {line, column} & unknown else right)
        ]
        if answer.period != _period(readings):
            wrong.insert(0, f"the days are {answer.period}")
        wrong += [f"not told: {w}" for r in readings for w in r.telling if not answer.tells(w)]
        if not wrong and len(answer.rows()) == len(form.lines):
            return (TOLD if any(r.telling for r in readings) else EQUAL), ""
        differences.append("; ".join(wrong) or f"{len(answer.rows())} lines")
    return SILENT, min(differences, key=len, default="stored, and should be refused")


def _form_counts(
    rows: Sequence[Mapping[str, object]], form: Form
) -> Mapping[tuple[str, str], object]:
    """(line's true name, column) → count, as the record's rows have them."""
    names = {line for line, _ in form.truth}
    return {
        (name, column): row.get(column)
        for row in rows
        for name in names
        if name.casefold() in str(row[form.key]).casefold()
        for column in form.columns
        if column
    }
