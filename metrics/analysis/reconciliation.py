"""Two sources for the same days: a form's figures beside the same counts by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from data.periods import Period
from data.text import fold
from metrics.catalogue.labels import label, within
from metrics.counting.coverage import Segment, tile_period
from metrics.counting.day_counts import Form
from metrics.counting.measures import MEASURES, STOCKS, SUMS, Stock, counts_making
from metrics.counting.tallies import Evidence

_DAY = timedelta(days=1)
_STOCKS: Mapping[str, Stock] = MappingProxyType({stock.name: stock for stock in STOCKS})
# In the order in which parts are told.
_BY_RECORD = (*(measure.name for measure in MEASURES), *_STOCKS)


@dataclass(frozen=True)
class Definition:
    """A form's count said in counts by record: the sum of `adds` less the sum of `subtracts`."""

    adds: tuple[str, ...]
    subtracts: tuple[str, ...] = ()


# Columns of forms that are neither a measure, a stock nor a sum of such.
_OTHERS: Mapping[str, Definition] = MappingProxyType(
    {
        "received_and_carried_over": Definition(("received", "carried_over")),
        "received_not_digitised": Definition(("received",), ("received_digitised",)),
        "resolved_or_left": Definition(("resolved", "left")),
        "late_not_apologised": Definition(("resolved_late",), ("late_apologised",)),
        "late_in_all": Definition(("resolved_late", "pending_late")),
        "results_not_digitised": Definition(("results_due",), ("results_digitised",)),
        "paid_direct": Definition(("payable",), ("paid_online",)),
        "ratings_dissatisfied": Definition(("ratings",), ("ratings_satisfied",)),
    }
)
# What a reader must know of the form's own way of counting, whether the figures differ or not.
_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "resolved_on_time_or_left": "Biểu xếp hồ sơ rút, dừng vào “Đúng hạn”.",
        "resolved_or_left": "Biểu tính cả hồ sơ rút, dừng là đã giải quyết.",
        "results_due": "Chỉ tính hồ sơ đã giải quyết mà thủ tục có kết quả giấy.",
        "payable": "Chỉ tính hồ sơ tiếp nhận trong kỳ có phí, lệ phí trên 0 đồng.",
        "late_apologised": "Theo hồ sơ tính cả hồ sơ đánh dấu ở trang Hồ sơ trễ hạn.",
        "late_not_apologised": "Ô thư xin lỗi để trống mà không đánh dấu được hiểu là chưa có.",
    }
)
_HOLDS_LEFT = frozenset({"resolved", "resolved_on_time", "resolved_early_or_on_time"})
_LEFT_OUT = frozenset({"resolved_or_left", "resolved_on_time_or_left"})


@dataclass(frozen=True)
class FormRun:
    """Uploads of one form that tile the period, in the order of their days."""

    format: str
    upload_ids: tuple[int, ...]
    by_field: bool


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


def definition(name: str) -> Definition | None:
    """How a form's count is counted by record; None where lists do not tell it."""
    if name in _BY_RECORD:
        return Definition((name,))
    if name in _OTHERS:
        return _OTHERS[name]
    if name in SUMS and SUMS[name] <= set(_BY_RECORD):
        return Definition(tuple(sorted(SUMS[name], key=_BY_RECORD.index)))
    return None


def forms_over(evidence: Evidence, commune_code: str, period: Period) -> tuple[FormRun, ...]:
    """The forms whose uploads tile the period and that count anything lists count, by name."""
    held = [s for s in evidence.holdings.sources_of(commune_code) if not s.is_list]
    runs = []
    for name in sorted({source.format for source in held}):
        same = [source for source in held if source.format == name]
        coverage = tile_period(period, same)
        ids = tuple(s.upload_id for s in coverage.segments if s.upload_id is not None)
        forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in ids]
        if coverage.state == "whole" and any(definition(n) for form in forms for n in _names(form)):
            runs.append(FormRun(name, ids, all(form.by_field for form in forms)))
    return tuple(runs)


def reconcile(
    evidence: Evidence,
    commune_code: str,
    period: Period,
    upload_ids: Sequence[int],
    field: str | None = None,
) -> tuple[ReconciledCount, ...]:
    """A line a count of the form, in its own order; of one field where given.

    `upload_ids` are uploads of one form that tile the period (`FormRun`).
    """
    forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in upload_ids]
    records = _Records(evidence, commune_code, period, field)
    names = dict.fromkeys(name for form in forms for name in (*_names(form), *_sums(form)))
    return tuple(_compared(name, forms, records, field) for name in names)


def fields_of(evidence: Evidence, commune_code: str, upload_ids: Sequence[int]) -> tuple[str, ...]:
    """The fields that the forms or the records name, in one spelling each."""
    forms = [evidence.holdings.forms[commune_code, upload_id] for upload_id in upload_ids]
    named = [*(f for form in forms for f in form.fields()), *evidence.counts.fields(commune_code)]
    return tuple(sorted({fold(name): name for name in reversed(named) if name}.values()))


@dataclass(frozen=True)
class _Records:
    """The counts by record of one commune, period and field."""

    evidence: Evidence
    commune_code: str
    period: Period
    field: str | None

    def count(self, name: str) -> int | None:
        """None where the lists do not tell it for every day of the period."""
        stock = _STOCKS.get(name)
        needed = {*stock.comings, *stock.goings} if stock else {name}
        held = self.evidence.holdings.sources_of(self.commune_code)
        usable = [source for source in held if source.is_list and needed <= source.known_counts]
        if tile_period(self.period, usable).state != "whole":
            return None
        if stock is None:
            return self._flow(name, Segment(self.period.first, self.period.last))
        end = self.period.first - _DAY if stock.at_first else self.period.last
        past = Segment(date.min, end)
        comings = sum(self._flow(name, past) for name in stock.comings)
        return comings - sum(self._flow(name, past) for name in stock.goings)

    def _flow(self, name: str, segment: Segment) -> int:
        counts, fields = self.evidence.counts, None
        if self.field is not None:
            fields = _spelled(self.field, counts.fields(self.commune_code))
        return counts.flow(self.commune_code, name, segment, fields)


def _compared(
    name: str, forms: Sequence[Form], records: _Records, field: str | None
) -> ReconciledCount:
    defined = definition(name)
    by_form = _form_count(name, defined, forms, field)
    terms = {n: records.count(n) for n in (*defined.adds, *defined.subtracts)} if defined else {}
    by_record = _sum(defined, terms)
    difference = None if by_form is None or by_record is None else by_form - by_record
    notes = _notes(name, defined, terms, by_form, difference, records)
    return ReconciledCount(name, label(name), by_form, by_record, difference, " ".join(notes))


def _sum(defined: Definition | None, terms: Mapping[str, int | None]) -> int | None:
    if defined is None or None in terms.values():
        return None
    added = sum(terms[name] or 0 for name in defined.adds)
    return added - sum(terms[name] or 0 for name in defined.subtracts)


def _form_count(
    name: str, defined: Definition | None, forms: Sequence[Form], field: str | None
) -> int | None:
    """The forms' sum, in which what stood open at a form's inner end is not counted again."""
    total = _total(forms, name, field)
    for term in defined.adds if defined else ():
        if stock := _STOCKS.get(term):
            again = _total(forms[1:] if stock.at_first else forms[:-1], term, field)
            total = None if total is None or again is None else total - again
    return total


def _total(forms: Sequence[Form], name: str, field: str | None) -> int | None:
    numbers = []
    for form in forms:
        fields = None if field is None else _spelled(field, form.fields())
        numbers.append(form.total(counts_making((name,), _known(form)) or (name,), fields))
    return None if None in numbers else sum(n for n in numbers if n is not None)


def _notes(
    name: str,
    defined: Definition | None,
    terms: Mapping[str, int | None],
    by_form: int | None,
    difference: int | None,
    records: _Records,
) -> Iterator[str]:
    if by_form is None:
        yield "Biểu có dòng để lại xem xét nên chưa cộng được."
    if defined is None:
        yield "Danh sách hồ sơ không cho số này."
    elif None in terms.values():
        yield "Danh sách hồ sơ thiếu cột cần có hoặc chưa phủ hết kỳ."
    if name in _WAYS:
        yield _WAYS[name]
    if defined and len(terms) > 1 and None not in terms.values():
        yield f"Theo hồ sơ: {_spelled_out(defined, terms)}."
    left = records.count("left") if difference else None
    if left and difference == left and name in _HOLDS_LEFT:
        yield f"Chênh đúng bằng {left} hồ sơ rút, dừng: biểu có thể đã tính cả."
    if left and difference == -left and name in _LEFT_OUT:
        yield f"Chênh đúng bằng {left} hồ sơ rút, dừng: biểu có thể đã bỏ ra."


def _spelled_out(defined: Definition, terms: Mapping[str, int | None]) -> str:
    """ "158 đúng hạn + 21 rút, dừng"."""
    added = " + ".join(f"{terms[name]} {within(name)}" for name in defined.adds)
    return added + "".join(f" − {terms[name]} {within(name)}" for name in defined.subtracts)


def _names(form: Form) -> tuple[str, ...]:
    """The form's counts, in its own order."""
    return tuple(dict.fromkeys(name for counts in form.parts.values() for name in counts))


def _known(form: Form) -> frozenset[str]:
    return frozenset(_names(form))


def _sums(form: Form) -> Iterator[str]:
    """Counts by record that the form gives only in parts that lists do not tell."""
    known = _known(form)
    for name, parts in SUMS.items():
        told_apart = all(definition(part) for part in parts)
        if (
            name not in known
            and not told_apart
            and definition(name)
            and counts_making((name,), known)
        ):
            yield name


def _spelled(field: str, fields: frozenset[str]) -> frozenset[str]:
    """A field in the spellings that these names use ("ĐẤT ĐAI")."""
    return frozenset(name for name in fields if fold(name) == fold(field))
