"""Tables, lists and sentences in many shapes, with the tasks that they set, worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from plan_texts.task_proposals import TaskProposal, propose_tasks

HEAD = "Số: 12/KH-UBND\nBãi Lác, ngày 15 tháng 01 năm 2026\nKẾ HOẠCH\nKiểm soát TTHC năm 2026\n\n"
ABOVE = HEAD.count("\n")  # lines above the first one of a shape


@dataclass(frozen=True)
class Shape:
    """Lines of a text and its tasks: line, beginning of the title, cadence, first, last, leads.

    Days are written "2026-04-01", "" for none; leads are parted by " + ".
    """

    name: str
    text: str
    tasks: tuple[tuple[int, str, str, str, str, str], ...]


TABLES = (
    Shape(
        "a deadline under a heading of its own",
        "TT\tĐầu việc\tNgười phụ trách\tHoàn thành trước\n"
        "1\tNiêm yết lại danh mục TTHC\tCông chức tư pháp\t30/6/2026\n"
        "2\tMua máy quét\tKế toán\t15.4.2026",
        (
            (2, "Niêm yết lại danh mục TTHC", "once", "", "2026-06-29", "Công chức tư pháp"),
            (3, "Mua máy quét", "once", "", "2026-04-14", "Kế toán"),
        ),
    ),
    Shape(
        "a table framed by strokes, with a ruler below its head",
        "| STT | Nhiệm vụ | Tiến độ | Đơn vị chủ trì | Sản phẩm |\n"
        "|---|---|---|---|---|\n"
        "| 1 | Rà soát TTHC nội bộ | Quý II/2026 | Phòng Kinh tế | Báo cáo |\n"
        "| 2 | Tập huấn nghiệp vụ | Trong tháng 5 | Trung tâm PVHCC | Hội nghị |",
        (
            (3, "Rà soát TTHC nội bộ", "once", "2026-04-01", "2026-06-30", "Phòng Kinh tế"),
            (4, "Tập huấn nghiệp vụ", "once", "2026-05-01", "2026-05-31", "Trung tâm PVHCC"),
        ),
    ),
    Shape(
        "a deadline that the rows of a group share, written in the first of them",
        "STT\tNội dung\tChủ trì\tThời gian\n"
        "I\tRà soát\t\t\n"
        "1\tTTHC lĩnh vực hộ tịch\tPhòng VH-XH\t01/3 - 30/7\n"
        "2\tTTHC lĩnh vực đất đai\tPhòng Kinh tế\t\n"
        "II\tBáo cáo\t\t\n"
        "1\tTổng hợp kết quả\tTrung tâm\tTrước 20/8",
        (
            (3, "TTHC lĩnh vực hộ tịch", "once", "2026-03-01", "2026-07-30", "Phòng VH-XH"),
            (4, "TTHC lĩnh vực đất đai", "once", "2026-03-01", "2026-07-30", "Phòng Kinh tế"),
            (6, "Tổng hợp kết quả", "once", "", "2026-08-19", "Trung tâm"),
        ),
    ),
    Shape(
        "all cells but the title merged with the row above",
        "STT\tNội dung\tChủ trì\tThời hạn\n"
        "1\tCông khai TTHC mới\tTrung tâm\tQuý I\n"
        "2\tGỡ TTHC đã bãi bỏ\t\t\n"
        "3\tKiểm tra bảng niêm yết\t\t",
        (
            (2, "Công khai TTHC mới", "once", "2026-01-01", "2026-03-31", "Trung tâm"),
            (3, "Gỡ TTHC đã bãi bỏ", "once", "2026-01-01", "2026-03-31", "Trung tâm"),
            (4, "Kiểm tra bảng niêm yết", "once", "2026-01-01", "2026-03-31", "Trung tâm"),
        ),
    ),
    Shape(
        "rows that lines and a page cut",
        "TT\tNội dung công việc\tCơ quan thực hiện\tThời gian thực hiện\n"
        "1\tXây dựng quy chế phối hợp giữa\tTrung tâm Phục vụ\tTrước ngày\n"
        "\tTrung tâm với Công an xã\thành chính công\t30/4/2026\n"
        "2\tKhảo sát mức độ hài lòng của\tPhòng Văn hóa\tQuý III\n"
        "\n"
        "TT\tNội dung công việc\tCơ quan thực hiện\tThời gian thực hiện\n"
        "\tngười dân, doanh nghiệp\t- Xã hội\t/2026",
        (
            (
                2,
                "Xây dựng quy chế phối hợp giữa Trung tâm với Công an xã",
                "once",
                "",
                "2026-04-29",
                "Trung tâm Phục vụ hành chính công",
            ),
            (
                4,
                "Khảo sát mức độ hài lòng của người dân, doanh nghiệp",
                "once",
                "2026-07-01",
                "2026-09-30",
                "Phòng Văn hóa - Xã hội",
            ),
        ),
    ),
    Shape(
        "beginning and end in columns of their own",
        "STT\tTên nhóm việc\tBắt đầu\tKết thúc\tNgười làm\n"
        "1\tSố hóa kết quả cũ\t01/02\t31/10\tTrung tâm\n"
        "2\tTuyên truyền lưu động\tTháng 4\tTháng 11\tĐoàn Thanh niên",
        (
            (2, "Số hóa kết quả cũ", "once", "2026-02-01", "2026-10-31", "Trung tâm"),
            (3, "Tuyên truyền lưu động", "once", "2026-04-01", "2026-11-30", "Đoàn Thanh niên"),
        ),
    ),
    Shape(
        "no heading says that a column holds deadlines",
        "STT\tViệc cần làm\tAi làm\tLưu ý\n"
        "1\tĐối chiếu số liệu với cổng tỉnh\tTrung tâm\tHằng tuần\n"
        "2\tGửi danh sách đầu mối\tCác phòng\tTrước 10/02/2026",
        (
            (2, "Đối chiếu số liệu với cổng tỉnh", "weekly", "", "", "Trung tâm"),
            (3, "Gửi danh sách đầu mối", "once", "", "2026-02-09", "Các phòng"),
        ),
    ),
    Shape(
        "a table without a head",
        "1\tKiện toàn đầu mối kiểm soát TTHC\tVăn phòng HĐND và UBND\tTháng 2/2026\n"
        "2\tTổng kết công tác năm\tTrung tâm PVHCC\tTrước 15/12/2026",
        (
            (
                1,
                "Kiện toàn đầu mối kiểm soát TTHC",
                "once",
                "2026-02-01",
                "2026-02-28",
                "Văn phòng HĐND và UBND",
            ),
            (2, "Tổng kết công tác năm", "once", "", "2026-12-14", "Trung tâm PVHCC"),
        ),
    ),
    Shape(
        "a duty that runs on, and what its product says of reports",
        "STT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\n"
        "1\tTiếp nhận hồ sơ\tTrung tâm\tCác phòng\tThường xuyên\tSổ theo dõi\n"
        "2\tTheo dõi hồ sơ quá hạn\tTrung tâm\tCác phòng\tThường xuyên\tBáo cáo hằng tuần\n"
        "3\tBáo cáo định kỳ và đột xuất\tTrung tâm\tCác phòng\tThường xuyên\tBáo cáo",
        (
            (2, "Tiếp nhận hồ sơ", "continuous", "", "", "Trung tâm"),
            (3, "Theo dõi hồ sơ quá hạn", "weekly", "", "", "Trung tâm"),
            (4, "Báo cáo định kỳ và đột xuất", "periodic ad_hoc", "", "", "Trung tâm"),
        ),
    ),
    Shape(
        "two deadlines in one cell",
        "STT\tNội dung\tĐơn vị\tThời hạn\n"
        "1\tSơ kết, tổng kết kế hoạch\tTrung tâm; Phòng Kinh tế\tTrước 30/6 và trước 15/12",
        (
            (
                2,
                "Sơ kết, tổng kết kế hoạch",
                "once",
                "",
                "2026-06-29",
                "Trung tâm + Phòng Kinh tế",
            ),
            (
                2,
                "Sơ kết, tổng kết kế hoạch",
                "once",
                "",
                "2026-12-14",
                "Trung tâm + Phòng Kinh tế",
            ),
        ),
    ),
    Shape(
        "indicators with days are targets, the work between them is a task",
        "STT\tChỉ tiêu\tMức\tThời hạn\n"
        "1\tTỷ lệ hồ sơ trực tuyến\t85%\t31/12/2026\n"
        "2\tMức độ hài lòng\t95%\t31/12/2026\n"
        "3\tBáo cáo kết quả về UBND tỉnh\t01 báo cáo\t10/12/2026",
        ((4, "Báo cáo kết quả về UBND tỉnh", "once", "", "2026-12-10", ""),),
    ),
    Shape(
        "indicators beside the work that serves them",
        "STT\tNhiệm vụ\tChỉ số liên quan\tChủ trì\tHạn hoàn thành\n"
        "1\tDán mã QR tại 08 quầy\t10\tTrung tâm\tTháng 3/2026\n"
        "2\tHọp phân tích điểm\tTất cả\tChủ tịch UBND\tNgày 05 hằng tháng",
        (
            (2, "Dán mã QR tại 08 quầy", "once", "2026-03-01", "2026-03-31", "Trung tâm"),
            (3, "Họp phân tích điểm", "monthly", "", "", "Chủ tịch UBND"),
        ),
    ),
    Shape(
        "a timetable that says first when",
        "Thời điểm | Nội dung thực hiện | Đơn vị\n"
        "Tháng 4/2026 | Ra mắt mô hình không hẹn | TT PVHCC\n"
        "Trước 30/9/2026 | Đánh giá độ hài lòng lần 1 | Mặt trận xã",
        (
            (2, "Ra mắt mô hình không hẹn", "once", "2026-04-01", "2026-04-30", "TT PVHCC"),
            (3, "Đánh giá độ hài lòng lần 1", "once", "", "2026-09-29", "Mặt trận xã"),
        ),
    ),
    Shape(
        "headings as people speak",
        "| Mã | Việc phải làm | Khi nào xong | Ai làm | Kết quả cần có |\n"
        "| A1 | Lập nhóm Zalo của các tổ | Trước 05/4 | Phòng VH-XH | 36 nhóm |\n"
        "| A2 | Sửa lỗi cấu hình phí | Trong 10 ngày kể từ ngày ký | TT PVHCC | Hết lỗi |\n"
        "| A3 | Cập nhật lịch công tác | Hằng ngày | Văn phòng | |",
        (
            (2, "Lập nhóm Zalo của các tổ", "once", "", "2026-04-04", "Phòng VH-XH"),
            (3, "Sửa lỗi cấu hình phí", "event", "", "", "TT PVHCC"),
            (4, "Cập nhật lịch công tác", "continuous", "", "", "Văn phòng"),
        ),
    ),
    Shape(
        "cells one below the other, the deadline in the middle",
        "TT\nNội dung công việc\nThời gian\nCơ quan\nchủ trì\nSản phẩm\n"
        "1\nBan hành kế hoạch rà soát\nthủ tục hành chính\nTrước 28/02/2026\nVăn phòng HĐND\n"
        "và UBND\nKế hoạch\n"
        "2\nKhảo sát hài lòng\n06 tháng/lần\nPhòng Văn hóa - Xã hội\nBáo cáo\n\n12\n\n"
        "3\nBáo cáo kết quả kiểm soát\nTTHC gửi UBND tỉnh\nTrước ngày 15\ntháng cuối quý\n"
        "Văn phòng\nBáo cáo quý\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.",
        (
            (
                8,
                "Ban hành kế hoạch rà soát thủ tục hành chính",
                "once",
                "",
                "2026-02-27",
                "Văn phòng HĐND và UBND",
            ),
            (15, "Khảo sát hài lòng", "half_yearly", "", "", "Phòng Văn hóa - Xã hội"),
            (
                23,
                "Báo cáo kết quả kiểm soát TTHC gửi UBND tỉnh",
                "quarterly",
                "",
                "",
                "Văn phòng",
            ),
        ),
    ),
    Shape(
        "cells one behind the other on a line",
        "TT Nội dung công việc Cơ quan chủ trì Cơ quan phối hợp Thời gian hoàn thành\n"
        "1 Ban hành kế hoạch rà soát TTHC Văn phòng HĐND và UBND Các phòng Trước 28/02/2026\n"
        "2 Niêm yết công khai 412 TTHC tại Trung tâm\n"
        "Phục vụ hành chính công Trung tâm PVHCC Công an xã Sau khi được công bố\n"
        "3 Báo cáo kết quả kiểm soát TTHC Văn phòng Các phòng Trước ngày 15 tháng cuối quý\n"
        "Nơi nhận: như trên.",
        (
            (
                2,
                "Ban hành kế hoạch rà soát TTHC",
                "once",
                "",
                "2026-02-27",
                "Văn phòng HĐND và UBND",
            ),
            (
                3,
                "Niêm yết công khai 412 TTHC tại Trung tâm Phục vụ hành chính công",
                "event",
                "",
                "",
                "Trung tâm PVHCC",
            ),
            (5, "Báo cáo kết quả kiểm soát TTHC", "quarterly", "", "", "Văn phòng"),
        ),
    ),
    Shape(
        "a table without a head that leaves a deadline open",
        "1\tKiện toàn đầu mối kiểm soát TTHC\tVăn phòng\tTháng 2/2026\n"
        "2\tSửa lỗi cấu hình phí\tTrung tâm\tChờ phần mềm mới\n"
        "3\tTổng kết công tác năm\tTrung tâm\tTrước 15/12/2026",
        (
            (1, "Kiện toàn đầu mối", "once", "2026-02-01", "2026-02-28", "Văn phòng"),
            (3, "Tổng kết công tác năm", "once", "", "2026-12-14", "Trung tâm"),
        ),
    ),
    Shape(
        "days that procedures take are no deadlines",
        "STT\tTên TTHC\tThời gian giải quyết\tCơ quan thực hiện\n"
        "1\tĐăng ký khai sinh\t01 ngày làm việc\tPhòng VH-XH\n"
        "2\tĐăng ký kết hôn\t03 ngày làm việc\tPhòng VH-XH",
        (),
    ),
    Shape(
        "ticks below quarters and months",
        "STT\tNội dung\tPhụ trách\tQuý I\tQuý II\tQuý III\tQuý IV\n"
        "1\tĐo lường hài lòng\tTrung tâm\t\tx\tx\t\n"
        "2\tKiểm tra công vụ\tVăn phòng\tX\t\tX\t",
        (
            (2, "Đo lường hài lòng", "once", "2026-04-01", "2026-09-30", "Trung tâm"),
            (3, "Kiểm tra công vụ", "once", "2026-01-01", "2026-03-31", "Văn phòng"),
            (3, "Kiểm tra công vụ", "once", "2026-07-01", "2026-09-30", "Văn phòng"),
        ),
    ),
    Shape(
        "occasions and events",
        "STT\tNội dung\tChủ trì\tThời hạn\n"
        "1\tCập nhật TTHC mới công bố\tTrung tâm\tNgay sau khi ban hành\n"
        "2\tCung cấp số liệu cho tỉnh\tTrung tâm\tTheo yêu cầu\n"
        "3\tCử người đi tập huấn\tCác phòng\tTheo kế hoạch của tỉnh",
        (
            (2, "Cập nhật TTHC mới công bố", "event", "", "", "Trung tâm"),
            (3, "Cung cấp số liệu cho tỉnh", "ad_hoc", "", "", "Trung tâm"),
            (4, "Cử người đi tập huấn", "open", "", "", "Các phòng"),
        ),
    ),
)
SECTIONS = (
    Shape(
        "labels below a heading, in another order",
        "1. Rà soát thủ tục nội bộ\n"
        "- Rà soát theo mẫu của Văn phòng Chính phủ.\n"
        "- Thời hạn: trước ngày 30 tháng 6 năm 2026.\n"
        "- Đơn vị thực hiện: Phòng Kinh tế; Phòng Văn hóa - Xã hội\n"
        "- Kết quả: Báo cáo rà soát",
        (
            (
                3,
                "Rà soát thủ tục nội bộ",
                "once",
                "",
                "2026-06-29",
                "Phòng Kinh tế + Phòng Văn hóa - Xã hội",
            ),
        ),
    ),
    Shape(
        "a label with two times, and days whose reports are named behind them",
        "1. Cấp thẻ ưu tiên cho người cao tuổi\n"
        "- Thời gian: đợt 1 trước 31/3/2026; đợt 2 xong trong quý II.\n"
        "2. Báo cáo kết quả thực hiện\n"
        "- Thời gian: 14/3, 14/6 (báo cáo quý), 05/12 (báo cáo năm).",
        (
            (2, "Cấp thẻ ưu tiên cho người cao tuổi", "once", "", "2026-03-30", ""),
            (2, "Cấp thẻ ưu tiên cho người cao tuổi", "once", "2026-04-01", "2026-06-30", ""),
            (4, "Báo cáo kết quả thực hiện", "once", "", "2026-03-14", ""),
            (4, "Báo cáo kết quả thực hiện", "once", "", "2026-06-14", ""),
            (4, "Báo cáo kết quả thực hiện", "once", "", "2026-12-05", ""),
        ),
    ),
    Shape(
        "labels in the paragraph itself",
        "a) Lắp bảng điện tử tại sảnh. Thời gian hoàn thành: Quý II/2026. Chủ trì: Văn phòng.\n"
        "b) Cấp chữ ký số cho công chức (thời gian: tháng 3/2026; chủ trì: Trung tâm).",
        (
            (1, "Lắp bảng điện tử tại sảnh", "once", "2026-04-01", "2026-06-30", "Văn phòng"),
            (2, "Cấp chữ ký số cho công chức", "once", "2026-03-01", "2026-03-31", "Trung tâm"),
        ),
    ),
    Shape(
        "a list below each quarter",
        "III. LỘ TRÌNH\n"
        "* Quý I/2026:\n"
        "- Ban hành kế hoạch kiểm soát TTHC;\n"
        "- Phân công đầu mối ở các phòng.\n"
        "* Quý II/2026:\n"
        "- Tổ chức hội nghị đối thoại với doanh nghiệp.",
        (
            (3, "Ban hành kế hoạch kiểm soát TTHC", "once", "2026-01-01", "2026-03-31", ""),
            (4, "Phân công đầu mối ở các phòng", "once", "2026-01-01", "2026-03-31", ""),
            (6, "Tổ chức hội nghị đối thoại", "once", "2026-04-01", "2026-06-30", ""),
        ),
    ),
    Shape(
        "a time before each item",
        "- Tháng 3/2026: Xây dựng bộ câu hỏi khảo sát.\n"
        "- Tháng 4 – 5: Khảo sát tại các thôn.\n"
        "- Trước 15/6: Tổng hợp kết quả khảo sát.",
        (
            (1, "Xây dựng bộ câu hỏi khảo sát", "once", "2026-03-01", "2026-03-31", ""),
            (2, "Khảo sát tại các thôn", "once", "2026-04-01", "2026-05-31", ""),
            (3, "Tổng hợp kết quả khảo sát", "once", "", "2026-06-14", ""),
        ),
    ),
)
SENTENCES = (
    Shape(
        "a deadline at the end, and one at the beginning",
        "1. Trung tâm Phục vụ hành chính công hoàn thành niêm yết trước ngày 30/6/2026.\n"
        "2. Chậm nhất ngày 10/9/2026, các phòng chuyên môn gửi phương án đơn giản hóa TTHC.",
        (
            (
                1,
                "Trung tâm Phục vụ hành chính công hoàn thành niêm yết",
                "once",
                "",
                "2026-06-29",
                "Trung tâm Phục vụ hành chính công",
            ),
            (2, "Các phòng chuyên môn gửi", "once", "", "2026-09-10", "Các phòng chuyên môn"),
        ),
    ),
    Shape(
        "two deadlines with remarks",
        "- Gửi kết quả rà soát trước ngày 20/5/2026 (TTHC nội bộ) và trước ngày 20/7/2026 "
        "(các TTHC khác).",
        (
            (1, "Gửi kết quả rà soát (TTHC nội bộ)", "once", "", "2026-05-19", ""),
            (1, "Gửi kết quả rà soát (các TTHC khác)", "once", "", "2026-07-19", ""),
        ),
    ),
    Shape(
        "reports of several periods",
        "1. Phòng Kinh tế định kỳ hằng tháng, quý, năm báo cáo UBND xã.\n"
        "2. Trung tâm báo cáo quý trước ngày 15 tháng cuối quý, báo cáo năm trước ngày "
        "10/12/2026.\n"
        "3. Các thôn gửi báo cáo trước ngày 20 hằng tháng; Trung tâm công bố vào ngày 05 tháng "
        "sau.",
        (
            (1, "Phòng Kinh tế định kỳ hằng", "monthly quarterly yearly", "", "", "Phòng Kinh tế"),
            (2, "Trung tâm báo cáo quý", "quarterly", "", "", "Trung tâm"),
            (2, "Báo cáo năm", "once", "", "2026-12-09", "Trung tâm"),
            (3, "Các thôn gửi báo cáo", "monthly", "", "", "Các thôn"),
            (3, "Trung tâm công bố", "monthly", "", "", "Trung tâm"),
        ),
    ),
    Shape(
        "what is due at the year's end",
        "- Hoàn thành số hóa sổ hộ tịch trước khi kết thúc năm 2026.\n"
        "- Cuối năm, tổ chức tổng kết và đề nghị khen thưởng.\n"
        "- Trong năm 2026, tiếp tục nâng chất lượng phục vụ.",
        (
            (1, "Hoàn thành số hóa sổ hộ tịch", "once", "", "2026-12-31", ""),
            (2, "Tổ chức tổng kết", "once", "", "2026-12-31", ""),
        ),
    ),
    Shape(
        "work that a later part hands over",
        "a) Chủ trì rà soát, đề xuất cắt giảm điều kiện kinh doanh; báo cáo kết quả trước ngày "
        "15/6/2026.\n"
        "b) Trước 30/4/2026 niêm yết lại TTHC; lập danh sách hồ sơ quá hạn; gửi Văn phòng trước "
        "ngày 10/5/2026.",
        (
            (1, "Chủ trì rà soát, đề xuất cắt giảm", "once", "", "2026-06-14", ""),
            (2, "Niêm yết lại TTHC", "once", "", "2026-04-29", ""),
            (2, "Lập danh sách hồ sơ quá hạn; gửi Văn phòng", "once", "", "2026-05-09", ""),
        ),
    ),
    Shape(
        "work to be done for all, and a share that is told aside",
        "a) Thực hiện chứng thực điện tử; 100% thôn có điểm hỗ trợ trước 31/5/2026.\n"
        "b) Biên soạn tờ rơi, phát đến 100% hộ dân trong tháng 4.\n"
        "c) Tham mưu bố trí 620 triệu đồng (bằng 103% so với năm 2025) trước ngày 15/3/2026.\n"
        "d) Phòng Kinh tế kiểm tra chéo ít nhất 10% số hồ sơ mỗi quý.",
        (
            (1, "Thực hiện chứng thực điện tử; 100% thôn", "once", "", "2026-05-30", ""),
            (2, "Biên soạn tờ rơi", "once", "2026-04-01", "2026-04-30", ""),
            (3, "Tham mưu bố trí 620 triệu đồng", "once", "", "2026-03-14", ""),
            (4, "Phòng Kinh tế kiểm tra chéo", "quarterly", "", "", "Phòng Kinh tế"),
        ),
    ),
    Shape(
        "several times in one sentence",
        "1. Kiện toàn Tổ kiểm tra công vụ (trong tháng 02/2026), kiểm tra các phòng xong đợt 1 "
        "trước 31/5/2026, đợt 2 trước 31/10/2026.\n"
        "2. Sơ kết 6 tháng vào tháng 7/2026, tổng kết trước 20/12/2026.\n"
        "3. Chế độ báo cáo: báo cáo tháng gửi trước ngày 14; báo cáo quý II gửi trước ngày "
        "14/6/2026.",
        (
            (1, "Kiện toàn Tổ kiểm tra công vụ", "once", "2026-02-01", "2026-02-28", ""),
            (1, "Kiểm tra các phòng xong đợt 1", "once", "", "2026-05-30", ""),
            (1, "Kiểm tra các phòng xong đợt 1; đợt 2", "once", "", "2026-10-30", ""),
            (2, "Sơ kết 6 tháng", "once", "2026-07-01", "2026-07-31", ""),
            (2, "Sơ kết 6 tháng; tổng kết", "once", "", "2026-12-19", ""),
            (3, "Chế độ báo cáo: báo cáo tháng", "monthly", "", "", ""),
            (3, "Báo cáo quý II", "once", "", "2026-06-13", ""),
        ),
    ),
    Shape(
        "what is asked of others",
        "IV. KIẾN NGHỊ\nUBND tỉnh cấp bổ sung ki-ốt; tổ chức tập huấn mỗi quý một lần.",
        (),
    ),
    Shape(
        "goals with deeds below a heading of goals, and stages",
        "II. MỤC TIÊU\n"
        "1. Đến 30/9/2026 hoàn thành số hóa 60% kết quả còn hiệu lực.\n"
        "III. LỘ TRÌNH\n"
        "1. Giai đoạn 1 (từ tháng 2 đến tháng 6/2026): chuẩn bị\n"
        "- Thuê tư vấn thiết kế không gian (tháng 3/2026).",
        ((5, "Thuê tư vấn thiết kế", "once", "2026-03-01", "2026-03-31", ""),),
    ),
    Shape(
        "days that set no task",
        "Căn cứ Quyết định số 15/QĐ-UBND ngày 15/3/2024 của UBND tỉnh;\n"
        "1. Trong quý IV/2025, xã tiếp nhận 2.340 hồ sơ, đúng hạn 98%.\n"
        "2. Đến ngày 31/12/2026, tỷ lệ hồ sơ trực tuyến đạt tối thiểu 85%.\n"
        "3. Quyết định này có hiệu lực từ ngày 01/3/2026.\n"
        "4. Kinh phí bố trí trong dự toán ngân sách hằng năm.\n"
        "5. Kết quả là căn cứ đánh giá, xếp loại công chức hằng quý.\n"
        "6. Thực hiện theo Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.\n"
        "7. Số liệu tính từ ngày 15/12/2025 đến ngày 14/12/2026.\n"
        "8. Thường xuyên cập nhật thủ tục mới.",
        (),
    ),
)


@pytest.mark.parametrize(
    "shape", [pytest.param(s, id=s.name) for s in (*TABLES, *SECTIONS, *SENTENCES)]
)
def test_a_shape_sets_these_tasks(shape: Shape) -> None:
    tasks = propose_tasks(HEAD + shape.text)
    assert [
        (
            task.line - ABOVE,
            task.title[: len(expected[1])] if expected else task.title,
            " ".join(task.cadence),
            day_words(task.first),
            day_words(task.last),
            " + ".join(task.leads),
        )
        for task, expected in zip(tasks, [*shape.tasks, *[None] * len(tasks)], strict=False)
    ] == list(shape.tasks)


# A sentence, and the days ("2026-04-01..2026-06-30", or the last alone) or cadence of each task.
SINGLE_SENTENCES = [
    ("Báo cáo tháng gửi trước ngày 15 của tháng", "monthly"),
    ("Báo cáo quý gửi trước ngày 05 tháng cuối cùng của mỗi quý", "quarterly"),
    ("Báo cáo 6 tháng gửi trước ngày 05/6", "2026-06-04"),
    ("Báo cáo năm gửi trước ngày 25/11 hàng năm", "yearly"),
    ("Ban hành kế hoạch cải cách hành chính là trước ngày 20/11 hàng năm", "yearly"),
    ("Thực hiện chế độ báo cáo định kỳ hằng quý theo quy định", "quarterly"),
    ("Tổ chức ra quân vào ngày 26/3/2026 tại nhà văn hóa thôn", "2026-03-26"),
    ("Kết quả rà soát quý I gửi về Trung tâm trước ngày 20/3", "2026-03-19"),
    ("Mặt trận Tổ quốc giám sát, định kỳ hằng quý có ý kiến phản biện", "quarterly"),
    ("Hoàn thành 100% việc số hóa sổ gốc trong quý IV/2026", "2026-10-01..2026-12-31"),
    ("Phấn đấu hoàn thành trước ngày 30/9/2026 việc số hóa sổ hộ tịch", "2026-09-29"),
    ("Tuần lễ từ 10/10 đến 16/10/2026 tuyên truyền dịch vụ công", "2026-10-10..2026-10-16"),
    ("Xong bước rà soát chậm nhất cuối tháng 4", "2026-04-30"),
    ("Trong 6 tháng đầu năm, hoàn thành sửa trụ sở", "2026-01-01..2026-06-30"),
    ("Văn phòng báo cáo Chủ tịch UBND xã vào thứ Hai đầu tháng", "monthly"),
    ("Gửi báo cáo về Sở Nội vụ trước 25 hằng tháng", "monthly"),
    ("Hạn chót nộp sáng kiến là 15/10", "2026-10-15"),
    ("Sáu tháng một lần tổ chức đối thoại với người dân", "half_yearly"),
    ("Báo cáo sơ kết 6 tháng, tổng kết năm", "half_yearly yearly"),
    ("Báo cáo 6 tháng đầu năm và cả năm về UBND tỉnh", "half_yearly"),
    ("Báo cáo 3 tháng một lần", "quarterly"),
    ("Báo cáo 9 tháng", "periodic"),
    ("Chủ tịch UBND xã tiếp công dân ngày 15 hằng tháng", "monthly"),
    ("Hằng năm, trước ngày 15/11, các đơn vị gửi danh mục rà soát", "yearly"),
    (
        "Tháng 5: tổ chức hội thi; tháng 9: tổng kết phong trào",
        "2026-05-01..2026-05-31 2026-09-01..2026-09-30",
    ),
    (
        "Tổ chức đối thoại 02 lần (tháng 6, tháng 12)",
        "2026-06-01..2026-06-30 2026-12-01..2026-12-31",
    ),
    ("Các phòng niêm yết trong 10 ngày kể từ ngày ban hành Kế hoạch", ""),
    ("Bảo đảm từ ngày 01/6/2026 không tiếp nhận hồ sơ giấy", ""),
    ("Thời hạn giải quyết hồ sơ không quá 05 ngày làm việc", ""),
    ("Đến hết quý II/2026, 60% hồ sơ được số hóa", ""),
    ("Công chức được nghỉ phép hằng năm theo quy định", ""),
    ("Năm 2025, xã hoàn thành số hóa trước ngày 30/11/2025", ""),
    ("Kinh phí quyết toán theo quý, năm", ""),
    ("Mỗi tổ hướng dẫn 5 hộ/tuần nộp hồ sơ trực tuyến", ""),
    ("Mở chuyên mục, đăng ít nhất 04 tin, bài/tháng", ""),
    ("Tiến độ: cảnh báo hồ sơ trước hạn 02 ngày (đèn vàng)", ""),
    ("Cuối năm, 97% nhiệm vụ được giao phải hoàn thành đúng tiến độ", ""),
    ("Số hóa xong một nửa kết quả; đến năm 2030 hoàn thành toàn bộ", ""),
    ("UBND tỉnh đã có Công văn số 512/UBND-KSTT yêu cầu khắc phục trước ngày 30/4/2026", ""),
    ("Công an xã mỗi tuần một buổi tối cấp định danh lưu động", "weekly"),
    ("Định kỳ 6 tháng đánh giá, rút kinh nghiệm", "half_yearly"),
    ("Phòng Kinh tế giải quyết xong 19 hồ sơ quá hạn trong tháng 5", "2026-05-01..2026-05-31"),
    ("Dự thảo quy chế, gửi xin ý kiến các phòng ngày 20/5", "2026-05-20"),
    ("Thực hiện Kế hoạch số 88/KH-UBND ngày 15/3/2026", ""),
    ("Cuộc 2: tháng 6/2026 - Phòng Văn hóa Xã hội", "2026-06-01..2026-06-30"),
    ("Kiểm tra định kỳ 04 cuộc/năm, mỗi quý 01 cuộc", "quarterly"),
    ("Hằng năm, vào tháng 12, Văn phòng xây dựng kế hoạch kiểm tra", "yearly"),
    ("Công khai danh sách vào ngày 10 và ngày 25 hằng tháng", "monthly"),
    ("Tháng 7: Sơ kết 6 tháng", "2026-07-01..2026-07-31"),
    ("Tháng 2: - Ra quân hỗ trợ nộp hồ sơ (Đoàn xã)", "2026-02-01..2026-02-28"),
    ("Tháng 10 (dịp 10/10): Ngày hội công dân số", "2026-10-01..2026-10-31"),
    ("Mỗi tuần vào chiều thứ Năm, Trung tâm đối soát hồ sơ", "weekly"),
    ("Từ nay đến hết ngày 20/9/2026, Phòng Kinh tế rà từng hồ sơ", "2026-09-20"),
    ("Kế hoạch này thực hiện từ ngày 01/02/2026 đến ngày 31/12/2026", ""),
    ("Số liệu báo cáo tháng tính từ ngày 15 tháng trước đến ngày 14", ""),
    ("Hằng năm, Trung tâm rà soát, đề xuất sửa đổi trước ngày 30/11", "yearly"),
    ("Giao ban tuần: 16 giờ thứ Sáu", "weekly"),
    ("Nội dung chưa xong trong quý III phải báo cáo lý do", ""),
    ("UBND xã cụ thể hóa bằng kế hoạch trước ngày 15/2/2026, trong đó quý I đạt 60%", "2026-02-14"),
]


@pytest.mark.parametrize(("sentence", "days"), SINGLE_SENTENCES)
def test_a_sentence_sets_tasks_of_these_days(sentence: str, days: str) -> None:
    tasks = propose_tasks(f"{HEAD}I. NỘI DUNG\n- {sentence}.")
    assert " ".join(map(short_days, tasks)) == days


def short_days(task: TaskProposal) -> str:
    if task.first and task.last:
        return f"{task.first}..{task.last}"
    return str(task.last or " ".join(task.cadence))


def day_words(day: date | None) -> str:
    return day.isoformat() if day else ""
