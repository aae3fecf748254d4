"""`python -m loaders`: store export files in the record, and say of each what became of it."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from data.planning.plan_versions import communes_with_plans
from data.record.clock import clock_of
from data.record.faults import NOT_READ, RecordFault
from data.record.keeping.opening import open_record
from data.record.places import check_place, record_folder
from data.record.settings import setting
from data.wording import number
from files.archives import Member, open_package
from files.file_types import LARGEST_FILE, TOO_LARGE
from files.refusal import Refused
from loaders import record_command
from loaders.answers import Answers
from loaders.command_options import parse_options
from loaders.command_sentences import JsonRow, file_report, refused_row, stored_row
from loaders.layouts.custom import custom_layout_folder, custom_layouts
from loaders.load import NotLoaded, load_file
from loaders.notes.preview_notes import notices
from loaders.recognition.sheet import unread_sheet_notes
from loaders.replaced_lists import replacement_sentences
from loaders.staging import Staged
from plan_texts import command

_COLUMNS_WITHOUT_EFFECT = (
    "tệp đã nạp từ trước nên --columns không đổi gì: hãy rút lần nạp đó rồi nạp lại."
)
_LEFT_OUT = "không nạp, vì là {}."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `python -m loaders` (None: by sys.argv); exit code 0 if all files are stored, else 1.

    Wrong usage ends in argparse's 2. `--plan` and the options of `record_command` are commands of
    their own.
    """
    for stream in (sys.stdout, sys.stderr):  # whatever the system's encoding and file names
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command_words = sys.argv[1:] if arguments is None else arguments
    if any(word.split("=")[0] == "--plan" for word in command_words):
        return command.main(command_words)
    if any(word.split("=")[0] in record_command.OPTIONS for word in command_words):
        return record_command.main(command_words, _user_name())
    options = parse_options(command_words)
    try:
        return _load_and_report(Path(options.database), options)
    except RecordFault as fault:
        print(fault.sentence, file=sys.stderr)
    except (OSError, sqlite3.Error):
        print(NOT_READ, file=sys.stderr)
    return 1


def _load_and_report(database: Path, options: argparse.Namespace) -> int:
    """Store the options' files in a database's record and report; exit code 1 if any is refused.

    Raises RecordFault before the first is stored.
    """
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
        word_meanings=options.words,
        heading_columns=options.columns,
        planned_communes=communes_with_plans(folder),
        today=options.today,
    )
    for sentence in custom_layouts(custom_layout_folder(folder)).damaged.values():
        print(sentence, file=sys.stderr)
    rows = []
    for row in _load_each_file(folder, options, answers):
        rows.append(row)
        if options.json_lines:
            print(json.dumps(row, ensure_ascii=False), flush=True)
        elif not options.json:
            print(file_report(row), flush=True)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    return 1 if any(row["refused"] for row in rows) else 0


def _load_each_file(
    folder: Path, options: argparse.Namespace, answers: Answers
) -> Iterator[JsonRow]:
    """Store each file of the options, a zip's too, in the record; yields a JSON row for each."""
    for name in options.files:
        try:
            package = open_package(_file_content(Path(name)), "")
        except Refused as refused:
            yield refused_row(name, NotLoaded(refused, None))
            continue
        for entry in package.left_out:
            print(f"{name}/{entry.name}: {_LEFT_OUT.format(entry.kind)}", file=sys.stderr)
        for member in package.members:
            full_name = f"{name}/{member.name}" if member.name else name
            yield _load_member(folder, full_name, member, answers, options)


def _load_member(
    folder: Path, name: str, member: Member, answers: Answers, options: argparse.Namespace
) -> JsonRow:
    """Store one member in the record and print its notices; its JSON row, in which it is `name`."""
    try:
        content = member.content()
    except Refused as refused:
        return refused_row(name, NotLoaded(refused, None))
    return _load_and_print_notices(folder, name, content, answers, options)


def _load_and_print_notices(
    folder: Path, name: str, content: bytes, answers: Answers, options: argparse.Namespace
) -> JsonRow:
    """Store one file and print its notices; its JSON row: that it is stored, or why it is not.

    Of JSON, whose keys have no place for notices, they stand beside it, on stderr.
    """
    is_json = options.json or options.json_lines
    outcome = load_file(
        folder,
        _name_without_folders(name),
        content,
        answers,
        _user_name(),
        options.password,
        partial(_print_replacement, folder, name),
    )
    if isinstance(outcome, NotLoaded):
        return refused_row(name, outcome)
    if options.columns and not outcome.staged:
        print(f"{name}: {_COLUMNS_WITHOUT_EFFECT}", file=sys.stderr)
    for sentence in _notice_sentences(outcome.staged) if outcome.staged else ():
        print(f"{name}: {sentence}", file=sys.stderr if is_json else sys.stdout)
    return stored_row(folder, name, outcome.stored_upload)


def _print_replacement(folder: Path, name: str, staged: Staged) -> None:
    """Print to stderr, before a list is stored, what it would leave out of the one it replaces."""
    for sentence in replacement_sentences(folder, staged):
        print(f"{name}: {sentence}", file=sys.stderr, flush=True)


def _notice_sentences(staged: Staged) -> list[str]:
    """The sentences that a staged file's preview shows besides its problems, hidden rows first."""
    sentences = [
        *unread_sheet_notes(staged.sheet),
        *(notice.sentence for notice in notices(staged)),
    ]
    if hidden_count := len(staged.sheet.hidden_rows):
        sentences.insert(0, f"Bảng có {number(hidden_count)} dòng ẩn; các dòng này cũng được đọc.")
    return sentences


def _name_without_folders(name: str) -> str:
    """A path's last part; letters in it that UTF-8 cannot write become "?"."""
    return Path(name).name.encode(errors="replace").decode()


def _file_content(path: Path) -> bytes:
    """The bytes of the file; raises Refused where it is too large or cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"Không mở được tệp {path.name}: hãy kiểm tra đường dẫn.") from error


def _user_name() -> str:
    """The name of the account that runs the command; "dòng lệnh" where it has none."""
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
