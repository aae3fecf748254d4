"""`python -m loaders`: store export files in the record, and say of each what became of it."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from data.planning.plan_versions import planned_communes
from data.record.clock import clock_of
from data.record.faults import NOT_READ, RecordFault
from data.record.keeping.opening import open_record
from data.record.places import check_place, record_folder
from data.record.problem import Problem
from data.record.review import review_of
from data.record.settings import setting
from data.wording import number
from files.archives import files_in
from files.file_types import LARGEST_FILE, TOO_LARGE
from files.refusal import Refused
from loaders import record_command
from loaders.answers import Answers
from loaders.command_options import parse_options
from loaders.command_sentences import Row, in_words
from loaders.layouts.custom import custom_layout_folder, custom_layouts
from loaders.load import NotLoaded, Stored, load
from loaders.preview_notes import notices
from loaders.recognition.sheet import unread_sheet_notes
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from plan_texts import command

# What answers, on the command line, a question that a refusal leaves open.
_HOW = {
    "commune": " (--commune MÃ hoặc --province MÃ)",
    "period": " (--period 2026-03)",
    "whole_list": " (--whole-list)",
    "password": " (--password MẬT_KHẨU)",
    "layout": "; hoặc nạp ở trang Nạp số liệu và chỉ ra từng cột một lần",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every file is stored, 1 where any is refused, 2 (by argparse) on wrong usage."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # whatever the system's encoding and file names
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    if any(word.split("=")[0] == "--plan" for word in words):
        return command.main(words)
    if any(word.split("=")[0] in record_command.OPTIONS for word in words):
        return record_command.main(words, _user())
    options = parse_options(words)
    try:
        return _load_into(Path(options.database), options)
    except RecordFault as fault:
        print(fault.sentence, file=sys.stderr)
    except (OSError, sqlite3.Error):
        print(NOT_READ, file=sys.stderr)
    return 1


def _load_into(database: Path, options: argparse.Namespace) -> int:
    """Store the files in a database's record; raises RecordFault before the first is stored."""
    check_place(database)
    folder = record_folder(database)
    open_record(folder)
    clock = clock_of(folder)
    if clock.is_behind and options.today is None:
        print(clock.sentence, file=sys.stderr)
        options.today = clock.today
    answers = Answers(
        commune_code=options.commune,
        province_code=options.province,
        home_code=setting(folder, "home_commune"),
        period=options.period,
        complete=options.complete,
        whole_list=options.whole_list,
        words=options.words,
        planned=planned_communes(folder),
        today=options.today,
    )
    for sentence in custom_layouts(custom_layout_folder(folder)).damaged.values():
        print(sentence, file=sys.stderr)
    rows = []
    for row in _load_all(folder, options, answers):
        rows.append(row)
        if options.json_lines:
            print(json.dumps(row, ensure_ascii=False), flush=True)
        elif not options.json:
            print(in_words(row), flush=True)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    return 1 if any(row["refused"] for row in rows) else 0


def _load_all(folder: Path, options: argparse.Namespace, answers: Answers) -> Iterator[Row]:
    """Store each file; of a zip of exports each file inside, as "outer.zip/inner.xlsx"."""
    for name in options.files:
        try:
            members = files_in(_content(Path(name)), "")
        except Refused as refused:
            yield _refused_row(name, NotLoaded(refused, None))
            continue
        for inner_name, content in members:
            full_name = f"{name}/{inner_name}" if inner_name else name
            yield _load(folder, full_name, content, answers, options)


def _load(
    folder: Path, name: str, content: bytes, answers: Answers, options: argparse.Namespace
) -> Row:
    """Store one file; the row says whether it is stored, or why it is refused."""
    outcome = load(folder, _file_name(name), content, answers, _user(), options.password)
    if isinstance(outcome, NotLoaded):
        return _refused_row(name, outcome)
    if outcome.staged and not (options.json or options.json_lines):  # those have only their keys
        for sentence in _notice_sentences(outcome.staged):
            print(f"{name}: {sentence}")
    return _stored_row(folder, name, outcome.stored)


def _notice_sentences(staged: Staged) -> list[str]:
    """What a reader should know besides the problems, as the page's preview says it."""
    sentences = [
        *unread_sheet_notes(staged.sheet),
        *(notice.sentence for notice in notices(staged)),
    ]
    if hidden := len(staged.sheet.hidden_rows):
        sentences.insert(0, f"Bảng có {number(hidden)} dòng ẩn; các dòng này cũng được đọc.")
    return sentences


def _file_name(name: str) -> str:
    """The name as the ledger keeps it, without the folders of this machine."""
    return Path(name).name.encode(errors="replace").decode()


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"Không mở được tệp {path.name}: hãy kiểm tra đường dẫn.") from error


def _stored_row(folder: Path, name: str, stored: Stored) -> Row:
    upload, review = stored.upload, review_of(folder, stored.upload)
    return {
        "file": name,
        "format": upload.layout,
        "stored": True,
        "already": stored.already,
        "assumed": upload.assumed,
        "upload": upload.id,
        "communes": sorted(upload.communes),
        "period": [upload.first_day.isoformat(), upload.last_day.isoformat()],
        "rows_read": upload.rows_read,
        "rows_stored": upload.rows_stored + upload.rows_set_aside - review.rows_set_aside,
        "rows_set_aside": review.rows_set_aside,
        "problems": _as_json(review.problems),
        "refused": None,
    }


def _refused_row(name: str, outcome: NotLoaded) -> Row:
    refused = outcome.refused
    checked = refused.checked if isinstance(refused, AllRowsSetAside) else None
    return {
        "file": name,
        "format": outcome.layout,
        "stored": False,
        "already": False,
        "assumed": False,
        "upload": None,
        "communes": [],
        "period": None,
        "rows_read": checked.rows_read if checked else 0,
        "rows_stored": 0,
        "rows_set_aside": len(checked.set_aside) if checked else 0,
        "problems": _as_json(checked.problems) if checked else [],
        "refused": f"{refused.sentence.removesuffix('.')}{_HOW.get(refused.asks or '', '')}.",
    }


def _as_json(problems: Iterable[Problem]) -> list[Row]:
    return [
        {
            "kind": problem.kind,
            "row": problem.row,
            "column": problem.heading,
            "value": problem.value,
            "message": problem.message,
        }
        for problem in problems
    ]


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without an account, as in some containers
        return "dòng lệnh"


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is stored and said. On a busy machine an engine's thread may abort the process
    # while it ends, and the exit code would then speak of a failure that there was not.
    os._exit(code)
