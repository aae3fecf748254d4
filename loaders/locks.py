"""A workbook with a password, opened; runs in the child alone."""

from __future__ import annotations

import io
import re

import msoffcrypto  # type: ignore[import-untyped]
from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
    DecryptionError,
    InvalidKeyError,
)

from loaders.gate import BROKEN
from loaders.problems import Refused

WRONG_PASSWORD = "Mật khẩu không đúng: hãy nhập lại mật khẩu của tệp."
# Excel turns a password 100,000 times; the file says how often, and the processor's time is ours.
_TURNS = re.compile(rb"spinCount\s*=\s*[\"']\s*0*[1-9]\d{7}")
UNKNOWN_LOCK = "Tệp khóa theo cách lạ: hãy bỏ mật khẩu trong Excel rồi nạp lại."


def unlocked(content: bytes, password: str) -> bytes:
    """The workbook without its password; raises Refused, which asks for the "password" again."""
    if _TURNS.search(content):
        raise Refused(UNKNOWN_LOCK)
    out = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(content))
        book.load_key(password=password)
        book.decrypt(out)
    except InvalidKeyError as error:
        raise Refused(WRONG_PASSWORD, "password") from error
    except DecryptionError as error:
        raise Refused(UNKNOWN_LOCK) from error
    except Exception as error:  # it raises whatever a torn header leads to
        raise Refused(BROKEN) from error
    return out.getvalue()
