"""What the table of a batch says of each file, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from data.dates import HANOI
from data.record.ledger import Upload
from files.refusal import Refused
from loaders.recognition.sheet import unread_sheet_notes
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from ui.display import source_names, words
from ui.uploads.batch.batch import Batch, is_up_to_date
from ui.uploads.batch.files import HandedFile
from ui.uploads.batch.losses import is_accepted, losses, rivals
from ui.uploads.batch.states import State, state_of

_NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "units": "cần biết đơn vị là xã, phường nào",
        "commune": "cần chọn xã, phường",
        "period": "cần chọn kỳ",
        "unlikely_period": "cần xác nhận kỳ",
        "whole_list": "cần xác nhận là toàn bộ danh sách",
        "password": "cần mật khẩu",
        "layout": "cần chỉ ra các cột",
    }
)
_MOST_NAMED = 2  # communes


@dataclass(frozen=True)
class FileLine:
    """A file's line of the table; texts are "" where nothing is known.

    `change` says what storing it would change, `note` why it stands as it does.
    """

    number: int
    name: str
    place: str
    state: State
    kind: str = ""
    communes: str = ""
    days: str = ""
    row_count: int | None = None
    aside_count: int = 0
    change: str = ""
    note: str = ""
    is_alarming: bool = False


def batch_lines(batch: Batch) -> list[FileLine]:
    """A line of the table for each file of a batch, in the order in which they were handed in."""
    with batch.lock:
        files, circumstances = list(batch.files.values()), batch.circumstances
    first_numbers: dict[str, int] = {}
    for file in files:
        if file.sha256:
            first_numbers.setdefault(file.sha256, file.number)
    states: dict[int, tuple[State, int | None]] = {}
    for file in files:
        first_number = first_numbers.get(file.sha256, file.number)
        twin_number = first_number if first_number != file.number else None
        is_current = is_up_to_date(file, circumstances)
        states[file.number] = state_of(file, twin_number, is_current), twin_number
    open_files = [file for file in files if states[file.number][0] in ("ready", "waiting")]
    rival_numbers = rivals([file for file in open_files if states[file.number][0] == "ready"])
    lines = {
        file.number: _file_line(file, *states[file.number], rival_numbers.get(file.number))
        for file in files
    }
    for number, sentence in losses(open_files).items():
        lines[number] = _with_loss(lines[number], is_accepted(batch.files[number], sentence))
    return list(lines.values())


def _with_loss(line: FileLine, is_accepted: bool) -> FileLine:
    """The line of a file that would lose much: it waits until that is accepted."""
    line = replace(line, is_alarming=True)
    if is_accepted or line.state != "ready":
        return line
    return replace(line, state="waiting", note="cần xác nhận thay danh sách dài hơn nhiều")


def _file_line(
    file: HandedFile, state: State, twin_number: int | None, rival_number: int | None
) -> FileLine:
    """A file's line; `twin_number`: an earlier same file; `rival_number`: one it would replace."""
    line = FileLine(
        number=file.number,
        name=file.member.name,
        place="/".join(filter(None, (file.package_name, file.member.folder))),
        state=state,
        note=_note(file, state, twin_number),
    )
    return _with_change(_with_figures(line, file), file, rival_number)


def _with_figures(line: FileLine, file: HandedFile) -> FileLine:
    """The line with what the file is, whose, of which days and how many rows, where known."""
    outcome = file.stored.upload if file.stored else file.preview.outcome if file.preview else None
    if isinstance(outcome, Staged):
        return replace(
            line,
            kind=outcome.sheet.layout.title,
            communes=_commune_words(outcome.communes),
            days=words.span(outcome.first, outcome.last),
            row_count=outcome.rows_read,
            aside_count=len(outcome.set_aside),
        )
    if isinstance(outcome, Upload):
        return replace(
            line,
            kind=source_names.layout_title(outcome.layout),
            communes=_commune_words(outcome.communes),
            days=words.span(outcome.first_day, outcome.last_day),
            row_count=outcome.rows_read,
            aside_count=outcome.rows_set_aside,
        )
    sheet = file.read.sheet if file.read else None
    return replace(line, kind=sheet.layout.title) if sheet else line


def _commune_words(codes: Collection[str]) -> str:
    """The names of the first communes, and how many more there are."""
    names = ", ".join(map(words.commune_name, sorted(codes)[:_MOST_NAMED]))
    more = len(codes) - _MOST_NAMED
    return f"{names} và {words.number(more)} nơi khác" if more > 0 else names


def _with_change(line: FileLine, file: HandedFile, rival_number: int | None) -> FileLine:
    """The line with what storing the file would change, if that can be; else as it is."""
    if line.state not in ("ready", "waiting") or file.preview is None:
        return line
    if not isinstance(file.preview.outcome, Staged):
        return line
    if rival_number is not None:
        sentence = f"Thay tệp số {rival_number} ở bảng này: cùng xã, phường và cùng kỳ"
        return replace(line, change=sentence, is_alarming=True)
    sentence = file.preview.replacement or "Số liệu mới"
    return replace(line, change=sentence, is_alarming=bool(file.preview.loss))


def _note(file: HandedFile, state: State, twin_number: int | None) -> str:
    """Why a file has this state, in a sentence or a few words; "" where that is plain."""
    if state == "twin":
        return f"cùng nội dung với tệp số {twin_number}"
    if state == "stored":
        return "người khác đã nạp trước đó" if file.stored and file.stored.was_in_record else ""
    if state == "ready":
        return file.failure or _ready_note(file)
    if state == "known" and file.preview and isinstance(file.preview.outcome, Upload):
        return f"ngày {words.day(file.preview.outcome.stored_at.astimezone(HANOI))}"
    if state == "waiting":
        return _need(file)
    return _refusal(file) if state == "refused" else ""


def _ready_note(file: HandedFile) -> str:
    """That a file will be brought back, or how many notices it has; "" if neither."""
    if file.preview is None:
        return ""
    if isinstance(file.preview.outcome, Upload):
        return "đã nạp rồi rút; nạp là đưa trở lại"
    sheet_notes = unread_sheet_notes(file.read.sheet) if file.read and file.read.sheet else []
    count = len(sheet_notes) + sum(notice.is_serious for notice in file.preview.notices)
    return f"{words.number(count)} điều cần xem" if count else ""


def _need(file: HandedFile) -> str:
    """What a waiting file waits for: "cần chọn kỳ"; "" if it is not read."""
    if file.preview is None:
        return _NEEDS[file.read.asks or "layout"] if file.read else ""
    if file.preview.question:
        return _NEEDS[file.preview.question.subject]
    outcome = file.preview.outcome
    if isinstance(outcome, Staged):
        return f"cần xác nhận là {_commune_words(outcome.communes)}"
    has_units = isinstance(outcome, AllRowsSetAside) and bool(outcome.units)
    return _NEEDS["units"] if has_units else "cần chọn nghĩa của từ"


def _refusal(file: HandedFile) -> str:
    """The sentence that says why nothing of a refused file can be loaded; "" without one."""
    if file.preview is None:
        return file.read.refusal if file.read else ""
    outcome = file.preview.outcome
    return outcome.sentence if isinstance(outcome, Refused) else ""
