"""The whole lives of each centre's dossiers, drawn by commune and month: the same at every run."""

from calendar import monthrange
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby
from random import Random

from data.demo.centres import Centre, Level
from data.demo.dossiers import (
    DIRECT,
    NOT_RECEIVED,
    ONLINE,
    POSTAL,
    RETURNED,
    STOPPED,
    WITHDRAWN,
    Dossier,
)
from data.demo.procedures import LAND_FIELDS, PROCEDURES, Procedure
from data.working_days import add_working_days, list_working_days

FIRST_MONTH = (2025, 7)
LAST_MONTH_INDEX = 15
# Two months before the first list, so that July 2025 begins with dossiers carried over.
MONTHS = tuple((2025 + n // 12, n % 12 + 1) for n in range(4, 22))
SEASON = {1: 1.0, 2: 0.7, 5: 1.05, 6: 1.05, 7: 0.95, 9: 1.15, 12: 1.05}
WEIGHTS = [procedure.weight for procedure in PROCEDURES]
# Land and construction run late more often than the rest.
LATE_SHIFT = {"Đất đai": 0.05, "Hoạt động xây dựng": 0.03}
OTHER_LATE_SHIFT = -0.006


def _share_in_month(level: Level, year: int, month: int) -> float:
    """A level's share (0–1) in a month: its first until July 2025, then ever nearer its second."""
    month_index = (year - FIRST_MONTH[0]) * 12 + month - FIRST_MONTH[1]
    return level[0] + (level[1] - level[0]) * max(0, month_index) / LAST_MONTH_INDEX


def _draw_month_count(rng: Random, centre: Centre, month: int) -> int:
    """How many dossiers a centre receives in the calendar month of this number (1–12)."""
    usual_count = centre.monthly_count * SEASON.get(month, 1.0)
    return min(420, max(150, round(usual_count * rng.uniform(0.96, 1.04))))


def _draw_channel(rng: Random, online_share: float) -> str:
    """A random channel in a list's words, online with probability `online_share` (0–1)."""
    if rng.random() < online_share:
        return rng.choice(ONLINE)
    return rng.choice(POSTAL if rng.random() < 0.09 else DIRECT)


def _draw_payment(rng: Random, procedure: Procedure, online_share: float) -> str:
    """A random way of payment in a list's words, online by this share (0–1); "" without a fee."""
    if procedure.fee == 0:
        return ""
    if rng.random() >= online_share:
        return "Trực tiếp"
    return "Thanh toán trực tuyến" + (" qua Cổng DVCQG" if rng.random() < 0.95 else "")


def _draw_finish_day(
    rng: Random, procedure: Procedure, due_on: date, late_share: float, early_share: float
) -> date:
    """The day a dossier is finished: late or early by the shares (0–1), else on its due day."""
    draw = rng.random()
    if draw < late_share:
        return add_working_days(due_on, min(25, 1 + int(rng.expovariate(1 / 4))))
    if draw < late_share + early_share:
        return add_working_days(due_on, -rng.randint(1, 1 + procedure.deadline // 2))
    return due_on


def _draw_end_state(rng: Random) -> str:
    """A random state in which a dossier ends, in a list's words, nearly always RETURNED."""
    draw = rng.random()
    if draw < 0.015:
        return NOT_RECEIVED
    if draw < 0.028:
        return WITHDRAWN
    return STOPPED if draw < 0.035 else RETURNED


def _draw_outcome(
    rng: Random, centre: Centre, procedure: Procedure, due_on: date, on_time_share: float
) -> tuple[str, date]:
    """A random (end state, day of it); `on_time_share` (0–1) is about the chance to be in time."""
    late_share = max(0.002, 1 - on_time_share + LATE_SHIFT.get(procedure.field, OTHER_LATE_SHIFT))
    day = _draw_finish_day(rng, procedure, due_on, late_share, centre.early_share)
    end_state = _draw_end_state(rng)
    # What is withdrawn or stopped goes by its deadline at the latest.
    return end_state, day if end_state == RETURNED else min(day, due_on)


def _draw_rating(rng: Random, satisfied_share: float) -> str:
    """A random rating in a list's words, satisfied with this share (0–1); "" for none."""
    if rng.random() > 0.85:
        return ""
    if rng.random() >= satisfied_share:
        return "Chưa hài lòng"
    return "Rất hài lòng" if rng.random() < 0.7 else "Hài lòng"


def _draw_apology(rng: Random, apologised_share: float) -> str:
    """A list's word for an apology, which comes with this share (0–1) as its probability."""
    return "Đã xin lỗi" if rng.random() < apologised_share else "Chưa"


def _draw_dossier(
    rng: Random, centre: Centre, received_at: datetime, place_in_day: int, number: int
) -> Dossier:
    """A random dossier received at a moment, with its number in that day and in the centre."""
    day = received_at.date()

    def share(level: Level) -> float:
        """A level's share (0–1) in the month of receipt."""
        return _share_in_month(level, day.year, day.month)

    procedure = rng.choices(PROCEDURES, weights=WEIGHTS)[0]
    due_on = add_working_days(day, procedure.deadline)
    end_state, finish_day = _draw_outcome(rng, centre, procedure, due_on, share(centre.on_time))
    # Received before noon and finished after it: no dossier ends before it begins.
    finished_at = datetime.combine(finish_day, time(rng.randint(13, 16), rng.randint(0, 59)))
    is_late = end_state == RETURNED and finish_day > due_on
    is_land_procedure = procedure.field in LAND_FIELDS
    satisfied_level = centre.satisfied_land if is_land_procedure else centre.satisfied
    return Dossier(
        code=f"{centre.code_prefix}-{day:%y%m%d}-{place_in_day:04}",
        number=number,
        procedure=procedure,
        channel=_draw_channel(rng, share(centre.online)),
        received_at=received_at,
        due_on=due_on,
        finished_at=None if end_state == NOT_RECEIVED else finished_at,
        end_state=end_state,
        open_state="Yêu cầu bổ sung giấy tờ" if rng.random() < 0.13 else "Đang xử lý",
        payment=_draw_payment(rng, procedure, share(centre.paid)),
        digitised=rng.random() < share(centre.digitised),
        result_digitised=rng.random() < share(centre.result_digitised),
        electronic=rng.random() < share(centre.electronic),
        reused=rng.random() < share(centre.reused),
        apology=_draw_apology(rng, centre.apologised_share) if is_late else "",
        rating=_draw_rating(rng, share(satisfied_level)),
    )


def _draw_arrivals(rng: Random, centre: Centre, year: int, month: int) -> list[datetime]:
    """The random moments, in order, at which a centre receives the dossiers of a month."""
    last = date(year, month, monthrange(year, month)[1])
    days = list_working_days(date(year, month, 1), last)
    count = _draw_month_count(rng, centre, month)
    return sorted(
        datetime.combine(rng.choice(days), time(rng.randint(7, 11), rng.randint(0, 59)))
        for _ in range(count)
    )


@lru_cache(maxsize=1)
def dossiers_of(centre: Centre) -> tuple[Dossier, ...]:
    """Every dossier of a centre from May 2025 to October 2026, in the order of receipt."""
    dossiers: list[Dossier] = []
    for year, month in MONTHS:
        rng = Random(f"{centre.commune_code}-{year}-{month:02}")
        arrivals = _draw_arrivals(rng, centre, year, month)
        for _, day_arrivals in groupby(arrivals, key=datetime.date):
            for place_in_day, received_at in enumerate(day_arrivals, start=1):
                number = len(dossiers) + 1
                dossiers.append(_draw_dossier(rng, centre, received_at, place_in_day, number))
    return tuple(dossiers)
