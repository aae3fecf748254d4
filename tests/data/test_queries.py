"""Words looked for in a text, with or without accents and with tones placed in either way."""

from __future__ import annotations

import pytest

from data.text import answers_query

TEXT = "Số hóa kết quả: thuỷ lợi, Mỹ Hoà, đất đai"


@pytest.mark.parametrize(
    "query", ["", "so hoa", "hoá SỐ", "thủy", "thuy loi", "mi hoa", "dat đai", "kết qu"]
)
def test_it_is_found(query: str) -> None:
    assert answers_query(TEXT, query)


@pytest.mark.parametrize("query", ["hộ tịch", "số nhà", "oa"])
def test_it_is_not(query: str) -> None:
    assert not answers_query(TEXT, query)
