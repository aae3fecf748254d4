"""Targets that contradict each other: the same metric, limits and days, and another figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import streamlit as st

from data.planning.drafts import DraftRow
from data.planning.targets import is_of_a_part
from ui.display import words

_LIMITS = (
    *("metric", "scope", "denominator_variant", "base_year", "since", "until", "province_wide"),
)
_MOST_NAMED = 5


def contradictions(rows: Mapping[int, Mapping[str, str]]) -> list[tuple[int, int]]:
    """Each two of these rows, texts by the names of HEADINGS, that set one target otherwise.

    By the rows' numbers. A row without a metric or a figure sets nothing yet; "đạt 80" and "tối
    thiểu 80" of a plan's text and its column of products are one figure.
    """
    complete = {n: row for n, row in rows.items() if row.get("metric") and _figure(row)}
    return [
        (first, second)
        for first, second in combinations(complete, 2)
        if _limits(complete[first]) == _limits(complete[second])
        and _figure(complete[first]) != _figure(complete[second])
    ]


def _limits(row: Mapping[str, str]) -> tuple[str, ...]:
    """What a row's target is about, letters alike in whatever case."""
    return tuple(" ".join(row.get(name, "").split()).casefold() for name in _LIMITS)


def _figure(row: Mapping[str, str]) -> str:
    """What a row demands as a number, without its sign and needless zeros: "80" of "80,0%"."""
    value = row.get("value", "").replace("%", "").replace(".", ",").strip()
    if "," in value:
        value = value.rstrip("0").rstrip(",")
    return value


def _stands_in(row: Mapping[str, str], saved_rows: Iterable[Mapping[str, str]]) -> bool:
    """Whether one of the saved rows sets the same target with the same figure."""
    return any(
        (_limits(row), _figure(row)) == (_limits(saved), _figure(saved)) for saved in saved_rows
    )


def contradiction_sentences(rows: Mapping[int, Mapping[str, str]], place: str) -> list[str]:
    """A sentence for each contradiction; `place` is what a row's number counts: "Dòng"."""
    return [
        f"{place} {first} và {second} cùng đặt “{rows[first]['metric']}”, cùng phạm vi và thời "
        f"gian, nhưng ghi {_demand(rows[first])} và {_demand(rows[second])}."
        for first, second in contradictions(rows)
    ]


def _demand(row: Mapping[str, str]) -> str:
    """What a row demands as it was typed: "tối thiểu 85"."""
    return f"{row.get('comparator', '')} {row.get('value', '')}".strip()


def part_sentences(rows: Mapping[int, Mapping[str, str]]) -> list[str]:
    """A sentence for each row that asks of a part what another row asks otherwise of all."""
    complete = {n: row for n, row in rows.items() if row.get("metric") and _figure(row)}
    return [
        f"Dòng {number} đặt “{row['metric']}” cho riêng “{row['scope'].strip()}”; mức chung là "
        f"{_demand(complete[of_all])} ở dòng {of_all}: Tổng quan xét theo mức chung."
        for number, row in complete.items()
        if is_of_a_part(row.get("scope", ""))
        and (of_all := next((n for n in complete if _asks_of_all(complete[n], row)), None))
    ]


def _asks_of_all(other: Mapping[str, str], row: Mapping[str, str]) -> bool:
    """Whether another row asks for another figure of the row's metric, and of all its cases."""
    return (
        other["metric"] == row["metric"]
        and _figure(other) != _figure(row)
        and not is_of_a_part(other.get("scope", ""))
    )


def ask_about(rows: Iterable[DraftRow], saved_rows: Iterable[DraftRow], turn: int) -> bool:
    """Say which rows of the table contradict each other, and ask; True once they may be saved.

    What the `saved_rows` have just so was confirmed before.
    """
    saved_texts = [row.texts for row in saved_rows]
    new_rows = {row.number: row.texts for row in rows}
    if notes := part_sentences(new_rows):
        st.info(words.escape_markdown(" ".join(notes[:_MOST_NAMED])))
    sentences = [
        sentence
        for (first, second), sentence in zip(
            contradictions(new_rows), contradiction_sentences(new_rows, "Dòng"), strict=True
        )
        if not (
            _stands_in(new_rows[first], saved_texts) and _stands_in(new_rows[second], saved_texts)
        )
    ]
    if not sentences:
        return True
    lines = "\n".join(f"- {words.escape_markdown(text)}" for text in sentences[:_MOST_NAMED])
    st.warning(f"**Chỉ tiêu mâu thuẫn**: hãy bỏ một dòng, hoặc xác nhận ở dưới.\n\n{lines}")
    # Another contradiction is another question.
    key = f"contradictions-{turn}-{hash(tuple(sentences))}"
    return st.checkbox("Văn bản ghi đúng như vậy, giữ tất cả các mức", key=key)
