"""From a sheet to a preview: whose it is, which days it covers, which of its rows we trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from data import dates
from data.columns import DOSSIERS, MEASURE
from data.communes import communes_by_name
from data.dates import span_text
from data.record.mapped_words import WaitingWord, waiting_words
from data.record.problem import Problem
from files.refusal import Refused
from loaders.answers import Answers
from loaders.layouts.layout import layouts
from loaders.parsing.cells import clean_texts
from loaders.parsing.likely_period import likely_span
from loaders.parsing.stated_period import FirstAndLast, possible_periods, title_lines
from loaders.parsing.unit_names import Hints, province_in_titles
from loaders.recognition.repeated_headings import drop_repeated_headings
from loaders.recognition.sheet import Sheet
from loaders.validation.dossiers import check_dossiers
from loaders.validation.forms import check_form
from loaders.validation.ownership import unit_communes
from loaders.validation.part_checks import refuse_filtered_table, refuse_other_measure
from loaders.validation.period_checks import (
    PeriodUnclear,
    check_typed_period,
    period_lacking_sentence,
)
from loaders.validation.problems import AllRowsSetAside, CheckedRows, RowSetAside
from loaders.validation.redaction import is_organisation
from loaders.validation.settled_columns import settle_columns
from loaders.validation.typed_counts import check_typed_counts

A_PLAN = "Đây là mẫu kế hoạch, không phải số liệu: hãy chọn ở trang Kế hoạch, Thêm, sửa kế hoạch."
NO_ROW = "Không có dòng nào dùng được trong tệp: hãy xem từng lỗi, sửa trên hệ thống rồi xuất lại."
LIKE_NAMES = "Cột “{}” có vẻ là tên người hoặc ghi chú, không phải thủ tục hay lĩnh vực: hãy {}."
_REMOVE_LAYOUT = "xóa mẫu “{}” ở mục Mẫu bảng riêng rồi chỉ ra lại từng cột"
_TAKE_BACK = "bỏ chọn cột này ở mục Cột đã chỉ ra"
_FEWEST_TEXTS, _MOST_DISTINCT = 30, 0.6
_MOST_NAMED = 4  # periods
_LONGEST_UNIT = 200  # each comma is a place where a name may end


@dataclass(frozen=True)
class Staged:
    """A file read and checked, nothing stored yet: what a preview shows and `store_staged` writes.

    `communes`: how many rows of each count. `assumed`: only a plan here decided which of several
    communes of one name it is. `open_units`: set aside, though somebody may know what they are.
    `day_beyond_clock`: the list's latest day, where it shows that the clock stands too early.
    `waiting_rows`: the rows with words that the layout lacks (`CheckedRows`).
    """

    file_name: str
    sha256: str
    sheet: Sheet
    first: date
    last: date
    period_stated: bool
    complete: bool
    assumed: bool
    communes: Mapping[str, int]
    rows: pa.Table = field(repr=False)
    rows_read: int = 0
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[RowSetAside, ...] = ()
    answers: Answers = field(default=Answers())
    open_units: tuple[str, ...] = ()
    day_beyond_clock: date | None = None
    waiting_rows: pa.Table | None = field(default=None, repr=False)

    @property
    def unknown_words(self) -> tuple[WaitingWord, ...]:
        """The words without a meaning that keep rows of the file from counting, as yet."""
        return words_without_meaning(self.waiting_rows, self.answers)

    @property
    def key(self) -> tuple[object, ...]:
        """What distinguishes one staging from another: bytes, sheets, headings, answers."""
        sheet = self.sheet
        return self.sha256, sheet.sheets, sheet.headings, sheet.hidden_rows, self.answers

    @property
    def columns(self) -> list[str]:
        """The columns that are kept of the file; of typed counts the key and the counts' names."""
        if self.sheet.layout.table == "dossiers":
            return [name for name in self.sheet.heading_of if name != "unit"]
        if self.sheet.layout.lines:
            return [self.sheet.layout.key, *sorted(set(self.rows.column(MEASURE).to_pylist()))]
        return [name for name in self.rows.column_names if name not in ("commune_code", "row")]


def stage_sheet(file_name: str, sheet: Sheet, sha256: str, answers: Answers) -> Staged:
    """The sheet staged: communes and period settled, rows typed and checked; raises Refused."""
    if sheet.layout.table in ("targets", "tasks"):
        raise Refused(A_PLAN)
    sheet = drop_repeated_headings(replace(sheet, texts_above=title_lines(sheet.texts_above)))
    sheet = settle_columns(sheet)
    _check_custom_texts(sheet)
    refuse_other_measure(sheet)
    if not answers.whole_list:
        refuse_filtered_table(sheet)
    first, last, is_stated = _settled_period(sheet, answers)
    units = unit_communes(sheet, _unit_hints(sheet, answers))
    checked = _checked_rows(sheet, units.codes_by_unit, last if is_stated else None, answers)
    open_units = tuple(filter(_may_show_unit, units.open_units))
    if checked.rows_read == len(checked.set_aside):
        words = words_without_meaning(checked.waiting_rows, answers)
        raise AllRowsSetAside(NO_ROW, checked, open_units, words)
    is_list = sheet.layout.table == "dossiers"
    if is_list and not answers.whole_list:
        refuse_filtered_table(sheet, checked.rows)
    if is_list and not is_stated and not answers.unlikely_period:
        check_typed_period(checked.rows, first, last)
    return Staged(
        file_name=file_name,
        sha256=sha256,
        sheet=sheet,
        first=first,
        last=last,
        period_stated=is_stated,
        complete=answers.complete or (is_list and _has_carried_over(checked.rows, first)),
        assumed=units.assumed,
        communes=checked.row_counts_by_commune,
        rows=checked.rows,
        rows_read=checked.rows_read,
        problems=checked.problems,
        set_aside=checked.set_aside,
        answers=answers,
        open_units=open_units,
        day_beyond_clock=checked.day_beyond_clock,
        waiting_rows=checked.waiting_rows,
    )


def words_without_meaning(
    waiting_rows: pa.Table | None, answers: Answers
) -> tuple[WaitingWord, ...]:
    """The words of the waiting rows (None: no rows) to which the answers give no meaning."""
    return waiting_words(waiting_rows, dict(answers.word_meanings)) if waiting_rows else ()


def _checked_rows(
    sheet: Sheet,
    codes_by_unit: Mapping[str, str | None],
    stated_last_day: date | None,
    answers: Answers,
) -> CheckedRows:
    """The sheet's rows after the checks for its table: a list, a form, or typed counts.

    `stated_last_day` is the last day of the period where the file itself says it. Raises Refused.
    """
    if sheet.layout.table == "dossiers":
        today = answers.today or dates.today()
        return check_dossiers(
            sheet, codes_by_unit, stated_last_day, today, dict(answers.word_meanings)
        )
    if lines := sheet.layout.lines:
        return check_typed_counts(sheet, lines, codes_by_unit, answers.accept_unbalanced)
    return check_form(sheet, codes_by_unit, answers.accept_unbalanced)


def _has_carried_over(rows: pa.Table, first: date) -> bool:
    """Whether any dossier of a list was received before the period."""
    return bool(pc.min(rows.column("received_on")).as_py() < first)


def _unit_hints(sheet: Sheet, answers: Answers) -> Hints:
    """What the answers and the sheet's title give to settle which commune a unit is."""
    return Hints(
        answers.commune_code,
        answers.province_code,
        answers.home_code,
        province_in_titles(sheet.texts_above),
        dict(answers.unit_codes),
        answers.planned_communes,
    )


def _settled_period(sheet: Sheet, answers: Answers) -> tuple[date, date, bool]:
    """First and last day, and whether the file itself says them; raises Refused where unclear."""
    is_list = sheet.layout.table == "dossiers"  # a form of one day says that it is one
    stated_spans, typed_span = possible_periods(sheet.texts_above, is_list), answers.period
    if typed_span and (not stated_spans or typed_span in stated_spans):
        return *typed_span, bool(stated_spans)
    if not stated_spans:
        likely_period = (
            likely_span(sheet.cells, answers.today or dates.today()) if is_list else None
        )
        sentence = period_lacking_sentence(sheet.texts_above)
        raise PeriodUnclear(sentence, likely_period=likely_period)
    if typed_span:
        raise Refused(
            f"Tệp ghi kỳ {_spans_text(stated_spans)}, khác với kỳ đã chọn "
            f"({span_text(*typed_span)}): hãy chọn lại kỳ hoặc kiểm tra tệp."
        )
    if len(stated_spans) > 1:
        raise PeriodUnclear(
            f"Tệp có thể là của kỳ {_spans_text(stated_spans)}: hãy chọn đúng kỳ.", stated_spans
        )
    return *stated_spans[0], True


def _spans_text(spans: Sequence[FirstAndLast]) -> str:
    """The first _MOST_NAMED spans in words, with "hoặc" between them."""
    return " hoặc ".join(span_text(*span) for span in spans[:_MOST_NAMED])


def _check_custom_texts(sheet: Sheet) -> None:
    """Raise Refused for a list's text column that people mapped and that looks like persons' names.

    A centre's procedures come again and again; names are nearly all different.
    """
    if sheet.layout.table != "dossiers":
        return
    is_shipped = sheet.layout.name in {layout.name for layout in layouts()}
    for heading in sheet.headings:
        if DOSSIERS.get(heading.column or "") != "text" or (is_shipped and not heading.mapped_by):
            continue
        texts = pc.drop_null(clean_texts(sheet.cells.column(heading.column)))
        if len(texts) >= _FEWEST_TEXTS and len(texts.unique()) > _MOST_DISTINCT * len(texts):
            remedy = _TAKE_BACK if heading.mapped_by else _REMOVE_LAYOUT.format(sheet.layout.title)
            raise Refused(LIKE_NAMES.format(heading.text[:60], remedy))


def _may_show_unit(unit: str) -> bool:
    """Whether a unit's text may be shown to ask which commune it is: it may be a person's name."""
    return is_organisation(unit) or bool(communes_by_name(unit[:_LONGEST_UNIT], None))
