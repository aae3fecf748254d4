"""What systems and people do to an export: ways that lose nothing, from one workbook to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.support.distortions import cells as cells
from tests.support.distortions import frames as frames
from tests.support.distortions import lines as lines
from tests.support.workbooks import TYPED, WORKBOOKS, Book, Page

Change = Callable[[Book], Book]


@dataclass(frozen=True)
class Distortion:
    """A change that loses nothing; `writers` are the containers that can show it, `kinds` the
    tables that it applies to ("list", "form", "rates"), none where it is all of them.
    """

    name: str
    change: Change
    writers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def _on_page(change: Callable[[Page], Page]) -> Change:
    """A change of a page as a change of a book, made to its main sheet."""
    return lambda book: book.with_page(change(book.page))


def _all(
    changes: Mapping[str, Callable[[Page], Page]],
    writers: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
) -> tuple[Distortion, ...]:
    """A distortion for each name and change of a page, all for these writers and kinds of table."""
    return tuple(Distortion(n, _on_page(c), writers, kinds) for n, c in changes.items())


HIDING = (*WORKBOOKS, "xlsb", "html")

# Each key is one thing that may be otherwise, its values the ways; applied in this order.
LOSSLESS: Mapping[str, tuple[Distortion, ...]] = {
    "totals": _all(
        {
            "no total": lines.no_total,
            "TỔNG CỘNG": lines.total_in_words(None, "TỔNG CỘNG:"),
            "Cộng": lines.total_in_words("Cộng", None),
            "T.Cộng": lines.total_in_words(None, "T.Cộng"),
            "Toàn xã": lines.total_in_words(None, "Toàn xã"),
            "Tổng (I+II)": lines.total_in_words("III", "Tổng (I+II)"),
            "total on top": lines.total_on_top,
        }
    ),
    "groups": (
        *_all({"group rows": lines.group_rows, "groups across": lines.groups_across}),
        *_all({"groups with sums": lines.groups_with_sums}, (), ("form",)),
    ),
    "days": (
        *_all({"serial days": cells.serial_days}, TYPED, ("list",)),
        *_all(
            {
                "days as text": cells.in_turns(
                    *("%d/%m/%Y", "%d/%m/%Y %H:%M:%S", "%H:%M %d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"),
                    "",
                ),
                "iso days": cells.in_turns("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"),
            },
            (),
            ("list",),
        ),
        Distortion("1904", cells.epoch_1904, ("xlsx", "xls"), ("list",)),
    ),
    "numbers": _all(
        {
            "counts as text": cells.counts_as_text,
            "points of thousands": cells.by_thousands("."),
            "commas of thousands": cells.by_thousands(","),
            "hard spaces of thousands": cells.by_thousands("\xa0"),
            "blank for none": cells.blank_for_none,
            "dash for none": cells.dash_for_none,
            "with decimals": cells.with_decimals,
        }
    ),
    "shares": _all(
        {
            "percent with comma": cells.percent_with_comma,
            "percent with point": cells.percent_with_point,
            "percent spaced": cells.percent_spaced,
            "bare shares": cells.bare_shares,
        },
        (),
        ("rates",),
    ),
    "codes": (
        *_all({"codes as numbers": cells.codes_as_numbers}, (), ("list",)),
        *_all({"codes with comma": cells.codes_with_comma}, (), ("list",)),
    ),
    "breaks": _all(
        {"repeated headings": lines.repeated_headings, "page numbers": lines.page_numbers}
    ),
    "numbering": _all(
        {
            "no numbering": frames.no_numbering,
            "numbers in brackets": frames.numbers_in_brackets,
            "sums in brackets": frames.sums_in_brackets,
            "bare numbers": frames.bare_numbers,
            "sums spaced": frames.sums_spaced,
        }
    ),
    "hidden rows": _all({"hidden rows": lines.hidden_rows}, HIDING),
    "columns": _all(
        {
            "columns reversed": lines.columns_reversed,
            "name last": lines.name_last,
            "columns added": lines.columns_added,
            "a column without heading": lines.a_column_without_heading,
            "a column twice": lines.a_column_twice,
        }
    ),
    "footers": _all({"signatures": lines.signatures, "notes": lines.notes}),
    "headings": _all(
        {
            "line breaks": frames.line_breaks,
            "double spaces": frames.double_spaces,
            "capitals": frames.capitals,
            "filled headings": frames.filled_headings,
        }
    ),
    "titles": _all(
        {
            "many titles": frames.many_titles,
            "a hundred rows": frames.hundred_rows,
            "no titles": frames.no_titles,
            "titles in one cell": frames.titles_in_one_cell,
        }
    ),
    "tables": _all(
        {
            "another table above": frames.another_table_above,
            "another table below": frames.another_table_below,
        }
    ),
    "letters": (
        Distortion("nfd", cells.nfd),
        Distortion("hard spaces", cells.hard_spaces),
        Distortion("padded", cells.padded),
        Distortion("tones moved", cells.tones_moved),
    ),
    "margin": _all(
        {
            "a blank column": lambda page: frames.shifted(page, 1),
            "three blank columns": lambda page: frames.shifted(page, 3),
            "a blank row below the headings": frames.blank_row_below_headings,
        }
    ),
    "sheets": (
        Distortion("cover sheet", frames.cover_sheet, WORKBOOKS),
        Distortion("several sheets", frames.several_sheets, WORKBOOKS),
        Distortion("hidden sheet", frames.hidden_sheet, WORKBOOKS),
    ),
}
