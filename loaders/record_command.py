"""`python -m loaders --withdraw ID …`: what is done to a record besides loading files into it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from data.record import ledger
from data.record.connection import read_ledger
from data.record.faults import RecordFault
from data.record.keeping.restoring import Restoration, restore_ledger
from data.record.places import check_place, record_folder
from files.command_parser import CommandParser

_DESCRIPTION = "Rút, đưa trở lại lần nạp, hoặc khôi phục sổ gốc từ bản sao."
OPTIONS = ("--withdraw", "--bring-back", "--restore-record")


def main(arguments: Sequence[str], by: str) -> int:
    """Withdraw uploads, bring them back or restore records; exit code 0, or 1 if it cannot be done.

    Where it cannot be done nothing is changed; wrong usage ends in argparse's 2.
    """
    options = _parse_options(arguments)
    try:
        for database in options.databases:
            check_place(database)
            if not record_folder(database).is_dir():
                return _report_failure(f"Chưa có kho số liệu ở {database}: hãy kiểm tra đường dẫn.")
        if options.restore_record is not None:
            return _restore_and_report(options.databases)
        folder = record_folder(options.databases[0])
        if options.withdraw:
            return _change_uploads(
                folder, options.withdraw, "đã rút khỏi số liệu", ledger.withdraw, by
            )
        return _change_uploads(
            folder, options.bring_back, "đã đưa lại vào số liệu", ledger.bring_back, by
        )
    except RecordFault as fault:
        return _report_failure(fault.sentence)
    except OSError as error:
        return _report_failure(
            f"Không đọc hoặc ghi được kho số liệu ({error.strerror}): hãy kiểm tra ổ đĩa."
        )


def _change_uploads(
    folder: Path,
    ids: Sequence[int],
    change_text: str,
    change: Callable[[Path, Iterable[int], str], None],
    by: str,
) -> int:
    """Withdraw or bring back (`change`) uploads, all or none, and print each; exit code 0 or 1.

    1 where the record has not all of them.
    """
    with read_ledger(folder) as connection:
        ids_in_record = {upload_id for (upload_id,) in connection.execute("select id from uploads")}
    if unknown_ids := [upload_id for upload_id in ids if upload_id not in ids_in_record]:
        ids_text = ", ".join(map(str, unknown_ids))
        return _report_failure(
            f"Kho không có lần nạp số {ids_text}: chưa đổi gì, hãy kiểm tra lại số."
        )
    change(folder, ids, by)
    for upload_id in ids:
        print(f"Lần nạp số {upload_id}: {change_text}.")
    return 0


def _restore_and_report(databases: Sequence[Path]) -> int:
    """Restore the record of each database and print what came back; the exit code 0."""
    for database in databases:
        for sentence in _restoring_sentences(restore_ledger(record_folder(database))):
            print(f"{database}: {sentence}")
    return 0


def _restoring_sentences(restoration: Restoration) -> list[str]:
    """What came back in a restored record and what did not, a sentence each."""
    sentences = []
    if restoration.old_ledger:
        sentences.append(f"sổ cũ được giữ ở {restoration.old_ledger}.")
    if restoration.copy:
        sentences.append(f"sổ được lập lại từ bản sao {restoration.copy.name}.")
    if restoration.row_count:
        sentences.append(f"lấy lại {restoration.row_count} dòng của sổ từ bản sao.")
    for number, file_name in restoration.uploads:
        sentences.append(f"lập lại lần nạp số {number} (“{file_name}”) từ tệp của nó.")
    sentences += [f"không lấy lại được: {sentence}" for sentence in restoration.losses]
    return sentences or ["sổ đủ các lần nạp, không có gì phải lập lại."]


def _parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, with `databases`; argparse ends the process with 2 where they are wrong."""
    parser = CommandParser(prog="python -m loaders", description=_DESCRIPTION)
    parser.add_argument("--database", type=Path, help="tệp DuckDB, ví dụ var/tthc.duckdb")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--withdraw", type=int, nargs="+", metavar="ID", help="rút lần nạp")
    action.add_argument("--bring-back", type=int, nargs="+", metavar="ID", help="đưa lần nạp lại")
    action.add_argument(
        "--restore-record",
        type=Path,
        nargs="*",
        metavar="DATABASE",
        help="lập lại sổ đã mất, hỏng hoặc cũ từ bản sao và từ tệp của các lần nạp",
    )
    options = parser.parse_args(arguments)
    databases = [*([options.database] if options.database else []), *(options.restore_record or ())]
    if not databases:
        parser.error("thiếu --database")
    options.databases = databases
    return options


def _report_failure(sentence: str) -> int:
    """Print the sentence to stderr; the exit code 1."""
    print(sentence, file=sys.stderr)
    return 1
