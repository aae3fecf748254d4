"""Which rows of a list wait for a word's meaning, and what is kept of them meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.columns import Kind
from loaders.parsing.engine import scratch_connection
from loaders.validation.dossier_rules import DossierRule
from loaders.validation.waiting_rows import map_words, rows_as_read, rows_to_keep, waiting_rows
from tests.support.drawn import rows_of

KINDS: dict[str, Kind] = {
    "received_on": "date",
    "state": "word",
    "channel": "word",
    "payment": "word",
    "field": "text",
    "procedure": "text",
}
RULES = [
    DossierRule("missing_date", "received_on", "v_received_on is null"),
    DossierRule("unknown_state", "state", "v_state like '?%'"),
    DossierRule("unknown_channel", "channel", "v_channel like '?%'"),
    DossierRule("unknown_word", "payment", "v_payment like '?%'"),
    DossierRule("unknown_unit", "unit", "nullif(v_field, 'Xã khác') is null and v_field <> ''"),
    DossierRule("due_before_receipt", "due_on", "true", sets_aside=False),
]


def staged(drawing: str) -> pa.Table:
    """Lines of a row number, a day and words, as they are staged; blanks are null."""
    rows = [[*row, *[None] * (7 - len(row))] for row in rows_of(drawing)]
    numbers, *columns = zip(*rows, strict=True)
    cells = {f"v_{name}": pa.array(texts) for name, texts in zip(KINDS, columns, strict=True)}
    return pa.table(
        {
            "row": pa.array([int(str(number)) for number in numbers], pa.int32()),
            "commune_code": pa.array(["11203"] * len(numbers)),
            **{name: texts.cast(pa.string()) for name, texts in cells.items()},
        }
    )


def waiting(lines: pa.Table, sound: Sequence[int]) -> list[tuple[object, ...]] | None:
    """Row, field and procedure of those that wait, the others than the sound rows being faulty."""
    is_sound = pa.array([row in sound for row in lines.column("row").to_pylist()])
    with scratch_connection() as engine:
        table = waiting_rows(
            engine,
            lines,
            lines.filter(is_sound),
            lines.filter(pc.invert(is_sound)),
            RULES,
            KINDS,
        )
    columns = ["row", "v_field", "v_procedure"]
    return table and [tuple(row.values()) for row in table.select(columns).to_pylist()]


SOUND = "1 | 05/01 | open | online | direct | Hộ tịch | Khai sinh"


@pytest.mark.parametrize(
    ("line", "waits"),
    [
        ("05/01 | ?đang ký số | online | direct | Hộ tịch | Khai sinh", True),
        ("05/01 | ?đang ký số | ?qua zalo | direct | Hộ tịch | Khai sinh", True),
        ("05/01 | ?đang ký số | ?qua zalo | ?ví | Hộ tịch | Khai sinh", False),
        ("05/01 | ?đang ký số | | | Hộ tịch | Khai sinh", True),
        # Another fault, a word that may be a person's, no unknown word at all.
        (" | ?đang ký số | online | direct | Hộ tịch | Khai sinh", False),
        ("05/01 | ?đang ký số | online | direct | Xã khác | Khai sinh", False),
        ("05/01 | ?Nguyễn Văn A | online | direct | Hộ tịch | Khai sinh", False),
        ("05/01 | ?đang ký số | ?Trần B | direct | Hộ tịch | Khai sinh", False),
        ("05/01 | ?… | online | direct | Hộ tịch | Khai sinh", False),
        (" | open | online | direct | Hộ tịch | Khai sinh", False),
    ],
)
def test_a_row_waits_whose_only_fault_is_a_word_that_may_be_shown(line: str, waits: bool) -> None:
    """Beside a row that surely waits."""
    other = "3 | 05/01 | open | ?qua zalo | direct | Hộ tịch | Khai sinh"
    lines = staged(f"{SOUND}\n2 | {line}\n{other}")
    rows = [(3, "Hộ tịch", "Khai sinh")]
    expected = [(2, "Hộ tịch", "Khai sinh"), *rows] if waits else rows
    assert waiting(lines, [1]) == expected


def test_a_sound_row_with_an_unknown_word_waits_too() -> None:
    lines = staged(f"{SOUND}\n2 | 05/01 | open | online | ?ví | Hộ tịch | Khai sinh")
    assert waiting(lines, [1, 2]) == [(2, "Hộ tịch", "Khai sinh")]


def test_a_text_that_no_sound_row_has_is_not_kept() -> None:
    """It may be a person's name under a heading of others."""
    lines = staged(
        f"""
        {SOUND}
        2 | 05/01 | ?đang ký số | online | direct | Trần B | Khai sinh
        3 | 05/01 | ?đang ký số | online | direct | Hộ tịch | Trần B
        """
    )
    assert waiting(lines, [1]) == [(2, None, "Khai sinh"), (3, "Hộ tịch", None)]


@pytest.mark.parametrize(
    "line", ["05/01 | open | online", "| ?đang ký số | online", "05/01 | ?Trần B | online"]
)
def test_where_no_row_waits_there_is_none(line: str) -> None:
    assert waiting(staged(f"{SOUND}\n2 | {line}"), [1]) is None


WORDS = staged(
    """
    1 | 05/01 | ?đang ký số  | ?qua zalo | direct | ?đang ký số
    2 | 05/01 | open         | online    |        | Hộ tịch
    3 | 05/01 | ?Nguyễn Văn A | ?qua zalo | ?ví  | Hộ tịch
    4 | 05/01 |              | direct    | direct | Hộ tịch
    """
)


@pytest.mark.parametrize(
    ("meanings", "states", "channels"),
    [
        ({}, ["?đang ký số", "open", "?Nguyễn Văn A", None], 2),
        ({("state", "đang ký số"): "open"}, ["open", "open", "?Nguyễn Văn A", None], 2),
        (
            {("state", "nguyễn văn a"): "open", ("channel", "qua zalo"): "online"},
            ["?đang ký số", "open", "?Nguyễn Văn A", None],
            0,
        ),
        ({("rating", "đang ký số"): "x"}, ["?đang ký số", "open", "?Nguyễn Văn A", None], 2),
    ],
)
def test_words_that_people_gave_a_meaning_have_it_save_hidden_ones(
    meanings: Mapping[tuple[str, str], str], states: list[str | None], channels: int
) -> None:
    mapped = map_words(WORDS, KINDS, meanings)
    assert mapped.column_names == WORDS.column_names
    assert mapped.column("v_state").to_pylist() == states
    assert mapped.column("v_channel").to_pylist().count("?qua zalo") == channels
    others = [name for name in WORDS.column_names if name not in ("v_state", "v_channel")]
    assert mapped.select(others) == WORDS.select(others)


def test_the_columns_that_are_kept_have_their_own_names() -> None:
    rows = rows_as_read(WORDS, ["channel", "state"])
    assert rows.column_names == ["commune_code", "channel", "state", "row"]
    assert rows.slice(1, 1).to_pylist() == [
        {"commune_code": "11203", "channel": "online", "state": "open", "row": 2}
    ]


def test_waiting_rows_are_kept_as_they_were_read_in_their_order() -> None:
    rows = pa.table({"state": ["open", "left", "returned"], "row": pa.array([5, 2, 9], pa.int32())})
    waiting_table = pa.table({"state": ["?x", "?y"], "row": pa.array([7, 2], pa.int64())})
    kept = rows_to_keep(rows, waiting_table)
    assert kept.schema == rows.schema
    assert [(row["row"], row["state"]) for row in kept.to_pylist()] == [
        (2, "?y"),
        (5, "open"),
        (7, "?x"),
        (9, "returned"),
    ]
    assert rows_to_keep(rows, None) is rows
