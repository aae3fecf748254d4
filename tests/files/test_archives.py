"""A zip of exports is taken apart file by file, within limits, and its names can do no harm."""

from __future__ import annotations

import bz2
import gzip
import random
from collections.abc import Callable

import pytest

from files import archives, file_types
from files.archives import Package, open_package
from files.refusal import Refused
from tests.support import containers
from tests.support.builders import (
    Desk,
    assert_refused,
    csv_bytes,
    done,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)
from tests.support.hostile import building
from tests.support.memory import MIB, growth_of

LIST = table([earlier(), dossier(1), done(2), dossier(3, channel="")])


def test_a_zip_is_loaded_file_by_file(desk: Desk) -> None:
    february = table(
        [dossier(7, received="03/02/2026")], above=("Từ ngày 01/02/2026 đến ngày 28/02/2026",)
    )
    content = containers.zipped(
        {
            "tháng 1/danh sách.xls": containers.html_bytes(LIST),
            "tháng 2/sâu/danh sách.csv": csv_bytes(february),
            "__MACOSX/tháng 1/._danh sách.xls": b"\0\5\26\7",
            "tháng 1/.DS_Store": b"x",
            "~$danh sách.xlsx": b"x",
            "đọc.pdf": building.PDF,
            "trong.zip": containers.zipped({"a.csv": csv_bytes(LIST)}),
        }
    )
    path = desk.file("các tệp.zip", content)
    code, answers = desk.load(path)
    assert code == 1
    assert [(a["file"], a["stored"]) for a in answers] == [
        (f"{path}/danh sách.xls", True),
        (f"{path}/danh sách.csv", True),
        (f"{path}/đọc.pdf", False),
        (f"{path}/trong.zip", False),
    ]
    assert answers[3]["refused"] == file_types.NESTED
    for answer in answers[2:]:
        assert_refused(answer)


def files_in(content: bytes) -> list[tuple[str, bytes]]:
    """(name, bytes) of each file to load in what was handed in as "a"."""
    return [(member.name, member.content()) for member in open_package(content, "a").members]


def test_a_file_that_is_no_archive_gives_itself() -> None:
    for content in (xlsx_bytes(LIST), containers.ods_bytes(LIST), b"a,b", b""):
        assert files_in(content) == [("a", content)]
        assert open_package(content, "a").left_out == ()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("__MACOSX/tháng 1/._danh sách.xls", "tệp phụ của macOS"),
        ("tháng 1\\.DS_Store", "tệp ẩn"),
        ("~$danh sách.xlsx", "tệp khóa tạm khi đang mở bằng Excel, Word"),
        (".git/a.csv", "tệp ẩn"),
        ("tháng 1/Thumbs.db", "tệp phụ của Windows"),
        ("desktop.ini", "tệp phụ của Windows"),
        ("tháng 1/danh sách.xls", None),
        ("./a.csv", None),
        ("../a.csv", None),
        ("a~$.csv", None),
    ],
)
def test_what_a_system_keeps_for_itself_is_named(path: str, kind: str | None) -> None:
    package = open_package(containers.zipped({path: b"1", "b.csv": b"2"}), "a.zip")
    assert [entry.kind for entry in package.left_out] == ([kind] if kind else [])
    assert len(package.members) == (1 if kind else 2)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("a.csv", ""),
        ("tháng 1/sâu/a.csv", "tháng 1/sâu"),
        ("tháng 1\\sâu\\a.csv", "tháng 1/sâu"),
        ("/tuyệt/a.csv", "tuyệt"),
        ("../../a.csv", ""),
    ],
)
def test_the_folder_of_a_file_is_told(path: str, folder: str) -> None:
    (member,) = open_package(containers.zipped({path: b"1"}), "a.zip").members
    assert (member.folder, member.name) == (folder, "a.csv")


def test_one_torn_file_keeps_none_of_the_others_away() -> None:
    content = bytearray(containers.zipped({"a.csv": b"a,b" * 99, "b.csv": b"1,2"}))
    content[content.index(b"a.csv") + 12] ^= 0xFF
    torn, sound = open_package(bytes(content), "a.zip").members
    with pytest.raises(Refused) as refused:
        torn.content()
    assert refused.value.sentence == file_types.BROKEN
    assert sound.content() == b"1,2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Rar!\x1a\x07\x01\0" + bytes(99), "tệp nén RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(99), "tệp nén 7z"),
        (gzip.compress(b"a,b"), "tệp nén gzip"),
        (bz2.compress(b"a,b"), "tệp nén bzip2"),
        (building.PDF, "tệp PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ảnh"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "ảnh"),
    ],
)
def test_what_is_no_table_is_told_for_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=f"Đây là {words}, không phải bảng tính: hãy "):
        file_types.container_of(content)


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\a.csv", "a.csv"),
        ("/tuyệt/đối.csv", "đối.csv"),
        ("C:\\a.csv", "a.csv"),
        ("a\u202efdp.csv", "afdp.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
        ("b/..", "tệp không tên"),
    ],
)
def test_names_that_look_like_paths(member: str, name: str) -> None:
    assert files_in(containers.zipped({member: b"1"})) == [(name, b"1")]


def test_names_of_archivers_that_do_not_say_utf_8() -> None:
    content = containers.zipped({"tháng.csv": b"1"})
    flagless = bytearray(content)
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        flagless[flagless.index(signature) + flags + 1] &= 0xF7
    assert bytes(flagless) != content
    assert files_in(bytes(flagless)) == [("tháng.csv", b"1")]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: containers.zipped({f"{n}.csv": b"a,b" for n in range(10_000)}), archives.TOO_MANY),
        (lambda: containers.zipped({".a": b"1", "b/": b""}), archives.NO_MEMBER),
        (lambda: containers.zipped({}), archives.NO_MEMBER),
        (lambda: containers.zipped({"a": bytes(120 * 2**20)}), file_types.BOMB),
        (lambda: containers.zipped({"a.csv": b"a,b" * 999})[:60], file_types.BROKEN),
        (
            lambda: containers.zipped(
                {str(n): random.Random(n).randbytes(2**20) + bytes(99 * 2**20) for n in range(3)}
            ),
            archives.MEMBERS_TOO_LARGE,
        ),
    ],
)
def test_archives_that_are_refused(make: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        open_package(make(), "a.zip")
    assert refused.value.sentence == sentence


def test_members_of_200_megabytes_are_held_once() -> None:
    """Any names and sizes that the limits allow: 198 MB in four."""
    pieces = random.Random(1).randbytes(2**20) + b"x" * 65 * 2**20
    content = containers.zipped({f"{n}.csv": pieces for n in range(3)})
    files: list[tuple[str, bytes]] = []
    grown = growth_of(lambda: files.extend(files_in(content)))
    assert sum(len(member) for _, member in files) > 190 * MIB
    assert grown < 300 * MIB


def test_opening_an_archive_inflates_nothing() -> None:
    content = containers.zipped({"0.csv": random.Random(1).randbytes(2**20) + b"x" * 99 * 2**20})
    packages: list[Package] = []
    assert growth_of(lambda: packages.append(open_package(content, "a.zip"))) < 20 * MIB
    assert packages[0].members[0].size == 100 * MIB


def test_an_archive_with_a_password() -> None:
    content = bytearray(containers.zipped({"a.csv": b"a,b"}))
    content[content.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(Refused, match="có mật khẩu"):
        open_package(bytes(content), "a.zip")


@pytest.mark.parametrize(
    "parts",
    [
        ("mimetypX", "content.xml", "META-INF/manifest.xml"),
        ("[Content_Types]Xxml", "_rels/.rels", "xl/workbook.Xml"),
    ],
)
def test_a_workbook_whose_parts_lost_their_names_is_one_broken_file(parts: tuple[str, ...]) -> None:
    content = containers.zipped(dict.fromkeys(parts, b"<a/>"))
    assert [member.name for member in open_package(content, "bảng.ods").members] == ["bảng.ods"]
    with pytest.raises(Refused, match="bị hỏng"):
        file_types.container_of(content)
