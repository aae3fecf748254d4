"""What a sheet of typed counts changes, or why it is not stored, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.edits import Disagreement
from data.typed_counts import TypedCount
from loaders.staging import Staged
from reports.typed_counts_template import DocumentedCount, topics
from ui.display import words

MOST_NAMED = 6
_MOST_WITHOUT_DOCUMENT = 3


def changes_in_words(
    typed: Mapping[str, DocumentedCount], stored: Mapping[str, DocumentedCount]
) -> str:
    """What the typed counts change in the stored ones, in the page's order.

    "thay đổi: “Thủ tục hành chính” trống → 407; và 3 dòng khác"
    """
    changes = [
        f"“{count.line}” {_change(stored.get(count.measure), typed.get(count.measure))}"
        for count in _counts()
        if typed.get(count.measure) != stored.get(count.measure)
    ]
    unnamed = len(changes) - MOST_NAMED
    more = f"; và {unnamed} dòng khác" if unnamed > 0 else ""
    return f"thay đổi: {'; '.join(changes[:MOST_NAMED])}{more}"


def _change(before: DocumentedCount | None, after: DocumentedCount | None) -> str:
    """ "trống → 407", or "407, đổi văn bản làm căn cứ"."""
    number_before, number_after = (
        words.number(count.number) if count else "trống" for count in (before, after)
    )
    if number_before == number_after:
        return f"{number_after}, đổi văn bản làm căn cứ"
    return f"{number_before} → {number_after}"


def disagreements_in_words(
    disagreements: Sequence[Disagreement[str, DocumentedCount]],
) -> list[str]:
    """ "“Thủ tục hành chính”: bạn ghi 407, người kia đã lưu 400 (trước đó trống)"."""
    lines = {count.measure: count.line for count in _counts()}
    return [
        f"“{lines[d.key]}”: bạn ghi {_in_words(d.mine)}, người kia đã lưu {_in_words(d.theirs)} "
        f"(trước đó {_in_words(d.base)})"
        for d in disagreements
    ]


def _in_words(count: DocumentedCount | None) -> str:
    """ "407, Báo cáo 120/BC-UBND"."""
    if count is None:
        return "trống"
    return f"{words.number(count.number)}{f', {count.document}' if count.document else ''}"


def complaint(
    typed: Mapping[str, DocumentedCount], stored: Mapping[str, DocumentedCount]
) -> str | None:
    """Why the typed counts are not stored; None where they can be."""
    if not typed:
        return "Chưa ghi số nào. Muốn bỏ số đã lưu, hãy rút lần nạp ở trang Nạp số liệu."
    if typed == stored:
        return "Không có gì thay đổi so với số đang áp dụng."
    without_document = [
        f"“{count.line}”"
        for count in _counts()
        if count.measure in typed and not typed[count.measure].document
    ]
    return _no_document(without_document) if without_document else None


def _no_document(lines: Sequence[str]) -> str:
    unnamed = len(lines) - _MOST_WITHOUT_DOCUMENT
    more = f" và {unnamed} dòng khác" if unnamed > 0 else ""
    return f"Hãy ghi văn bản làm căn cứ cho {'; '.join(lines[:_MOST_WITHOUT_DOCUMENT])}{more}."


def problem_sentences(staged: Staged) -> list[str]:
    """Each problem of a sheet in a sentence that names its line."""
    measures = {row["row"]: row["measure"] for row in staged.rows.to_pylist()}
    lines = {count.measure: count.line for count in _counts()}
    return [
        f"“{lines.get(measures.get(problem.row, ''), '')}” ({problem.value}): {problem.message}"
        for problem in staged.problems
    ]


def _counts() -> list[TypedCount]:
    """Every count of the page, in its order."""
    return [count for _, counts in topics() for count in counts]
