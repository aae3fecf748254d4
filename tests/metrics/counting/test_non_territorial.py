"""Received for another commune: counted besides, where a column of a list or a form says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from data.periods import parse_period
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.notes.preview_notes import notices
from metrics.analysis.reconciliation import form_runs, reconcile_counts
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    NINH_GIANG,
    Desk,
    Row,
    done,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)

VINH_THUAN = "11842"
COLUMN = "Phi địa giới"
PERIOD_LINE = "Từ ngày 01/01/2026 đến ngày 31/01/2026"
# Of 20 received and carried over 7 came directly, 9 online, 1 by post; 3 were open before.
FORM_COLUMNS: dict[str, object] = {
    "Tổng số": 20,
    "Tiếp nhận trực tiếp": 7,
    "Tiếp nhận trực tuyến": 9,
    "Tiếp nhận phi địa giới": 4,
    "Bưu chính - BCCI": 1,
    "Kỳ trước chuyển qua": 3,
}


def list_of(words: Sequence[str], column: str = COLUMN) -> list[list[str]]:
    """A list of January with a dossier a word, and one of December that has the first word."""
    rows: list[Row] = [earlier() | {column: words[0]}]
    rows += [dossier(number) | {column: word} for number, word in enumerate(words, start=1)]
    return table(rows, headings=(*HEADINGS, column))


def form(**changed: object) -> list[list[object]]:
    """ "Tổng hợp theo đơn vị" of one commune; a column changed to None is left out."""
    received = {name: n for name, n in (FORM_COLUMNS | changed).items() if n is not None}
    resolved = {
        "Tổng số": 15,
        "Đúng và trước hạn": 13,
        "Quá hạn (đã có thư xin lỗi)": 1,
        "Quá hạn (chưa có thư xin lỗi)": 1,
    }
    pending = {"Tổng số": 5, "Chưa đến hạn": 4, "Quá hạn": 1}
    groups = {
        "Số hồ sơ tiếp nhận": received,
        "Số hồ sơ đã giải quyết": resolved,
        "Số hồ sơ đang giải quyết": pending,
    }
    above = [name if i == 0 else "" for name, c in groups.items() for i in range(len(c))]
    return [
        ["TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC THEO ĐƠN VỊ"],
        [PERIOD_LINE],
        ["STT", "Đơn vị giải quyết TTHC", *above, "Hồ sơ rút"],
        ["", "", *(name for columns in groups.values() for name in columns), ""],
        [1, "UBND Xã Ninh Giang", *(n for c in groups.values() for n in c.values()), 0],
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("Có", "Không", "Có", "Không"), (2, 4)),
        (("x", "", "", ""), (1, 4)),
        (("Phi địa giới", "Trong địa bàn", "Phi địa giới hành chính"), (2, 3)),
        (("Không", "Không"), (0, 2)),
    ],
)
def test_a_list_that_says_so(tmp_path: Path, words: tuple[str, ...], wanted: object) -> None:
    """December's dossier is not among January's; what counts besides is received all the same."""
    desk = Desk(tmp_path)
    desk.stored("a.csv", list_of(words))
    assert desk.counts("non_territorial_dossiers") == wanted
    assert desk.counts("online_filing") == (wanted[1], wanted[1])  # type: ignore[index]


@pytest.mark.parametrize("words", [("", "", ""), ("…", "--", "")])
def test_a_blank_column_says_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    desk = Desk(tmp_path)
    desk.stored("a.csv", list_of(words))
    assert desk.counts("non_territorial_dossiers") == (None, None)
    staged = read_and_stage("a.xlsx", xlsx_bytes(list_of(words)), Answers(home_code=NINH_GIANG))
    assert any("hồ sơ phi địa giới" in one.sentence for one in notices(staged))


def test_a_list_without_the_column_does_not_know_and_lacks_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = table([earlier(), dossier(1), done(2)])
    desk.stored("a.csv", rows)
    assert desk.counts("non_territorial_dossiers") == (None, None)
    staged = read_and_stage("a.xlsx", xlsx_bytes(rows), Answers(home_code=NINH_GIANG))
    assert not any("phi địa giới" in one.sentence for one in notices(staged))


def test_it_counts_for_the_commune_of_the_unit_column(tmp_path: Path) -> None:
    """Of four dossiers two are Vĩnh Thuận's, one of them taken in for another commune."""
    places = [
        ("UBND Xã Ninh Giang", "Có"),
        ("UBND Xã Ninh Giang", "Không"),
        ("UBND Xã Vĩnh Thuận", "Có"),
        ("UBND Xã Vĩnh Thuận", "Không"),
    ]
    rows = [dossier(n, unit=unit) | {COLUMN: word} for n, (unit, word) in enumerate(places, 1)]
    desk = Desk(tmp_path)
    titles = ("DANH SÁCH HỒ SƠ", PERIOD_LINE)
    desk.stored("a.csv", table([*rows, earlier()], titles, (*HEADINGS, COLUMN)))
    assert desk.counts("non_territorial_dossiers") == (1, 2)
    assert desk.counts("non_territorial_dossiers", commune=VINH_THUAN) == (1, 2)


def test_what_was_not_received_counts_nowhere(tmp_path: Path) -> None:
    rows = [
        dossier(1) | {COLUMN: "Có"},
        dossier(2, state="Không được tiếp nhận") | {COLUMN: "Có"},
        earlier() | {COLUMN: "Không"},
    ]
    desk = Desk(tmp_path)
    desk.stored("a.csv", table(rows, JANUARY, (*HEADINGS, COLUMN)))
    assert desk.counts("non_territorial_dossiers") == (1, 1)


def test_an_unknown_word_sets_its_row_aside(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    answer = desk.stored("a.csv", list_of(("Có", "Liên tỉnh")))
    assert [(p["kind"], p["column"]) for p in answer["problems"]] == [("unknown_word", COLUMN)]
    assert desk.counts("non_territorial_dossiers") == (1, 1)


def test_a_form_with_the_column_tells_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.stored("a.xlsx", form())
    assert desk.counts("non_territorial_dossiers") == (4, 17)
    assert desk.counts("online_filing") == (9, 17)


def test_a_form_without_the_column_does_not_know_and_lacks_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    cells = form(**{"Tiếp nhận phi địa giới": None})
    desk.stored("a.xlsx", cells)
    assert desk.counts("non_territorial_dossiers") == (None, None)
    assert desk.counts("online_filing") == (9, 17)
    staged = read_and_stage("a.xlsx", xlsx_bytes(cells), Answers(home_code=NINH_GIANG))
    assert not any("phi địa giới" in one.sentence for one in notices(staged))


def test_more_than_was_received_is_a_problem(tmp_path: Path) -> None:
    answer = Desk(tmp_path).refused("a.xlsx", form(**{"Tiếp nhận phi địa giới": 21}))
    assert [one["kind"] for one in answer["problems"]] == ["part_exceeds_whole"]


def test_form_and_list_are_held_against_each_other(tmp_path: Path) -> None:
    """The list has 2 for other communes where the form has 4."""
    desk = Desk(tmp_path)
    desk.stored("a.csv", list_of(("Có", "Có", "Không")))
    desk.stored("a.xlsx", form())
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    period = parse_period("2026-01")
    evidence = gather_evidence(warehouse, [NINH_GIANG], [period], {}, ())
    warehouse.close()
    (run,) = form_runs(evidence, NINH_GIANG, period)
    counts = {c.name: c for c in reconcile_counts(evidence, NINH_GIANG, period, run.upload_ids)}
    line = counts["received_non_territorial"]
    assert (line.label, line.form_count, line.record_count, line.difference) == (
        "Tiếp nhận phi địa giới",
        4,
        2,
        2,
    )
