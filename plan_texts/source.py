"""The text of a plan's file, which is recognised by its content and read within limits."""

from __future__ import annotations

from files.encodings import decode
from files.file_types import BROKEN, CFB, EMPTY, container_of, open_archive
from files.fork_server import ChildScript
from files.refusal import Refused
from files.sandbox import HARMFUL, run_child
from plan_texts.worker import LARGEST_TEXT, TOO_LONG, WORD_PART

LARGEST_PLAN = 30 * 2**20
TOO_LARGE = "Tệp kế hoạch lớn quá 30 MB: hãy bỏ ảnh trong tệp, hoặc chép nội dung vào ô văn bản."
NO_PLAN = "Tệp này không phải văn bản kế hoạch: hãy chọn tệp .docx, .pdf, .xlsx hoặc .txt."
OTHER_WORKBOOK = "Bảng tính kiểu này không đọc được: hãy lưu thành .xlsx rồi chọn lại."
OLD_OFFICE = (
    "Tệp Word, Excel kiểu cũ (.doc, .xls) không đọc được: hãy lưu thành .docx, .xlsx rồi chọn lại."
)
HARMFUL_PLAN = (
    "Tệp này bị hỏng hoặc vượt giới hạn đọc an toàn: hãy lưu lại thành .docx, .xlsx rồi chọn."
)

# Runs in the child process; it gets the content of a docx, PDF or xlsx and hands back the text.
_WORKER = ChildScript(
    code="""
from files.child import begin_child, end_child
content = begin_child()
from plan_texts.worker import write_document
end_child(lambda out: write_document(out, content))
""",
    imports="import files.child, plan_texts.worker",
)


def plan_text(content: bytes) -> str:
    """The lines of a plan in docx, PDF with text, xlsx or plain text.

    Raises Refused with a sentence. Lines count from 1 as they are given here. A row of a table is
    one line, its cells parted by tabs.
    """
    if len(content) > LARGEST_PLAN:
        raise Refused(TOO_LARGE)
    if content.startswith(CFB):
        raise Refused(OLD_OFFICE)
    if content.startswith(b"PK"):
        _check_archive(content)
    elif content.lstrip()[:5] != b"%PDF-":
        return _plain_text(content)
    return _text_by_child(content.lstrip() if content[:1].isspace() else content)


def _check_archive(content: bytes) -> None:
    """Raise Refused where an archive is no Word document or workbook, or is unsafe to open."""
    with open_archive(content) as archive:
        names = set(archive.namelist())
    if {"xl/workbook.bin", "content.xml"} & names:
        raise Refused(OTHER_WORKBOOK)
    if not {WORD_PART, "xl/workbook.xml"} & names:
        raise Refused(NO_PLAN)


def _plain_text(content: bytes) -> str:
    """A plain text with "\\n" between lines; raises Refused where it is none or is too long."""
    try:
        container = container_of(content)
    except Refused as refused:
        raise refused if refused.sentence == EMPTY else Refused(NO_PLAN) from refused
    if container != "csv":  # what stands for every plain text
        raise Refused(NO_PLAN)
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LARGEST_TEXT:
        raise Refused(TOO_LONG)
    return text


def _text_by_child(content: bytes) -> str:
    """The text of a docx, PDF or xlsx, read in a child process; raises Refused."""
    try:
        _, body = run_child(_WORKER, content).answer_parts()
    except Refused as refused:
        if refused.sentence in (HARMFUL, BROKEN):
            raise Refused(HARMFUL_PLAN) from refused
        raise
    return bytes(body).decode("utf-8")
