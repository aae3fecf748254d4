"""Two sources for the same days: a form's figures beside the same counts by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.periods import Period
from data.text import fold
from metrics.analysis.record_definitions import (
    STOCK_BY_NAME,
    WAYS_OF_COUNTING,
    Definition,
    definition,
)
from metrics.catalogue.labels import count_label
from metrics.counting.coverage import Segment, tiled_coverage
from metrics.counting.day_counts import Form
from metrics.counting.measures import SUMS, counts_making
from metrics.counting.tallies import Evidence

_DAY = timedelta(days=1)
# A difference of exactly the withdrawn dossiers: the form may count them here …
_MAY_HOLD_LEFT = frozenset({"resolved", "resolved_on_time", "resolved_early_or_on_time"})
# … or may leave them out here, where its definition has them.
_MAY_LACK_LEFT = frozenset({"resolved_or_left", "resolved_on_time_or_left"})


@dataclass(frozen=True)
class FormRun:
    """Uploads of one form that tile the period, in the order of their days."""

    layout: str
    upload_ids: tuple[int, ...]
    has_fields: bool


@dataclass(frozen=True)
class ReconciledCount:
    """One count by a form and by record; None where that side cannot tell it.

    `difference` is the form's figure less the one by record. `note` is a sentence or more.
    """

    name: str
    label: str
    by_form: int | None
    by_record: int | None
    difference: int | None
    note: str


def forms_over(evidence: Evidence, commune_code: str, period: Period) -> tuple[FormRun, ...]:
    """The forms whose uploads tile the period and that count anything lists count, by name."""
    of_forms = [s for s in evidence.holdings.sources_of(commune_code) if not s.is_list]
    runs = []
    for name in sorted({source.layout for source in of_forms}):
        coverage = tiled_coverage(period, [source for source in of_forms if source.layout == name])
        ids = tuple(s.upload_id for s in coverage.segments if s.upload_id is not None)
        forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in ids]
        comparable = any(definition(count) for form in forms for count in form.count_names())
        if coverage.state == "whole" and comparable:
            runs.append(FormRun(name, ids, all(form.has_fields for form in forms)))
    return tuple(runs)


def reconcile(
    evidence: Evidence,
    commune_code: str,
    period: Period,
    upload_ids: Sequence[int],
    field: str | None = None,
) -> tuple[ReconciledCount, ...]:
    """A line for each count of the form, in its own order; of one field where given.

    `upload_ids` are uploads of one form that tile the period (`FormRun`).
    """
    forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in upload_ids]
    records = _RecordCounts(evidence, commune_code, period, field)
    names = dict.fromkeys(name for form in forms for name in (*form.count_names(), *_sums(form)))
    return tuple(_reconcile_count(name, forms, records, field) for name in names)


def fields_of(evidence: Evidence, commune_code: str, upload_ids: Sequence[int]) -> tuple[str, ...]:
    """The fields that the forms or the records name, in one spelling each (the forms' first)."""
    forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in upload_ids]
    in_forms = [field for form in forms for field in form.fields()]
    names = [*in_forms, *evidence.day_counts.fields(commune_code)]
    return tuple(sorted({fold(name): name for name in reversed(names) if name}.values()))


@dataclass(frozen=True)
class _RecordCounts:
    """The counts by record of one commune, period and field."""

    evidence: Evidence
    commune_code: str
    period: Period
    field: str | None

    def count(self, name: str) -> int | None:
        """None where the lists do not tell it for every day of the period."""
        stock = STOCK_BY_NAME.get(name)
        needed = {*stock.comings, *stock.goings} if stock else {name}
        sources = self.evidence.holdings.sources_of(self.commune_code)
        usable = [s for s in sources if s.is_list and needed <= s.known_counts]
        if tiled_coverage(self.period, usable).state != "whole":
            return None
        if stock is None:
            return self._flow(name, Segment(self.period.first, self.period.last))
        end = self.period.first - _DAY if stock.at_beginning else self.period.last
        until_then = Segment(date.min, end)
        comings = sum(self._flow(name, until_then) for name in stock.comings)
        return comings - sum(self._flow(name, until_then) for name in stock.goings)

    def _flow(self, name: str, segment: Segment) -> int:
        counts, fields = self.evidence.day_counts, None
        if self.field is not None:
            fields = _spellings(self.field, counts.fields(self.commune_code))
        return counts.flow(self.commune_code, name, segment, fields)


def _reconcile_count(
    name: str, forms: Sequence[Form], records: _RecordCounts, field: str | None
) -> ReconciledCount:
    defined = definition(name)
    by_form = _form_count(name, defined, forms, field)
    terms = {n: records.count(n) for n in (*defined.adds, *defined.subtracts)} if defined else {}
    by_record = defined.value(terms) if defined else None
    difference = None if by_form is None or by_record is None else by_form - by_record
    notes = [
        *_why_unknown(by_form, defined, by_record),
        *_how_counted(name, defined, terms),
        *_withdrawn_dossiers(name, difference, records),
    ]
    return ReconciledCount(name, count_label(name), by_form, by_record, difference, " ".join(notes))


def _form_count(
    name: str, defined: Definition | None, forms: Sequence[Form], field: str | None
) -> int | None:
    """The forms' sum over the whole period.

    What stood open where one form ends and the next begins is in both: of January's 402
    received and carried over the 46 still open at its end are in February's count again, so
    the two months have 46 fewer than the forms' sum.
    """
    total = _sum_over(forms, name, field)
    for term in defined.adds if defined else ():
        if stock := STOCK_BY_NAME.get(term):
            inner_forms = forms[1:] if stock.at_beginning else forms[:-1]
            twice = _sum_over(inner_forms, term, field)
            total = None if total is None or twice is None else total - twice
    return total


def _sum_over(forms: Sequence[Form], name: str, field: str | None) -> int | None:
    """One count of all the forms together; None where one of them does not tell it."""
    numbers = []
    for form in forms:
        fields = None if field is None else _spellings(field, form.fields())
        names = counts_making((name,), frozenset(form.count_names())) or (name,)
        numbers.append(form.total(names, fields))
    return None if None in numbers else sum(n for n in numbers if n is not None)


def _why_unknown(
    by_form: int | None, defined: Definition | None, by_record: int | None
) -> Iterator[str]:
    if by_form is None:
        yield "Biểu có dòng để lại xem xét nên chưa cộng được."
    if defined is None:
        yield "Danh sách hồ sơ không cho số này."
    elif by_record is None:
        yield "Danh sách hồ sơ thiếu cột cần có hoặc chưa phủ hết kỳ."


def _how_counted(
    name: str, defined: Definition | None, terms: Mapping[str, int | None]
) -> Iterator[str]:
    if name in WAYS_OF_COUNTING:
        yield WAYS_OF_COUNTING[name]
    if defined and len(terms) > 1 and None not in terms.values():
        yield f"Theo hồ sơ: {defined.in_words(terms)}."


def _withdrawn_dossiers(name: str, difference: int | None, records: _RecordCounts) -> Iterator[str]:
    """Where the difference is just the number of dossiers that left, that is the likely cause."""
    left = records.count("left") if difference else None
    if left and difference == left and name in _MAY_HOLD_LEFT:
        yield f"Chênh đúng bằng {left} hồ sơ rút, dừng: biểu có thể đã tính cả."
    if left and difference == -left and name in _MAY_LACK_LEFT:
        yield f"Chênh đúng bằng {left} hồ sơ rút, dừng: biểu có thể đã bỏ ra."


def _sums(form: Form) -> Iterator[str]:
    """Counts by record that the form gives only in parts that lists do not tell."""
    form_counts = frozenset(form.count_names())
    for name, parts in SUMS.items():
        comparable_in_parts = all(definition(part) for part in parts)
        is_told = definition(name) and counts_making((name,), form_counts)
        if name not in form_counts and not comparable_in_parts and is_told:
            yield name


def _spellings(field: str, fields: frozenset[str]) -> frozenset[str]:
    """A field in the spellings that these names use ("ĐẤT ĐAI")."""
    return frozenset(name for name in fields if fold(name) == fold(field))
