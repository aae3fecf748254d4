"""A plan in Word, PDF or plain text becomes lines; what cannot is refused in one sentence."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter

from files.refusal import Refused
from plan_texts.proposals import propose
from plan_texts.source import A_LIST, HARMFUL_PLAN, NO_PLAN, OLD_OFFICE, OTHER_WORKBOOK, plan_text
from plan_texts.task_proposals import NO_TASKS
from plan_texts.worker import IN_PIECES, SCANNED
from tests.support.paths import ROOT

DOCUMENTS = Path(__file__).with_name("documents")


def word_file() -> bytes:
    """Two paragraphs around a table with a merged cell and a cell of two paragraphs."""
    document = Document()
    document.add_paragraph("KẾ HOẠCH năm 2026")
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(table.rows[0].cells, ("STT", "Nội dung", "Sản phẩm"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "1"
    table.cell(1, 1).text = "Số hóa"
    table.cell(1, 2).text = "90% hồ sơ được số hóa"
    table.cell(1, 2).add_paragraph("95% kết quả được số hóa")
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(2, 2).text = "Báo cáo"
    document.add_paragraph("- Tỷ lệ hồ sơ trực tuyến đạt trên 80%.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(text: str = "") -> bytes:
    """A PDF of one page with a line of plain letters, made by hand; without text a blank page."""
    if not text:
        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + head + table + tail


def test_a_word_file_line_by_line() -> None:
    assert plan_text(word_file()).split("\n") == [
        "KẾ HOẠCH năm 2026",
        "",
        "STT\tNội dung\tSản phẩm",
        "1\tSố hóa\t90% hồ sơ được số hóa • 95% kết quả được số hóa",
        "\t\tBáo cáo",
        "",
        "- Tỷ lệ hồ sơ trực tuyến đạt trên 80%.",
        "",
    ]


def test_a_pdf_with_text() -> None:
    words = "Ke hoach kiem soat thu tuc hanh chinh nam 2026 cua Uy ban nhan dan xa An Phu"
    assert plan_text(pdf_file(words)).split("\n") == [words, ""]


def test_a_pdf_printed_by_a_browser_whose_accents_are_in_another_font() -> None:
    """Its lines stand nearly two apart, and the sentence on two of them is still one."""
    text = plan_text((DOCUMENTS / "printed_by_a_browser.pdf").read_bytes())
    assert text.split("\n") == [
        "KẾ HOẠCH KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2027",
        "- Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực của xã đạt tối thiểu 60% khi "
        "hết năm,",
        "theo lộ trình của tỉnh.",
        "- Ít nhất 85% văn bản, hồ sơ luân chuyển nội bộ bằng hình thức điện tử.",
        "",
    ]


def test_ticks_and_numerals_do_not_make_a_text_one_in_pieces() -> None:
    words = "I. Phong Tu phap x II. Phong Y te x x III. Van hoa x IV. Cong an xa x V. Dia chinh x"
    assert plan_text(pdf_file(words)).split("\n") == [words, ""]


def test_plain_text_whatever_its_line_ends_and_encoding() -> None:
    text = "KẾ HOẠCH\r\n- Tỷ lệ hồ sơ trực tuyến\r80%"
    for encoding in ("utf-8", "utf-16"):
        assert plan_text(text.encode(encoding)) == "KẾ HOẠCH\n- Tỷ lệ hồ sơ trực tuyến\n80%"


def workbook_file() -> bytes:
    """Two sheets: a title above a table with a group's heading, a foot below; one cell alone."""
    workbook = Workbook()
    sheet = workbook.active
    sheet["A1"] = "CHỈ TIÊU NĂM 2026"
    rows = (
        ("STT", "Chỉ tiêu", "Mức", "Hạn"),
        ("I", None, None, None),
        (1, "Tỷ lệ hồ sơ nộp trực tuyến", 0.955, dt.datetime(2026, 12, 31)),
        (2, "Điểm Bộ chỉ số 766\n(trên 100)", 80.5, "Quý IV"),
        ("Nơi nhận", None, None, None),
    )
    for row in rows:
        sheet.append(row)
    sheet["C4"].number_format = "0.0%"
    sheet.merge_cells("A3:D3")
    workbook.create_sheet("Ghi chú")["B1"] = "Hết"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_a_workbook_gives_its_rows_as_its_cells_show_them() -> None:
    assert plan_text(workbook_file()).split("\n") == [
        "CHỈ TIÊU NĂM 2026",
        "STT\tChỉ tiêu\tMức\tHạn",
        "I\t",
        "1\tTỷ lệ hồ sơ nộp trực tuyến\t95,5%\t31/12/2026",
        "2\tĐiểm Bộ chỉ số 766 • (trên 100)\t80,5\tQuý IV",
        "Nơi nhận",
        "",
        "Hết",
        "",
    ]


def test_a_target_in_a_workbook_is_proposed() -> None:
    proposals = propose(plan_text(workbook_file()))
    filing = [(p.comparator, p.value, p.line) for p in proposals if p.metric == "online_filing"]
    assert filing == [(">=", Decimal("0.955"), 4)]


def zip_of(texts: Mapping[str, str]) -> bytes:
    """A zip with an entry for each name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()


REFUSED = {
    "a scan": (pdf_file(), SCANNED),
    "a text in pieces": (pdf_file("K e h oa ch k i e m s oa t th u t u c n a m " * 3), IN_PIECES),
    "half a pdf": (pdf_file("Ke hoach")[:40], HARMFUL_PLAN),
    "a slide show": (zip_of({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), NO_PLAN),
    "a workbook of another program": (zip_of({"content.xml": ""}), OTHER_WORKBOOK),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OLD_OFFICE),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NO_PLAN),
    "a page": (b"<html><body><p>80%</p></body></html>", NO_PLAN),
    "half a Word file": (word_file()[:-200], "Tệp bị hỏng hoặc tải về chưa hết"),
    "nothing": (b"", "Tệp trống"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_sentence(name: str) -> None:
    content, sentence = REFUSED[name]
    with pytest.raises(Refused) as refused:
        plan_text(content)
    assert refused.value.sentence.startswith(sentence)


def run(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loaders", "--plan", str(path), *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_command_prints_the_proposals(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(word_file())
    command = run(path, "--json")
    assert command.returncode == 0
    rows = json.loads(command.stdout)
    assert [list(row) for row in rows] == [
        [
            *("metric", "comparator", "value", "scope", "words", "line", "denominator_variant"),
            *("base_year", "until_year", "since", "until", "repeats"),
            *("is_step", "contradicts"),
        ]
    ] * 3
    assert [(row["metric"], row["comparator"], row["value"], row["line"]) for row in rows] == [
        ("digitised_dossiers", ">=", 0.9, 4),
        ("digitised_results", ">=", 0.95, 4),
        ("online_filing", ">", 0.8, 7),
    ]
    assert [line.split()[:5] for line in run(path).stdout.splitlines()] == [
        ["dòng", "4", "digitised_dossiers", "tối", "thiểu"],
        ["dòng", "4", "digitised_results", "tối", "thiểu"],
        ["dòng", "7", "online_filing", "trên", "80%"],
        NO_TASKS.split()[:5],
    ]


def test_the_command_prints_the_tasks_below_the_targets(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(
        "KẾ HOẠCH\nKiểm soát TTHC năm 2026\n"
        "1. Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 80%.\n"
        "2. Trung tâm niêm yết lại thủ tục trước ngày 20/5.\n"
        "3. Các phòng báo cáo kết quả ngày 20 hằng tháng.\n",
        encoding="utf-8",
    )
    assert [line.split()[:3] for line in run(path).stdout.splitlines()] == [
        ["dòng", "3", "online_filing"],
        ["dòng", "4", "19/05/2026"],
        ["dòng", "5", "–"],
    ]
    assert run(path, "--tasks").stdout.splitlines() == run(path).stdout.splitlines()[1:]
    tasks = json.loads(run(path, "--tasks", "--json").stdout)
    names = ("line", "title", "kind", "cadence", "first", "last", "own_day", "leads")
    assert [[task[name] for name in names] for task in tasks] == [
        [
            4,
            "Trung tâm niêm yết lại thủ tục",
            "deadline",
            ["once"],
            None,
            "2026-05-19",
            None,
            ["Trung tâm"],
        ],
        [
            5,
            "Các phòng báo cáo kết quả",
            "recurring",
            ["monthly"],
            None,
            None,
            "ngày 20",
            ["Các phòng"],
        ],
    ]


def test_the_command_refuses_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "quét.pdf"
    path.write_bytes(pdf_file())
    scan = run(path, "--json")
    assert (scan.returncode, scan.stdout, scan.stderr) == (1, "", f"{SCANNED}\n")
    missing = run(tmp_path / "không có.txt", "--json")
    assert missing.returncode == 1
    assert missing.stderr.startswith("Không mở được tệp không có.txt")


LIST_LINES = [f"{n}\tH24.91-260105-{n:04}\tNguyễn Văn A\t0912345678" for n in range(1, 5)]


@pytest.mark.parametrize(
    ("lines", "is_refused"),
    [
        (LIST_LINES, True),
        ([line.replace("H24.91", "000.00.91.H24") for line in LIST_LINES], True),
        (["STT\tMã hồ sơ\tChủ hồ sơ\tĐiện thoại", "1\tHS-1\tNguyễn Văn A\t0912345678"], True),
        (LIST_LINES[:2], False),  # a plan may tell of one dossier or two
        (["Số 74/KH-UBND", "Quyết định 66.7/2025/NQ-CP", "Mã TTHC 1.001193"] * 3, False),
    ],
)
def test_a_list_of_dossiers_is_no_plan(lines: list[str], is_refused: bool) -> None:
    """Its persons would be quoted below each proposal, and kept with what is confirmed."""
    text = "\n".join(lines)
    if not is_refused:
        assert plan_text(text.encode()) == text
        return
    with pytest.raises(Refused) as refused:
        plan_text(text.encode())
    assert refused.value.sentence == A_LIST


def test_a_sample_list_as_a_workbook_is_no_plan() -> None:
    rows = [line.split("\t") for line in LIST_LINES]
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(Refused, match="danh sách hồ sơ"):
        plan_text(out.getvalue())
