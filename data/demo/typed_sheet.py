"""The sheet of counts that people type: what no system exports, each with its document."""

from collections.abc import Iterable, Iterator
from datetime import date

from data.dates import day_text, from_to_text
from data.demo.centres import VINH_THUAN, Centre
from data.demo.dossiers import Dossier
from data.demo.workbooks import Workbook, Worksheet, workbook_bytes

HEADINGS = ("STT", "Nội dung", "Đơn vị tính", "Số lượng", "Văn bản làm căn cứ")
# A total and its part as the sheet names them, the unit, the total for every 100 dossiers of an
# ordinary month, and by how much the part is less: some targets are met, some are not.
Pair = tuple[str, str, str, int, int]
PAIRS: tuple[Pair, ...] = (
    (
        "TTHC thuộc thẩm quyền giải quyết của xã, phường",
        "Trong đó: thực hiện theo cơ chế một cửa, một cửa liên thông",
        *("thủ tục", 130, 0),
    ),
    (
        "TTHC phải công bố, công khai (kể cả nội bộ)",
        "Trong đó: đã công khai đầy đủ, đúng hạn",
        *("thủ tục", 140, 6),
    ),
    (
        "TTHC đủ điều kiện nhận, trả qua bưu chính công ích",
        "Trong đó: đã thực hiện qua bưu chính công ích",
        *("thủ tục", 90, 0),
    ),
    ("TTHC nội bộ", "Trong đó: TTHC nội bộ đã rà soát, cắt giảm", "thủ tục", 20, 4),
    (
        "Danh mục, nội dung TTHC phải đồng bộ với Cổng DVCQG",
        "Trong đó: danh mục, nội dung đã đồng bộ",
        *("mục", 130, 2),
    ),
    (
        "TTHC đủ điều kiện trực tuyến (toàn trình hoặc một phần)",
        "Trong đó: đủ điều kiện đã tái cấu trúc quy trình",
        *("thủ tục", 110, 9),
    ),
    (
        "TTHC đủ điều kiện cung cấp toàn trình",
        "Trong đó: đã có dịch vụ toàn trình trên Cổng DVCQG",
        *("thủ tục", 60, 0),
    ),
    (
        "TTHC liên quan đến doanh nghiệp",
        "Trong đó: liên quan đến doanh nghiệp đã thực hiện trực tuyến",
        *("thủ tục", 12, 1),
    ),
    (
        "Dịch vụ công trực tuyến đang cung cấp",
        "Trong đó: dịch vụ công trực tuyến đã có trên Cổng DVCQG",
        *("dịch vụ công", 105, 0),
    ),
    (
        "TTHC có yêu cầu nghĩa vụ tài chính, đến ngày cuối kỳ",
        "Trong đó: đã triển khai thanh toán trên Cổng DVCQG",
        *("thủ tục", 14, 0),
    ),
    (
        "TTHC có hồ sơ phải nộp phí phát sinh trong kỳ",
        "Trong đó: có hồ sơ thanh toán trực tuyến",
        *("thủ tục", 9, 2),
    ),
    (
        "Giao dịch thanh toán của dịch vụ công trong kỳ",
        "Trong đó: giao dịch trực tuyến trên Cổng DVCQG",
        *("giao dịch", 610, 140),
    ),
    (
        "Mọi hồ sơ tiếp nhận, kể cả hồ sơ ngoài hệ thống",
        "Trong đó: tiếp nhận, giải quyết trên hệ thống",
        *("hồ sơ", 980, 5),
    ),
    (
        "Hồ sơ luân chuyển nội bộ giữa các cơ quan",
        "Trong đó: luân chuyển bằng phương thức điện tử",
        *("hồ sơ", 260, 18),
    ),
    (
        "Thành phần hồ sơ tiếp nhận trong kỳ",
        "Trong đó: thành phần hồ sơ đã số hóa",
        *("thành phần hồ sơ", 3100, 420),
    ),
    (
        "Dữ liệu, thông tin TTHC đã số hóa, dùng được trong kỳ",
        "Trong đó: được khai thác, sử dụng lại",
        *("dữ liệu", 2600, 700),
    ),
    (
        "Trung tâm phải nhận diện thương hiệu theo quy định",
        "Trong đó: đã nhận diện thương hiệu",
        *("trung tâm", 0, 0),
    ),
    (
        "Phản ánh, kiến nghị gửi đến",
        "Trong đó: được tiếp nhận đúng quy định",
        *("phản ánh, kiến nghị", 13, 0),
    ),
    (
        "Nhiệm vụ cấp trên giao, đến hạn trong kỳ",
        "Trong đó: hoàn thành đúng tiến độ",
        *("nhiệm vụ", 25, 2),
    ),
    (
        "Tổng số ngày giải quyết các TTHC ở năm gốc kế hoạch nêu",
        "Trong đó: số ngày đã cắt giảm so với năm gốc",
        *("ngày", 900, 520),
    ),
)


def typed_sheet_as_xlsx(
    dossiers: Iterable[Dossier], centre: Centre, first: date, last: date
) -> bytes:
    """A centre's typed counts of one span, as a workbook's bytes; `dossiers` is unused."""
    document = f"Báo cáo minh họa, ngày {day_text(last)}"

    def write_counts(workbook: Workbook, sheet: Worksheet) -> None:
        """Write the titles, the headings and a row a count, each with its document."""
        bold_format = workbook.add_format({"bold": True})
        sheet.write_string(0, 1, "MẪU NHẬP SỐ LIỆU", bold_format)
        unit = f"{centre.name}, {centre.province} (mã {centre.commune_code})"
        sheet.write_string(1, 1, f"Đơn vị báo cáo: {unit}")
        sheet.write_string(2, 1, from_to_text(first, last))
        sheet.write_row(5, 0, HEADINGS, bold_format)
        for number, (name, count_unit, count) in enumerate(typed_lines(centre), start=1):
            sheet.write_row(5 + number, 0, (number, name, count_unit, count, document))

    return workbook_bytes("Số liệu", write_counts)


def typed_lines(centre: Centre) -> Iterator[tuple[str, str, int]]:
    """For each line of the sheet, the count's name, its unit and its number."""
    for total_name, part_name, count_unit, per_hundred, difference in PAIRS:
        total = max(1, per_hundred * centre.monthly_count // 100)
        yield total_name, count_unit, total
        # The centre whose plan has ended did all but its last task.
        centre_difference = (
            1 if centre == VINH_THUAN and difference else difference * centre.monthly_count // 300
        )
        yield part_name, count_unit, total - min(centre_difference, total)
