"""The text of a plan in Word, PDF or a workbook; runs in the child alone."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Literal

from files.answer import write_head
from files.refusal import Refused
from plan_texts.workbook import workbook_lines

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from pypdf import PdfReader

WORD_PART = "word/document.xml"  # what makes an archive a Word document
LARGEST_TEXT = 1_000_000  # letters; the longest plan that we have seen has 50,000
_FEWEST_LETTERS = 50  # with fewer a PDF is a scan
_WORD = re.compile(r"[^\W\d_]+")
# In plans one word in forty is so short, in a text in pieces seven in ten.
_LARGEST_PIECES_SHARE = 0.25
_TICK = "x"  # in a table of who does what

SCANNED = (
    "Tệp PDF này là ảnh quét, không có chữ để đọc: hãy chép nội dung kế hoạch vào ô văn bản, "
    "hoặc dùng tệp Word."
)
LOCKED_PDF = "Tệp PDF có mật khẩu: hãy lưu lại không có mật khẩu rồi chọn lại."
IN_PIECES = (
    "Chữ trong tệp PDF này bị tách rời nên không đọc được: hãy dán nội dung kế hoạch vào ô văn "
    "bản, hoặc dùng tệp .docx."
)
TOO_LONG = "Văn bản quá dài so với một kế hoạch: hãy chọn đúng tệp kế hoạch."


def write_document(out: IO[bytes], content: bytes) -> None:
    """Write a document's text as UTF-8 after an empty JSON line; raises Refused."""
    text = document_text(content)
    write_head(out, {})
    out.write(text.encode("utf-8", "replace"))


def document_text(content: bytes) -> str:
    """The lines of a docx, PDF or xlsx, a row of a table as one line with tabs; raises Refused."""
    if content.startswith(b"%PDF"):
        return _pdf_text(content)
    is_word = WORD_PART in zipfile.ZipFile(io.BytesIO(content)).namelist()
    return _join_lines(_docx_lines(content) if is_word else workbook_lines(content))


def _join_lines(lines: Iterable[str]) -> str:
    """The lines as one text; raises Refused once it is longer than any plan."""
    kept_lines: list[str] = []
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > LARGEST_TEXT:
            raise Refused(TOO_LONG)
        kept_lines.append(line)
    return "\n".join(kept_lines)


def _docx_lines(content: bytes) -> Iterator[str]:
    """The lines of paragraphs and tables in their order, an empty line after each of them."""
    from docx import Document
    from docx.table import Table

    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from _table_lines(block)
        else:
            yield from block.text.replace("\t", " ").split("\n")
        yield ""


def _table_lines(table: Table) -> Iterator[str]:
    """A table's rows with tabs between cells; a merged cell's text stands only where it begins."""
    begun_cells: set[object] = set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            texts.append("" if cell._tc in begun_cells else _cell_text(cell))
            begun_cells.add(cell._tc)
        yield "\t".join(texts)


def _cell_text(cell: _Cell) -> str:
    """The paragraphs of a cell on one line, bullets between them."""
    parts = (part.text for part in cell.paragraphs)
    return " • ".join(" ".join(part.split()) for part in parts if part.strip())


def _pdf_text(content: bytes) -> str:
    """The text of a PDF, by the letters' places if words are cut up; Refused for a lock or a scan.

    Raises Refused too for one whose words are in pieces either way. Browsers print letters with
    accents in a font of their own, and the plain reading takes each change of font for a blank.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(LOCKED_PDF)
    text = _join_lines(_pdf_lines(reader, "plain"))
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        raise Refused(SCANNED)
    if not _is_in_pieces(text):
        return text
    text_by_places = _join_lines(" ".join(line.split()) for line in _pdf_lines(reader, "layout"))
    if _is_in_pieces(text_by_places):
        raise Refused(IN_PIECES)
    return text_by_places


def _pdf_lines(reader: PdfReader, mode: Literal["plain", "layout"]) -> Iterator[str]:
    """The lines of all pages by one of pypdf's ways of reading, an empty line after each page."""
    for page in reader.pages:
        # Blank lines between lines set wide apart would part their sentences.
        text = page.extract_text(extraction_mode=mode, layout_mode_space_vertically=False)
        yield from (text or "").split("\n")
        yield ""


def _is_in_pieces(text: str) -> bool:
    """Whether blanks cut the words: too many are one letter, or of small letters and no vowel."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(map(_is_piece, words)) > _LARGEST_PIECES_SHARE * len(words)


def _is_piece(word: str) -> bool:
    """Whether a word is one letter (but "x"), or of small letters without a vowel."""
    if len(word) == 1:
        return word.lower() != _TICK
    letters = unicodedata.normalize("NFD", word)
    return word.islower() and not any(letter in "aeiouy" for letter in letters)
