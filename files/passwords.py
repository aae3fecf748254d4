"""A workbook with a password, opened in a child process."""

from __future__ import annotations

import io
import json
import re
from typing import IO

from files.answer import write_head
from files.file_types import BROKEN
from files.fork_server import ChildScript
from files.refusal import Refused
from files.sandbox import run_child

_WORKER = ChildScript(
    code="""
from files.child import begin_child, end_child
request = begin_child()
from files.passwords import write_unlocked_workbook
end_child(lambda out: write_unlocked_workbook(out, request))
""",
    imports="import files.child, files.passwords",
)

WRONG_PASSWORD = "Mật khẩu không đúng: hãy nhập lại mật khẩu của tệp."
# Excel turns a password 100,000 times; the file says how often, and the processor's time is ours.
_TURNS = re.compile(rb"spinCount\s*=\s*[\"']\s*0*[1-9]\d{7}")
UNKNOWN_LOCK = "Tệp dùng kiểu mã hóa chưa hỗ trợ: hãy bỏ mật khẩu trong Excel rồi nạp lại."


def unlock(content: bytes, password: str) -> bytes:
    """The bytes of a locked workbook without its password, by a child process; raises Refused.

    Raises Refused; a wrong password asks for the "password" again.
    """
    _, unlocked_content = run_child(
        _WORKER, json.dumps(password).encode() + b"\n" + content
    ).answer_parts()
    return bytes(unlocked_content)


def write_unlocked_workbook(out: IO[bytes], request: bytes) -> None:
    """Write an empty JSON line and the unlocked workbook of a request (password, locked bytes).

    The request is the password as a JSON line, then the locked workbook. Called in the child;
    raises Refused.
    """
    head_end = request.find(b"\n") + 1
    unlocked_content = _decrypt_workbook(request[head_end:], json.loads(request[:head_end]))
    write_head(out, {})
    out.write(unlocked_content)


def _decrypt_workbook(content: bytes, password: str) -> bytes:
    """The workbook without its password; raises Refused, which asks for the "password" again."""
    if _TURNS.search(content):
        raise Refused(UNKNOWN_LOCK)
    import msoffcrypto  # type: ignore[import-untyped]  # few files have one; it takes long
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
        DecryptionError,
        InvalidKeyError,
    )

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
