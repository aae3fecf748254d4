"""What a reader of a list's preview should know besides the problems of its rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pyarrow.compute as pc

from data import dates
from data.columns import DOSSIERS
from data.dates import EPOCHS_APART, day_text, span_text
from data.wording import number
from loaders.column_notes import NEEDED_FOR, column_notes, not_computed
from loaders.form_notes import form_sentences
from loaders.list_queries import DossierList
from loaders.notice import Notice as Notice
from loaders.parsing.engine import scratch_connection
from loaders.part_notes import one_channel, taken_as_whole
from loaders.staging import Staged
from loaders.validation.dossier_rules import DUE_EARLY
from loaders.validation.period_checks import is_of_other_days

_TOTAL = r"(?i)^[\s\x{a0}]*(tổng|cộng)"
_THOUSANDS_SIGN = re.compile(r"(?<=\d)[.\s](?=\d{3}\b)")
_MONTH = timedelta(days=31)
_MOST_NAMED = 8


def notices(staged: Staged) -> list[Notice]:
    """What is to be said of a list or a form, the most important first."""
    of_columns = [Notice(text, serious) for text, serious in column_notes(staged.sheet)]
    if staged.sheet.layout.table != "dossiers":
        return [*of_columns, *(Notice(sentence) for sentence in form_sentences(staged))]
    with scratch_connection() as engine:
        engine.register("list", staged.rows)
        dossier_list = DossierList(staged, engine)
        candidates = [write_notice(dossier_list) for write_notice in _NOTICES]
    return [*of_columns, *(notice for notice in candidates if notice)]


def _clock_is_behind(dossier_list: DossierList) -> Notice | None:
    """The list holds days that the machine's clock has not reached."""
    beyond = dossier_list.staged.beyond_clock
    if beyond is None:
        return None
    today = dossier_list.staged.answers.today or dates.today()
    return Notice(
        f"Đồng hồ của máy đang chỉ ngày {day_text(today)}, nhưng danh sách có hồ sơ tiếp nhận đến "
        f"ngày {day_text(beyond)}: không ngày nào bị coi là ngày trong tương lai; hãy chỉnh đồng "
        "hồ của máy."
    )


def _of_other_days(dossier_list: DossierList) -> Notice | None:
    """The file says January, every dossier came and ended in another month."""
    staged = dossier_list.staged
    if not staged.period_stated or not is_of_other_days(staged.rows, staged.first, staged.last):
        return None
    return Notice(
        f"Tệp ghi kỳ {span_text(staged.first, staged.last)} nhưng không có hồ sơ nào tiếp nhận "
        "hay kết thúc trong kỳ này: hãy kiểm tra dòng ghi kỳ của tệp trước khi nạp."
    )


def _received_only(dossier_list: DossierList) -> Notice | None:
    """No dossier was received before the period: those carried over are missing."""
    if dossier_list.staged.complete:
        return None
    return Notice(
        "Danh sách chỉ có hồ sơ tiếp nhận trong kỳ, không có hồ sơ kỳ trước chuyển sang: "
        "đúng hạn, kết quả và hồ sơ đang giải quyết sẽ là “thiếu số liệu”."
    )


def _missing_columns(dossier_list: DossierList) -> Notice | None:
    """Without "Ngày hẹn trả" nobody can say what was on time."""
    there = {heading.meant_column for heading in dossier_list.staged.sheet.headings}
    missing = [name for name in DOSSIERS if name in NEEDED_FOR and name not in there]
    if not missing:
        return None
    return Notice(f"Danh sách thiếu cột nên không tính được: {not_computed(missing)}.")


def _ended_after_period(dossier_list: DossierList) -> Notice | None:
    """A list of January, made in March: some dossiers ended in February."""
    if not dossier_list.has("finished_on"):
        return None
    last = dossier_list.staged.last
    (count,) = dossier_list.first_row(
        f"select count(*) filter (finished_on > date '{last}') from list"
    )
    if not count:
        return None
    return Notice(
        f"{number(count)} hồ sơ có ngày kết thúc sau kỳ (ngày cuối {day_text(last)}): "
        "tính đến hết kỳ thì các hồ sơ này còn đang giải quyết.",
        serious=False,
    )


def _ends_long_before_period(dossier_list: DossierList) -> Notice | None:
    """The period is a year, the latest day in the rows lies in March."""
    days = [name for name in ("received_on", "finished_on") if dossier_list.has(name)]
    latest_day: date
    # The greatest of a null and a day is the day.
    (latest_day,) = dossier_list.first_row(f"select max(greatest({', '.join(days)})) from list")
    last = dossier_list.staged.last
    if last - latest_day <= _MONTH:
        return None
    return Notice(
        f"Kỳ đến {day_text(last)} nhưng ngày muộn nhất trong danh sách là "
        f"{day_text(latest_day)}: hãy kiểm tra danh sách có đủ cả kỳ không."
    )


def _due_before_receipt(dossier_list: DossierList) -> Notice | None:
    """Due days before the receipt in so many rows that none is named by itself."""
    if not dossier_list.has("due_on") or dossier_list.has_problem(DUE_EARLY):
        return None
    (count,) = dossier_list.first_row("select count(*) from list where due_on < received_on")
    if not count:
        return None
    return Notice(
        f"{number(count)} hồ sơ có ngày hẹn trả trước ngày tiếp nhận: các dòng này vẫn được "
        "tính, hãy kiểm tra cột ngày hẹn trả."
    )


def _counted_from_1904(dossier_list: DossierList) -> Notice | None:
    """44566 was read as 06/01/2026: either all of a list's numbers are moved so or none is."""
    if not dossier_list.is_moved_from_1904:
        return None
    return Notice(
        "Ngày trong tệp ghi bằng số đếm từ năm 1904 (Excel trên máy Mac), như ngày trong mã "
        f"hồ sơ cho thấy, nên đã được cộng {number(EPOCHS_APART)} ngày: hãy đối chiếu vài "
        "hồ sơ.",
        serious=False,
    )


def _unusual_codes(dossier_list: DossierList) -> Notice | None:
    """ "HS-1234" instead of "H24.91-260105-0001"."""
    count, example, _ = dossier_list.codes
    if not count or example is None:
        return None
    return Notice(
        f"{number(count)} mã hồ sơ không theo cách viết thường gặp (ví dụ {example[:40]}): "
        "mã vẫn được dùng như đã ghi.",
        serious=False,
    )


def _codes_of_other_days(dossier_list: DossierList) -> Notice | None:
    """Throughout the list "H24.91-260105-…" was received on 06/01: none is named by itself."""
    _, _, count = dossier_list.codes
    if not count or dossier_list.has_problem("code_date_differs"):
        return None
    return Notice(
        f"{number(count)} hồ sơ có ngày trong mã khác ngày tiếp nhận: "
        "có thể hệ thống ghi ngày nộp vào mã; số liệu tính theo ngày tiếp nhận.",
        serious=False,
    )


def _total_differs(dossier_list: DossierList) -> Notice | None:
    """The list's own last line says "Tổng số: 407 hồ sơ", and 399 were read."""
    staged = dossier_list.staged
    keys = staged.sheet.cells.column(staged.sheet.layout.key)
    totals = keys.filter(pc.match_substring_regex(keys, _TOTAL).fill_null(False)).to_pylist()
    numbers = re.findall(r"\d+", _THOUSANDS_SIGN.sub("", totals[0])) if totals else []
    if len(numbers) != 1 or int(numbers[0]) == staged.rows_read:
        return None
    return Notice(
        f"Dòng tổng của tệp ghi {number(int(numbers[0]))} hồ sơ, đọc được "
        f"{number(staged.rows_read)}: hãy kiểm tra tệp có bị thiếu dòng không."
    )


def _without_paper_result(dossier_list: DossierList) -> Notice | None:
    """A returned dossier with a blank result cell: its procedure gives no paper result."""
    procedures = dossier_list.blank_results
    if not procedures:
        return None
    count = sum(blank for _, blank, _ in procedures)
    examples = "; ".join(f"{name}: {blank}" for name, blank, _ in procedures[:_MOST_NAMED])
    return Notice(
        f"{number(count)} hồ sơ đã trả để trống ô số hóa kết quả, được hiểu là thủ tục "
        f"không có kết quả giấy ({examples}).",
        serious=False,
    )


def _mixed_results(dossier_list: DossierList) -> Notice | None:
    """Of one procedure some returned dossiers have a result and some a blank cell."""
    mixed = [name for name, blank, resolved in dossier_list.blank_results if blank < resolved]
    if not mixed:
        return None
    names = "; ".join(mixed[:_MOST_NAMED])
    return Notice(
        f"Cùng một thủ tục nhưng có hồ sơ ghi, có hồ sơ để trống kết quả: hãy kiểm tra {names}."
    )


_NOTICES: tuple[Callable[[DossierList], Notice | None], ...] = (
    _clock_is_behind,
    _of_other_days,
    taken_as_whole,
    _received_only,
    one_channel,
    _missing_columns,
    _ended_after_period,
    _ends_long_before_period,
    _due_before_receipt,
    _counted_from_1904,
    _unusual_codes,
    _codes_of_other_days,
    _total_differs,
    _without_paper_result,
    _mixed_results,
)
