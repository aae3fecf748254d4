"""The text of a plan's file, which is recognised by its content and read within limits."""

from __future__ import annotations

import re
from itertools import islice

from files.encodings import decode
from files.file_types import BROKEN, CFB, EMPTY, container_of, open_archive
from files.fork_server import ChildScript
from files.refusal import Refused
from files.sandbox import HARMFUL, run_child
from plan_texts.worker import LARGEST_TEXT, TOO_LONG, WORD_PART

_FEWEST_CODES = 3  # so many dossier codes stand in no plan
# "H24.91-260105-0001", "000.00.91.H24-260105-0001".
_LIST_HEADINGS = re.compile(
    r"^[^\n]*\bmã hồ sơ\b[^\n]*\b(?:chủ hồ sơ|người nộp|ngày (?:tiếp )?nhận|ngày hẹn trả)\b",
    re.IGNORECASE | re.MULTILINE,
)
_DOSSIER_CODE = re.compile(r"\b[A-Z]\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{2,6}\b")
LARGEST_PLAN = 30 * 2**20
TOO_LARGE = "Tệp kế hoạch lớn quá 30 MB: hãy bỏ ảnh trong tệp, hoặc chép nội dung vào ô văn bản."
NO_PLAN = "Tệp này không phải văn bản kế hoạch: hãy chọn tệp .docx, .pdf, .xlsx hoặc .txt."
OTHER_WORKBOOK = "Bảng tính kiểu này không đọc được: hãy lưu thành .xlsx rồi chọn lại."
OLD_OFFICE = (
    "Tệp Word, Excel kiểu cũ (.doc, .xls) không đọc được: hãy lưu thành .docx, .xlsx rồi chọn lại."
)
A_LIST = (
    "Đây là danh sách hồ sơ, không phải kế hoạch: hãy nạp tệp này ở trang Nạp số liệu; ở đây hãy "
    "chọn văn bản kế hoạch."
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
    """The text of a plan's file: docx, PDF, xlsx or plain text; raises Refused for any other.

    Its lines count from 1; a row of a table is one line, its cells parted by tabs. A PDF without
    text is refused too.
    """
    text = _document_text(content)
    if _is_dossier_list(text):  # its persons must not be quoted, let alone kept
        raise Refused(A_LIST)
    return text


def _is_dossier_list(text: str) -> bool:
    """Whether a text is an export of dossiers: by its headings, or by its codes."""
    codes = islice(_DOSSIER_CODE.finditer(text), _FEWEST_CODES)
    return bool(_LIST_HEADINGS.search(text)) or len(list(codes)) == _FEWEST_CODES


def _document_text(content: bytes) -> str:
    """The text of a file, read by its kind; raises Refused where it is none of a plan's kinds."""
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
    """The text of a docx, PDF or xlsx, read in a child process; raises Refused if it refuses."""
    try:
        _, body = run_child(_WORKER, content).answer_parts()
    except Refused as refused:
        if refused.sentence in (HARMFUL, BROKEN):
            raise Refused(HARMFUL_PLAN) from refused
        raise
    return bytes(body).decode("utf-8")
