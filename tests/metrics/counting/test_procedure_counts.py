"""Different procedures counted from lists of dossiers, where people would have to type them in."""

from __future__ import annotations

from pathlib import Path

from tests.support.builders import Desk, dossier, earlier, table

JANUARY = [
    # Two procedures with a fee, 2.000815 and 2.000908; one of them paid online.
    dossier(1, payment="Trực tuyến"),
    dossier(2, payment="Trực tiếp"),
    {**dossier(3, payment="Trực tiếp"), "Mã thủ tục": "2.000908"},
    # One without a fee, and one that nobody received in January.
    {**dossier(4, fee=""), "Mã thủ tục": "1.001193"},
    {**earlier(payment="Trực tuyến"), "Mã thủ tục": "1.004884"},
]


def test_a_procedure_counts_once_however_many_dossiers_it_has(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.stored("a.csv", table(JANUARY))
    row = desk.figures()["procedures_paid_online"]
    assert (row["numerator"], row["denominator"]) == (1, 2)
    assert (row["denominator_variant"], row["source"]) == (
        "counted_procedures_with_fee_dossiers",
        "export",
    )


def test_two_months_together_are_counted_anew(tmp_path: Path) -> None:
    """In February 2.000908 is paid online: 1 of 2 and 1 of 1, but 2 of 2 of both together."""
    desk = Desk(tmp_path)
    desk.stored("a.csv", table(JANUARY))
    february = [
        {**dossier(11, received="02/02/2026", due="20/02/2026"), "Mã thủ tục": "2.000908"},
        earlier(9001, received="20/01/2026"),
    ]
    above = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    desk.stored("b.csv", table(february, above))
    assert desk.counts("procedures_paid_online", "2026-02") == (1, 1)
    assert desk.counts("procedures_paid_online", "2026-01-01..2026-02-28") == (2, 2)


def test_without_the_codes_of_procedures_nothing_is_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [{**row, "Mã thủ tục": ""} for row in JANUARY]
    headings = tuple(name for name in rows[0] if name != "Mã thủ tục")
    desk.stored("a.csv", table(rows, headings=headings))
    assert desk.counts("procedures_paid_online") == (None, None)
