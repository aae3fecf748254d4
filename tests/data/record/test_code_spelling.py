"""Codes stored before the rules of their spelling grew stricter compare as codes do now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from data.codes import code_in_one_spelling
from data.record import ledger, uploads
from data.record.late_marks import Mark, newest_marks, set_marks
from data.record.mapped_words import map_word
from data.record.stored_rows import stored_rows_of
from tests.support.builders import NINH_GIANG, Desk, done, dossier, earlier, table
from tests.support.records import list_rows, new_list, shown

CODE = "H24.91-260105-0001"
SPELLINGS = (
    "h24.91-260105-0001",
    "H24.91–260105–0001",
    "H24.91 - 260105 - 0001",
    "'H24.91-260105-0001",
    "H24.91-260105-0001\u200b",
    "Ｈ２４．９１－２６０１０５－０００１",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def store(desk: Desk, codes: list[str], states: list[str] | None = None, month: int = 1) -> int:
    """Store dossiers with these codes as they are, as an earlier version spelt them."""
    rows = list_rows(month, len(codes))
    for name, values in (("dossier_code", codes), ("state", states)):
        if values:
            rows = rows.set_column(rows.column_names.index(name), name, pa.array(values))
    return uploads.store_upload(desk.record, new_list(month, rows), rows)[0]


def codes_that_count(desk: Desk) -> list[str]:
    return [row["dossier_code"] for row in shown(desk.record)["dossiers"]]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_dossier_of_an_older_list_is_the_one_of_a_newer_list(desk: Desk, spelling: str) -> None:
    store(desk, [spelling, "H24.91-260105-0002"])
    february = ("UBND XÃ NINH GIANG", "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    desk.stored("b.csv", table([done(1, "03/02/2026"), earlier()], february))
    assert codes_that_count(desk).count(CODE) == 1
    assert len(codes_that_count(desk)) == 3


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_mark_is_on_the_dossier_however_its_code_was_spelt(desk: Desk, spelling: str) -> None:
    desk.stored("a.csv", table([earlier(), done(1, "21/01/2026", due="20/01/2026")]))
    set_marks(desk.record, NINH_GIANG, {spelling: Mark(apologised=True)}, "thử")
    assert newest_marks(desk.record, NINH_GIANG) == {CODE: Mark(apologised=True)}
    (late,) = [row for row in shown(desk.record)["dossiers"] if row["dossier_code"] == CODE]
    assert late["was_apologised"]


def test_of_marks_of_two_spellings_the_newer_holds(desk: Desk) -> None:
    for spelling, mark in ((SPELLINGS[0], Mark(explained=True)), (CODE, Mark(apologised=True))):
        set_marks(desk.record, NINH_GIANG, {spelling: mark}, "thử")
    assert newest_marks(desk.record, NINH_GIANG) == {CODE: Mark(apologised=True)}


def test_of_codes_that_become_one_the_first_counts(desk: Desk) -> None:
    store(desk, [SPELLINGS[1], CODE, *SPELLINGS[2:]], ["returned", *["open"] * 5])
    (row,) = shown(desk.record)["dossiers"]
    assert (row["dossier_code"], row["state"]) == (CODE, "returned")


def test_a_row_that_waits_takes_no_place_of_one_that_counts(desk: Desk) -> None:
    store(desk, [SPELLINGS[0], CODE], ["?Mã 17", "returned"])
    assert [row["state"] for row in shown(desk.record)["dossiers"]] == ["returned"]
    map_word(desk.record, "danh-sach-ho-so", "state", "Mã 17", "open", "Lan")
    assert [row["state"] for row in shown(desk.record)["dossiers"]] == ["open"]  # it stands first


def test_what_is_stored_stays_as_it_is_written(desk: Desk) -> None:
    store(desk, list(SPELLINGS[:1]))
    (name,) = desk.parquet()
    before = (desk.record / "uploads" / name).read_bytes()
    (upload,) = ledger.uploads(desk.record)
    assert stored_rows_of(desk.record, upload).column("dossier_code").to_pylist() == [CODE]
    assert (desk.record / "uploads" / name).read_bytes() == before


def test_codes_in_one_spelling_are_left_alone(desk: Desk) -> None:
    desk.stored(
        "a.csv", table([earlier(), dossier(1), dossier("HS 12 / 2026"), dossier("Mã số 5")])
    )
    (upload,) = ledger.uploads(desk.record)
    codes = stored_rows_of(desk.record, upload).column("dossier_code").to_pylist()
    assert codes == ["H24.91-251220-9000", CODE, "HS12/2026", "Mã số 5"]
    assert [code_in_one_spelling(code) for code in codes] == codes


def test_the_days_are_those_of_the_list(desk: Desk) -> None:
    """The rows keep their columns and order."""
    store(desk, [*SPELLINGS[:1], "h24.91-260105-0002"])
    (upload,) = ledger.uploads(desk.record)
    rows = stored_rows_of(desk.record, upload)
    assert rows.column("received_on").to_pylist() == [date(2026, 1, 1), date(2026, 1, 2)]
    assert rows.column_names == list_rows(1, 2).column_names
