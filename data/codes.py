"""Codes of dossiers in the one spelling by which they are compared, whoever wrote them.

The record holds codes as they were spelt when they were stored; the rules for a spelling may have
grown stricter since. So what is read of it passes here too, as a file's cells do.
"""

from __future__ import annotations

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

from data.text import plain_code, strip_invisible_signs

# Nothing to do: capitals, digits and signs of the plainest kind, a digit among them.
_PLAIN = r"^[0-9A-Z./_-]*[0-9][0-9A-Z./_-]*$"
_CODE = re.compile(r"(?=.*\d)[0-9A-ZĐ./_-]+")


def code_in_one_spelling(text: str) -> str:
    """The code in a text as codes are compared and shown; words that are no code stay as they are.

    Words that are no code ("Tổng số: 12 hồ sơ") stay as they are, in NFC and with single spaces.
    """
    words = " ".join(strip_invisible_signs(unicodedata.normalize("NFC", text)).split())
    code = plain_code(text)
    return code if " " not in words or _CODE.fullmatch(code) else words


def codes_to_respell(codes: pa.Array) -> pa.Array:
    """A mask over codes: true where one may need another spelling, false where plain or null."""
    return pc.invert(pc.match_substring_regex(codes, _PLAIN).fill_null(True))
