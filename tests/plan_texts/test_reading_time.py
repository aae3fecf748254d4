"""What reading a long plan costs, beside taking its text out of the file."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from itertools import cycle, groupby

import pytest
from docx import Document

from plan_texts.proposals import propose
from plan_texts.worker import document_text
from tests.support.paths import PLANS

_WORDS_OF_60_PAGES = 60 * 450


def long_plan() -> bytes:
    """A Word file of sixty pages: the five plans one after another, their tables as tables."""
    document = Document()
    for is_table, lines in groupby(lines_of_60_pages(), key=lambda line: "\t" in line):
        if not is_table:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = [line.split("\t") for line in lines]
        table = document.add_table(len(rows), max(map(len, rows)))
        for cells, texts in zip((row.cells for row in table.rows), rows, strict=True):
            for cell, text in zip(cells, texts, strict=False):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines_of_60_pages() -> Iterator[str]:
    word_count = 0
    for path in cycle(sorted(PLANS.glob("*.txt"))):
        for line in path.read_text(encoding="utf-8").split("\n"):
            yield line
            word_count += len(line.split())
        if word_count > _WORDS_OF_60_PAGES:
            return


def test_reading_sixty_pages_costs_less_than_ten_times_taking_the_text_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = long_plan()
    propose("KẾ HOẠCH năm 2026\n\n- Tỷ lệ hồ sơ nộp trực tuyến đạt 80%.")  # the words are loaded
    begin = time.process_time()
    text = document_text(content)
    text_out = time.process_time()
    proposals = propose(text)
    read = time.process_time()
    ratio = (read - text_out) / (text_out - begin)
    with capsys.disabled():
        print(f"\nđọc 60 trang: lấy chữ {text_out - begin:.2f} s, đọc gấp {ratio:.1f} lần")
    assert len(proposals) > 100
    assert ratio < 10
