"""A field has one name, and a code one spelling, however they are written."""

from __future__ import annotations

import pytest

from data.fields import field_key, field_name
from data.text import plain_code


@pytest.mark.parametrize(
    "text",
    ["ĐẤT ĐAI", "Lĩnh vực Đất đai", "Đất đai.", "G15 - Đất đai", "3. đất  đai", "IV. Đất đai"],
)
def test_one_name(text: str) -> None:
    assert field_name(text) == "Đất đai"


def test_an_unlisted_field_and_one_that_is_longer() -> None:
    assert field_name("2. THỪA PHÁT LẠI") == "Thừa phát lại"
    assert field_key("Đất đai và môi trường") != field_key("Đất đai")


@pytest.mark.parametrize(
    "code",
    [
        "h24.65-260105-0001",
        "\u200bH24.65–260105–0001",
        "’H24.65-260105-0001",
        '="H24.65-260105-0001"',
        "H24.65 - 260105 - 0001\xa0",
        "Ｈ24.65-260105-0001",
    ],
)
def test_one_code(code: str) -> None:
    assert plain_code(code) == "H24.65-260105-0001"
