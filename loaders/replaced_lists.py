"""What a list leaves out beside the one that it would replace, and which counts would fall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data.column_labels import COLUMN_LABELS
from data.form_counts import FORM_COUNTS
from data.list_counts import LIST_COUNTS
from data.record import ledger, uploads
from data.record.faults import RecordFault
from data.record.ledger import Upload
from data.record.mapped_words import counting_rows_of
from data.wording import MEANINGS, lower_first_letter, number
from loaders.load import new_upload
from loaders.parsing.engine import scratch_connection
from loaders.staging import Staged

_MOST_LOST = 0.1  # a greater share of a count is said before it is lost
_ASPECTS = ("state", "channel", "field", "procedure")
_ADVICE = (
    "Hãy kiểm tra danh sách có bị lọc bớt không; rút lần nạp này thì danh sách trước lại được tính."
)


def replaced_by_commune(folder: Path, staged: Staged) -> Mapping[str, Upload]:
    """Commune code → the counting upload that the staged file would replace for it.

    Communes for which it replaces none are left out.
    """
    upload = new_upload(staged, "", None, False)
    return uploads.uploads_replaced_by_commune(ledger.uploads(folder), upload)


def replacement_sentences(folder: Path, staged: Staged) -> list[str]:
    """Sentences on what a list lacks of the one it would replace; [] where it lacks nothing.

    How it seems to be filtered, and which counts would be less by more than a tenth.
    """
    if staged.sheet.layout.table != "dossiers":
        return []
    try:
        replaced_uploads = replaced_by_commune(folder, staged)
        replaced_rows = rows_to_replace(folder, replaced_uploads)
    except RecordFault as fault:
        return [f"Chưa so được với danh sách sẽ bị thay: {lower_first_letter(fault.sentence)}"]
    if replaced_rows is None:
        return []
    filters = seeming_filters(replaced_rows, staged)
    complete = all(upload.complete for upload in replaced_uploads.values())
    falls = list(fall_texts(replaced_rows, complete, staged))
    sentences = [filters_sentence(filters)] if filters else []
    if falls:
        fall_words = "; ".join(falls)
        sentences.append(f"Số đếm sẽ giảm quá một phần mười: {fall_words}. {_ADVICE}")
    return sentences


def rows_to_replace(folder: Path, replaced_uploads: Mapping[str, Upload]) -> pa.Table | None:
    """The rows that count now and would not any more; None where nothing is replaced.

    Of an upload of several communes those of the communes alone for which it is replaced. Raises
    DamagedFile.
    """
    tables = [
        _rows_of_communes(counting_rows_of(folder, upload), codes)
        for upload, codes in _codes_by_upload(replaced_uploads)
    ]
    return pa.concat_tables(tables, promote_options="default") if tables else None


def _codes_by_upload(replaced_uploads: Mapping[str, Upload]) -> Iterator[tuple[Upload, list[str]]]:
    """Each upload once, with the codes of the communes for which it is replaced."""
    for upload in {upload.id: upload for upload in replaced_uploads.values()}.values():
        yield upload, [code for code, other in replaced_uploads.items() if other.id == upload.id]


def _rows_of_communes(rows: pa.Table, codes: list[str]) -> pa.Table:
    """The rows whose commune code is one of `codes`."""
    return rows.filter(pc.is_in(rows.column("commune_code"), pa.array(codes, pa.string())))


def seeming_filters(replaced_rows: pa.Table, staged: Staged) -> tuple[str, ...]:
    """How the list seems filtered, in words: "chỉ có hình thức nộp “trực tuyến”"; () if not so.

    Told by what the replaced rows have in several kinds and this list in one alone, and by the
    dossiers carried over that it lacks.
    """
    phrases = list(_single_text_phrases(replaced_rows, staged.rows))
    if _has_carried_over(replaced_rows, staged) and not _has_carried_over(staged.rows, staged):
        phrases.append("không có hồ sơ kỳ trước chuyển sang")
    return tuple(phrases)


def filters_sentence(filters: tuple[str, ...]) -> str:
    """One sentence that joins phrases on how a list seems filtered beside the replaced one."""
    return f"So với danh sách sẽ bị thay, danh sách này {'; '.join(filters)}."


def has_fallen(earlier_count: int | None, later_count: int | None) -> bool:
    """Whether a count is less by more than a tenth than before, or not known any more."""
    return bool(earlier_count) and (
        later_count is None or later_count < (earlier_count or 0) * (1 - _MOST_LOST)
    )


def _single_text_phrases(replaced_rows: pa.Table, new_rows: pa.Table) -> Iterator[str]:
    """A phrase for each aspect that has one text in the new rows and several in the replaced."""
    for column in _ASPECTS:
        if column in replaced_rows.column_names and column in new_rows.column_names:
            texts_before, texts_after = (
                _distinct_texts(replaced_rows, column),
                _distinct_texts(new_rows, column),
            )
            if len(texts_after) == 1 < len(texts_before):
                text = next(iter(texts_after))
                yield f"chỉ có {COLUMN_LABELS[column].lower()} “{MEANINGS.get(text, text).lower()}”"


def _distinct_texts(rows: pa.Table, column: str) -> set[str]:
    """The texts in a column of the rows, each once, blanks left out."""
    return {str(text) for text in pc.unique(rows.column(column)).to_pylist() if text}


def _has_carried_over(rows: pa.Table, staged: Staged) -> bool:
    """Whether any of the rows was received before the staged list's first day."""
    return bool(pc.any(pc.less(rows.column("received_on"), staged.first)).as_py())


def fall_texts(replaced_rows: pa.Table, complete: bool, staged: Staged) -> Iterator[str]:
    """Each count that would fall: "tiếp nhận trực tuyến từ 275 còn 12", or is known no more.

    `complete`: the replaced rows hold dossiers carried over too.
    """
    counts_before = _counts_in(replaced_rows, complete, staged)
    counts_after = _counts_in(staged.rows, staged.complete, staged)
    for name, count in counts_before.items():
        later_count = counts_after.get(name)
        if has_fallen(count, later_count):
            text = "thành thiếu số liệu" if later_count is None else f"còn {number(later_count)}"
            yield f"{lower_first_letter(FORM_COUNTS[name])} từ {number(count)} {text}"


def _counts_in(rows: pa.Table, complete: bool, staged: Staged) -> dict[str, int]:
    """Name → count over the staged list's days, of the counts that such rows tell.

    `complete`: the rows hold dossiers carried over too.
    """
    columns = frozenset(rows.column_names)
    counts = [count for count in LIST_COUNTS if count.is_known_from(columns, complete)]
    days = f"between date '{staged.first}' and date '{staged.last}'"
    sums = ", ".join(
        f"count(*) filter (where {count.condition} and {count.dated_by} {days})" for count in counts
    )
    with scratch_connection() as engine:
        engine.register("rows_of_list", rows)
        numbers = engine.execute(f"select {sums} from rows_of_list").fetchall()[0]
    return dict(zip((count.name for count in counts), numbers, strict=True))
