"""The text of a plan written in Word or kept as PDF; runs in the child alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders.problems import Refused

if TYPE_CHECKING:
    from docx.table import Table, _Cell

LARGEST_TEXT = 1_000_000  # letters; the longest plan known has 50,000
_FEWEST_LETTERS = 50

SCANNED = (
    "Tệp PDF này là ảnh quét, không có chữ để đọc: hãy chép nội dung kế hoạch vào ô văn bản, "
    "hoặc dùng tệp Word."
)
LOCKED_PDF = "Tệp PDF có mật khẩu: hãy lưu lại không có mật khẩu rồi chọn lại."
TOO_LONG = "Văn bản quá dài so với một kế hoạch: hãy chọn đúng tệp kế hoạch."


def document_text(content: bytes) -> str:
    """The lines of a docx or PDF, a row of a table as one line with tabs; raises Refused."""
    lines = _pdf_lines(content) if content.startswith(b"%PDF") else _docx_lines(content)
    text: list[str] = []
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > LARGEST_TEXT:
            raise Refused(TOO_LONG)
        text.append(line)
    return "\n".join(text)


def _docx_lines(content: bytes) -> Iterator[str]:
    from docx import Document
    from docx.table import Table

    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from _table_lines(block)
        else:
            yield from block.text.replace("\t", " ").split("\n")
        yield ""


def _table_lines(table: Table) -> Iterator[str]:
    """A merged cell is told once, where it begins."""
    seen: set[object] = set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            texts.append("" if cell._tc in seen else _one_line(cell))
            seen.add(cell._tc)
        yield "\t".join(texts)


def _one_line(cell: _Cell) -> str:
    """The paragraphs of a cell as items of one line."""
    parts = (part.text for part in cell.paragraphs)
    return " • ".join(" ".join(part.split()) for part in parts if part.strip())


def _pdf_lines(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(LOCKED_PDF)
    letters = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        letters += sum(map(str.isalpha, text))
        yield from text.split("\n")
        yield ""
    if letters < _FEWEST_LETTERS:
        raise Refused(SCANNED)
