"""What lists show of promised times, as a line beside the typed count of a plan's target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from data.planning.targets import Target
from data.wording import demand_text
from metrics.analysis.promised_times import METRIC, PromisedTimes, promised_times
from metrics.standings import Standing
from ui import session
from ui.kept import kept

NOTE = (
    "Dòng “Tham khảo” đếm các thủ tục (theo mã) có hồ sơ ở cả hai năm mà trung vị số ngày làm việc "
    "từ ngày tiếp nhận đến ngày hẹn trả giảm ít nhất bằng mức kế hoạch giao. Thủ tục hẹn trả trong "
    "ngày từ năm gốc không còn gì để giảm nên không tính. Đây là số gần đúng từ danh sách hồ sơ đã "
    "nạp, không dùng để đánh giá chỉ tiêu."
)


def reference_lines(standings: Sequence[Standing]) -> Mapping[str, str]:
    """Target's id → a line on promised times, for targets of shortened times with known ones."""
    lines = {}
    for standing in standings:
        target = standing.target
        if target is None or target.metric != METRIC:
            continue
        times = session.at_current_version(
            partial(
                _times_of_version,
                commune_code=standing.commune_code,
                target=target,
                last_day=standing.period.last,
            )
        )
        if times:
            lines[target.id] = _reference_line(times, target)
    return lines


def _times_key(
    version: str, commune_code: str, target: Target, last_day: date
) -> tuple[object, ...]:
    """The key by which a target's promised times are kept: version, commune, target, day."""
    return version, commune_code, target.plan_key, target.id, last_day


@kept(512, _times_key)
def _times_of_version(
    version: str, commune_code: str, target: Target, last_day: date
) -> PromisedTimes | None:
    """The promised times for a target up to a day, cached by version; None if unknown."""
    with session.reading_of_version(version) as reading:
        return promised_times(reading, commune_code, target, last_day)


def _reference_line(times: PromisedTimes, target: Target) -> str:
    """How many procedures' promised times are shorter: "Tham khảo: 2/3 thủ tục hẹn trả …"."""
    demand = demand_text(target.comparator_for_evaluation, target.value)
    return (
        f"Tham khảo: {times.shortened_count}/{times.compared_count} thủ tục hẹn trả nhanh hơn năm "
        f"{times.base_year} {demand}"
    )
