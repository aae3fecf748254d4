"""What is kept of the overview belongs to the version of the record that it was computed from."""

from __future__ import annotations

from pathlib import Path

from data.periods import parse_period
from tests.support.pages import pages_over
from tests.support.records import NINH_GIANG, store_list
from ui.display.colours import colours
from ui.overview.board import board_of, drawn_cards

JANUARY = parse_period("2026-01")


def test_cards_of_an_earlier_version_are_not_kept_for_a_later_one(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        store_list(folder, 1, 30)
        earlier_board = board_of(NINH_GIANG, JANUARY)
        store_list(folder, 1, 60, note="nạp lại")
        earlier_cards = drawn_cards(earlier_board, colours())  # while somebody else stored
        later_cards = drawn_cards(board_of(NINH_GIANG, JANUARY), colours())
    assert "20/30" in earlier_cards
    assert "40/60" in later_cards
