"""What a reader of a list's preview should know besides the problems of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from data import dates
from data.columns import DOSSIERS, SELDOM_GIVEN
from data.dates import EPOCHS_APART, day_text, span_text
from data.wording import number
from loaders.notes.column_notes import NEEDED_FOR, column_notes, lost_figures
from loaders.notes.form_notes import form_notice_sentences
from loaders.notes.list_queries import DossierList
from loaders.notes.notice import Notice as Notice
from loaders.notes.part_notes import (
    one_channel_notice,
    one_state_notice,
    stated_size_notice,
    whole_list_notice,
)
from loaders.notes.title_notes import higher_unit_notices
from loaders.parsing.engine import scratch_connection
from loaders.staging import Staged
from loaders.validation.dossier_rules import DUE_EARLY
from loaders.validation.period_checks import is_list_of_other_days

_MONTH = timedelta(days=31)
_MOST_NAMED = 8


def notices(staged: Staged) -> list[Notice]:
    """The notices of a staged list or form, serious ones first."""
    notices_on_columns = [
        *higher_unit_notices(staged),
        *(Notice(text, is_serious) for text, is_serious in column_notes(staged.sheet)),
    ]
    if staged.sheet.layout.table != "dossiers":
        return _serious_first(
            [
                *notices_on_columns,
                *(Notice(sentence) for sentence in form_notice_sentences(staged)),
            ]
        )
    with scratch_connection() as engine:
        engine.register("list", staged.rows)
        dossier_list = DossierList(staged, engine)
        candidates = [write_notice(dossier_list) for write_notice in _NOTICES]
    return _serious_first([*notices_on_columns, *(notice for notice in candidates if notice)])


def _serious_first(unsorted_notices: Iterable[Notice]) -> list[Notice]:
    """The notices, serious ones before the others, each kind in its own order."""
    return sorted(unsorted_notices, key=lambda notice: not notice.is_serious)


def _clock_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that the list has days which the machine's clock has not reached; None where not."""
    latest_day = dossier_list.staged.day_beyond_clock
    if latest_day is None:
        return None
    today = dossier_list.staged.answers.today or dates.today()
    return Notice(
        f"Đồng hồ của máy đang chỉ ngày {day_text(today)}, nhưng danh sách có hồ sơ tiếp nhận đến "
        f"ngày {day_text(latest_day)}: không ngày nào bị coi là ngày trong tương lai; hãy chỉnh "
        "đồng hồ của máy."
    )


def _other_days_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that no dossier came or ended in the period that the file states; None where not."""
    staged = dossier_list.staged
    if not staged.period_stated or not is_list_of_other_days(
        staged.rows, staged.first, staged.last
    ):
        return None
    return Notice(
        f"Tệp ghi kỳ {span_text(staged.first, staged.last)} nhưng không có hồ sơ nào tiếp nhận "
        "hay kết thúc trong kỳ này: hãy kiểm tra dòng ghi kỳ của tệp trước khi nạp."
    )


def _received_only_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that dossiers carried over from before the period are missing; None where not."""
    if dossier_list.staged.complete:
        return None
    return Notice(
        "Danh sách chỉ có hồ sơ tiếp nhận trong kỳ, không có hồ sơ kỳ trước chuyển sang: "
        "đúng hạn, kết quả và hồ sơ đang giải quyết sẽ là “thiếu số liệu”, cho đến khi nạp danh "
        "sách gồm cả hồ sơ đó."
    )


def _missing_columns_notice(dossier_list: DossierList) -> Notice | None:
    """Notice of what the list gives no column for ("Ngày hẹn trả"); None where it has all."""
    column_names = {heading.meant_column for heading in dossier_list.staged.sheet.headings}
    missing_names = [
        name for name in DOSSIERS if name in NEEDED_FOR and name not in column_names | SELDOM_GIVEN
    ]
    if not missing_names:
        return None
    return Notice(f"Danh sách thiếu cột nên không tính được: {lost_figures(missing_names)}.")


def _late_end_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that dossiers ended after the period's last day; None where none did."""
    if not dossier_list.has_columns("finished_on"):
        return None
    last_day = dossier_list.staged.last
    (count,) = dossier_list.first_row(
        f"select count(*) filter (finished_on > date '{last_day}') from list"
    )
    if not count:
        return None
    return Notice(
        f"{number(count)} hồ sơ có ngày kết thúc sau kỳ (ngày cuối {day_text(last_day)}): "
        "tính đến hết kỳ thì các hồ sơ này còn đang giải quyết.",
        is_serious=False,
    )


def _early_end_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that the rows' last day lies over a month before the period's end; None where not."""
    day_columns = [
        name for name in ("received_on", "finished_on") if dossier_list.has_columns(name)
    ]
    latest_day: date
    # The greatest of a null and a day is the day.
    (latest_day,) = dossier_list.first_row(
        f"select max(greatest({', '.join(day_columns)})) from list"
    )
    last_day = dossier_list.staged.last
    if last_day - latest_day <= _MONTH:
        return None
    return Notice(
        f"Kỳ đến {day_text(last_day)} nhưng ngày muộn nhất trong danh sách là "
        f"{day_text(latest_day)}: hãy kiểm tra danh sách có đủ cả kỳ không."
    )


def _due_early_notice(dossier_list: DossierList) -> Notice | None:
    """Notice of due days before the receipt, too many to name each; None where there are none."""
    if not dossier_list.has_columns("due_on") or dossier_list.has_problem(DUE_EARLY):
        return None
    (count,) = dossier_list.first_row("select count(*) from list where due_on < received_on")
    if not count:
        return None
    return Notice(
        f"{number(count)} hồ sơ có ngày hẹn trả trước ngày tiếp nhận: các dòng này vẫn được "
        "tính, hãy kiểm tra cột ngày hẹn trả."
    )


def _days_from_1904_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that serial numbers were read as days counted from 1904; None where none were.

    44566 was read as 06/01/2026: either all of a list's numbers are moved so or none is.
    """
    if not dossier_list.has_days_from_1904:
        return None
    return Notice(
        "Ngày trong tệp ghi bằng số đếm từ năm 1904 (Excel trên máy Mac), như ngày trong mã "
        f"hồ sơ cho thấy, nên đã được cộng {number(EPOCHS_APART)} ngày: hãy đối chiếu vài "
        "hồ sơ.",
        is_serious=False,
    )


def _unusual_codes_notice(dossier_list: DossierList) -> Notice | None:
    """Notice of codes like "HS-1234" instead of "H24.91-260105-0001"; None where there are none."""
    count, example, _ = dossier_list.code_counts
    if not count or example is None:
        return None
    return Notice(
        f"{number(count)} mã hồ sơ không theo cách viết thường gặp (ví dụ {example[:40]}): "
        "mã vẫn được dùng như đã ghi.",
        is_serious=False,
    )


def _code_days_notice(dossier_list: DossierList) -> Notice | None:
    """Notice of codes with another day than the receipt's, too many to name each; None if none."""
    _, _, count = dossier_list.code_counts
    if not count or dossier_list.has_problem("code_date_differs"):
        return None
    return Notice(
        f"{number(count)} hồ sơ có ngày trong mã khác ngày tiếp nhận: "
        "có thể hệ thống ghi ngày nộp vào mã; số liệu tính theo ngày tiếp nhận.",
        is_serious=False,
    )


def _blank_results_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that blank result cells were read as "no paper result"; None where none is blank."""
    procedures = dossier_list.blank_result_counts
    if not procedures:
        return None
    count = sum(blank for _, blank, _ in procedures)
    examples = "; ".join(f"{name}: {blank}" for name, blank, _ in procedures[:_MOST_NAMED])
    return Notice(
        f"{number(count)} hồ sơ đã trả để trống ô số hóa kết quả, được hiểu là thủ tục "
        f"không có kết quả giấy ({examples}).",
        is_serious=False,
    )


def _mixed_results_notice(dossier_list: DossierList) -> Notice | None:
    """Notice of procedures with results in some cells and blanks in others; None if none."""
    mixed_procedures = [
        name for name, blank, resolved in dossier_list.blank_result_counts if blank < resolved
    ]
    if not mixed_procedures:
        return None
    names = "; ".join(mixed_procedures[:_MOST_NAMED])
    return Notice(
        f"Cùng một thủ tục nhưng có hồ sơ ghi, có hồ sơ để trống kết quả: hãy kiểm tra {names}."
    )


_NOTICES: tuple[Callable[[DossierList], Notice | None], ...] = (
    _clock_notice,
    _other_days_notice,
    whole_list_notice,
    _received_only_notice,
    one_state_notice,
    one_channel_notice,
    _missing_columns_notice,
    _late_end_notice,
    _early_end_notice,
    _due_early_notice,
    _days_from_1904_notice,
    _unusual_codes_notice,
    _code_days_notice,
    stated_size_notice,
    _blank_results_notice,
    _mixed_results_notice,
)
