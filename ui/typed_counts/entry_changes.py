"""What a sheet of typed counts changes, or why it is not stored, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.edits import Disagreement
from data.typed_counts import TypedCount, typed_counts
from loaders.staging import Staged
from reports.typed_counts_template import DocumentedCount, counts_by_topic

MOST_NAMED = 6
_MOST_WITHOUT_DOCUMENT = 3


def changes_in_words(
    new_counts: Mapping[str, DocumentedCount], stored_counts: Mapping[str, DocumentedCount]
) -> str:
    """A clause on what changed, by measure: "thay đổi: “…” trống → 407; và 3 dòng khác".

    "thay đổi: “Thủ tục hành chính” trống → 407; và 3 dòng khác"
    """
    changes = [
        f"“{count.line}” {_change_text(count, before, after)}"
        for count in _page_counts()
        if (before := stored_counts.get(count.measure)) != (after := new_counts.get(count.measure))
    ]
    unnamed_count = len(changes) - MOST_NAMED
    rest = f"; và {unnamed_count} dòng khác" if unnamed_count > 0 else ""
    return f"thay đổi: {'; '.join(changes[:MOST_NAMED])}{rest}"


def _change_text(
    count: TypedCount, before: DocumentedCount | None, after: DocumentedCount | None
) -> str:
    """A count's change in words: "trống → 407", or "407, đổi văn bản làm căn cứ"."""
    number_before, number_after = (
        count.text(documented.number) if documented else "trống" for documented in (before, after)
    )
    if number_before == number_after:
        return f"{number_after}, đổi văn bản làm căn cứ"
    return f"{number_before} → {number_after}"


def disagreements_in_words(
    disagreements: Sequence[Disagreement[str, DocumentedCount]],
) -> list[str]:
    """Each disagreement: "“Thủ tục hành chính”: bạn ghi 407, người kia đã lưu 400 (trước đó …)"."""
    return [
        f"“{typed_counts()[d.key].line}”: bạn ghi {_count_text(d.key, d.mine)}, người kia đã lưu "
        f"{_count_text(d.key, d.theirs)} (trước đó {_count_text(d.key, d.base)})"
        for d in disagreements
    ]


def _count_text(measure: str, documented: DocumentedCount | None) -> str:
    """A typed count in words with its document: "407, Báo cáo 120/BC-UBND"; "trống" for None."""
    if documented is None:
        return "trống"
    number_text = typed_counts()[measure].text(documented.number)
    return f"{number_text}{f', {documented.document}' if documented.document else ''}"


def complaint(
    new_counts: Mapping[str, DocumentedCount], stored_counts: Mapping[str, DocumentedCount]
) -> str | None:
    """A sentence on why the typed counts cannot be stored; None where they can be."""
    if not new_counts:
        return "Chưa ghi số nào. Muốn bỏ số đã lưu, hãy rút lần nạp ở trang Nạp số liệu."
    if new_counts == stored_counts:
        return "Không có gì thay đổi so với số đang áp dụng."
    undocumented_lines = [
        f"“{count.line}”"
        for count in _page_counts()
        if count.measure in new_counts and not new_counts[count.measure].document
    ]
    return _missing_document_sentence(undocumented_lines) if undocumented_lines else None


def _missing_document_sentence(lines: Sequence[str]) -> str:
    """A sentence that asks for the first lines' documents, and counts the other lines."""
    unnamed_count = len(lines) - _MOST_WITHOUT_DOCUMENT
    rest = f" và {unnamed_count} dòng khác" if unnamed_count > 0 else ""
    return f"Hãy ghi văn bản làm căn cứ cho {'; '.join(lines[:_MOST_WITHOUT_DOCUMENT])}{rest}."


def problem_sentences(staged: Staged) -> list[str]:
    """A sentence for each problem of the staged counts, naming its line of the page."""
    measures = {row["row"]: row["measure"] for row in staged.rows.to_pylist()}
    lines = {count.measure: count.line for count in _page_counts()}
    return [
        f"“{lines.get(measures.get(problem.row, ''), '')}” ({problem.value}): {problem.message}"
        for problem in staged.problems
    ]


def _page_counts() -> list[TypedCount]:
    """Every typed count that the page asks for, in the page's order."""
    return [count for _, counts in counts_by_topic() for count in counts]
