"""Whether a column's heading names goals, or what was reached."""

from __future__ import annotations

import re

from data.text import fold

# A column of goals beside the indicator; and one of results, or of what is, beside such a one.
_GOAL = re.compile(
    r"(?<!\w)(?:chỉ tiêu|mục tiêu|kế hoạch|giao|phấn đấu|cần đạt|phải đạt|yêu cầu|đề ra)(?!\w)"
)
_RESULT = re.compile(
    r"(?:tỷ lệ |tỉ lệ |mức |số |ước )*"
    r"(?:kết quả(?! cần| phải| dự kiến| then chốt| mong| kỳ vọng)|giá trị|thực hiện|đạt được"
    r"|đã đạt|hiện tại|hiện trạng|thực trạng|số liệu|ước đạt|cùng kỳ|bình quân|trung bình)(?!\w)"
    r"|[^(]*\((?:ước )?(?:thực hiện|kết quả|đã đạt|đạt được|hiện trạng)[^)]*\)"
)


def names_goal(heading: str) -> bool:
    """Whether a column's heading names goals ("Chỉ tiêu giao năm 2026")."""
    return bool(_GOAL.search(fold(heading))) and not names_result(heading)


def names_result(heading: str) -> bool:
    """Whether a column's heading names what was reached, or what is ("Kết quả", "Giá trị")."""
    return bool(_RESULT.match(fold(heading)))
