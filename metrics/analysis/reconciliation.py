"""Two sources for the same days: a form's figures beside the same counts by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.form_counts import SUMS
from data.periods import Period
from data.text import fold
from metrics.analysis.record_definitions import (
    STOCK_BY_NAME,
    WAYS_OF_COUNTING,
    Definition,
    record_definition,
)
from metrics.catalogue.labels import count_label
from metrics.counting.coverage import Segment, tiled_coverage
from metrics.counting.forms import Form
from metrics.counting.sums import counts_making
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
    form_count: int | None
    record_count: int | None
    difference: int | None
    note: str


def form_runs(evidence: Evidence, commune_code: str, period: Period) -> tuple[FormRun, ...]:
    """The runs of forms of one layout that cover a whole period and count what lists count too."""
    form_sources = [s for s in evidence.holdings.sources_of(commune_code) if not s.is_list]
    runs = []
    for name in sorted({source.layout for source in form_sources}):
        coverage = tiled_coverage(
            period, [source for source in form_sources if source.layout == name]
        )
        ids = tuple(s.upload_id for s in coverage.segments if s.upload_id is not None)
        forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in ids]
        has_comparable_counts = any(
            record_definition(count) for form in forms for count in form.count_names()
        )
        if coverage.state == "whole" and has_comparable_counts:
            runs.append(FormRun(name, ids, all(form.has_fields for form in forms)))
    return tuple(runs)


def reconcile_counts(
    evidence: Evidence,
    commune_code: str,
    period: Period,
    upload_ids: Sequence[int],
    field: str | None = None,
) -> tuple[ReconciledCount, ...]:
    """Each count of the forms beside the same by lists, of one field if given, in form order.

    `upload_ids` are uploads of one form that tile the period (`FormRun`).
    """
    forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in upload_ids]
    records = _RecordCounts(evidence, commune_code, period, field)
    names = dict.fromkeys(
        name for form in forms for name in (*form.count_names(), *_form_sum_names(form, records))
    )
    return tuple(_reconcile_count(name, forms, records, field) for name in names)


def reconciled_fields(
    evidence: Evidence, commune_code: str, upload_ids: Sequence[int]
) -> tuple[str, ...]:
    """The sorted fields that forms or lists name, each in one spelling (the forms' first)."""
    forms = (evidence.holdings.forms[commune_code, upload_id] for upload_id in upload_ids)
    form_fields = (field for form in forms for field in form.fields())
    names = [*form_fields, *evidence.day_counts.fields(commune_code)]
    return tuple(sorted({fold(name): name for name in reversed(names) if name}.values()))


@dataclass(frozen=True)
class _RecordCounts:
    """The counts by record of one commune, period and field."""

    evidence: Evidence
    commune_code: str
    period: Period
    field: str | None

    def count(self, name: str) -> int | None:
        """A named count by lists over the period; None unless they tell it for every day."""
        stock = STOCK_BY_NAME.get(name)
        needed_counts = {*stock.comings, *stock.goings} if stock else {name}
        sources = self.evidence.holdings.sources_of(self.commune_code)
        usable_sources = [s for s in sources if s.is_list and needed_counts <= s.known_counts]
        if tiled_coverage(self.period, usable_sources).state != "whole":
            return None
        if stock is None:
            return self._flow(name, Segment(self.period.first, self.period.last))
        end = self.period.first - _DAY if stock.at_beginning else self.period.last
        until_then = Segment(date.min, end)
        comings = sum(self._flow(name, until_then) for name in stock.comings)
        return comings - sum(self._flow(name, until_then) for name in stock.goings)

    def terms(self, form_definition: Definition) -> dict[str, int | None]:
        """Each count that a form's definition adds or subtracts, by lists; None where unknown."""
        return {n: self.count(n) for n in (*form_definition.adds, *form_definition.subtracts)}

    def tells(self, name: str) -> bool:
        """Whether lists tell everything that a form's count is defined by."""
        form_definition = record_definition(name)
        return form_definition is not None and None not in self.terms(form_definition).values()

    def _flow(self, name: str, segment: Segment) -> int:
        """A count's sum by lists over a segment, of all fields or of one in all its spellings."""
        counts, fields = self.evidence.day_counts, None
        if self.field is not None:
            fields = _field_spellings(self.field, counts.fields(self.commune_code))
        return counts.flow(self.commune_code, name, segment, fields)


def _reconcile_count(
    name: str, forms: Sequence[Form], records: _RecordCounts, field: str | None
) -> ReconciledCount:
    """One count by form and by lists, their difference, and notes that explain it."""
    form_definition = record_definition(name)
    form_count = _form_count(name, form_definition, forms, field)
    terms = records.terms(form_definition) if form_definition else {}
    record_count = form_definition.count_from(terms) if form_definition else None
    difference = None if form_count is None or record_count is None else form_count - record_count
    notes = [
        *_unknown_count_notes(form_count, form_definition, record_count),
        *_definition_notes(name, form_definition, terms),
        *_withdrawal_notes(name, difference, records),
    ]
    return ReconciledCount(
        name, count_label(name), form_count, record_count, difference, " ".join(notes)
    )


def _form_count(
    name: str, form_definition: Definition | None, forms: Sequence[Form], field: str | None
) -> int | None:
    """A count by successive forms over their whole span; None where a form does not tell it.

    What stood open where one form ends and the next begins is in both: of January's 402
    received and carried over the 46 still open at its end are in February's count again, so
    the two months have 46 fewer than the forms' sum.
    """
    total = _forms_sum(forms, name, field)
    for term in form_definition.adds if form_definition else ():
        if stock := STOCK_BY_NAME.get(term):
            inner_forms = forms[1:] if stock.at_beginning else forms[:-1]
            counted_twice = _forms_sum(inner_forms, term, field)
            total = None if total is None or counted_twice is None else total - counted_twice
    return total


def _forms_sum(forms: Sequence[Form], name: str, field: str | None) -> int | None:
    """The forms' numbers of one count, added up; None where one of them does not tell it."""
    numbers = []
    for form in forms:
        fields = None if field is None else _field_spellings(field, form.fields())
        names = counts_making((name,), frozenset(form.count_names())) or (name,)
        numbers.append(form.total(names, fields))
    return None if None in numbers else sum(n for n in numbers if n is not None)


def _unknown_count_notes(
    form_count: int | None, form_definition: Definition | None, record_count: int | None
) -> Iterator[str]:
    """Sentences on why the form or the lists cannot tell the count; none where both do."""
    if form_count is None:
        yield "Biểu có dòng để lại xem xét nên chưa cộng được."
    if form_definition is None:
        yield "Danh sách hồ sơ không cho số này."
    elif record_count is None:
        yield "Danh sách hồ sơ thiếu cột, thiếu hồ sơ kỳ trước chuyển sang, hoặc chưa phủ hết kỳ."


def _definition_notes(
    name: str, form_definition: Definition | None, terms: Mapping[str, int | None]
) -> Iterator[str]:
    """Sentences on how the form counts, and on the counts by lists that were added up."""
    if name in WAYS_OF_COUNTING:
        yield WAYS_OF_COUNTING[name]
    if form_definition and len(terms) > 1 and None not in terms.values():
        yield f"Theo hồ sơ: {form_definition.sum_in_words(terms)}."


def _withdrawal_notes(name: str, difference: int | None, records: _RecordCounts) -> Iterator[str]:
    """A sentence where form and lists differ by just the dossiers withdrawn or stopped."""
    left_count = records.count("left") if difference else None
    if left_count and difference == left_count and name in _MAY_HOLD_LEFT:
        yield f"Chênh đúng bằng {left_count} hồ sơ rút, dừng: biểu có thể đã tính cả."
    if left_count and difference == -left_count and name in _MAY_LACK_LEFT:
        yield f"Chênh đúng bằng {left_count} hồ sơ rút, dừng: biểu có thể đã bỏ ra."


def _form_sum_names(form: Form, records: _RecordCounts) -> Iterator[str]:
    """Names of sums that lists tell only as a whole and the form only in parts."""
    form_counts = frozenset(form.count_names())
    for name in (name for name in SUMS if name not in form_counts):
        parts = counts_making((name,), form_counts)
        if parts and not all(map(records.tells, parts)) and records.tells(name):
            yield name


def _field_spellings(field: str, fields: frozenset[str]) -> frozenset[str]:
    """Those of `fields` that are spellings of `field`, as "ĐẤT ĐAI" is of "Đất đai"."""
    return frozenset(name for name in fields if fold(name) == fold(field))
