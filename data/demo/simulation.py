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


def _share(level: Level, year: int, month: int) -> float:
    index = (year - FIRST_MONTH[0]) * 12 + month - FIRST_MONTH[1]
    return level[0] + (level[1] - level[0]) * max(0, index) / LAST_MONTH_INDEX


def _monthly_count(rng: Random, centre: Centre, month: int) -> int:
    usual = centre.monthly * SEASON.get(month, 1.0)
    return min(420, max(150, round(usual * rng.uniform(0.96, 1.04))))


def _channel(rng: Random, online: float) -> str:
    if rng.random() < online:
        return rng.choice(ONLINE)
    return rng.choice(POSTAL if rng.random() < 0.09 else DIRECT)


def _payment(rng: Random, procedure: Procedure, paid: float) -> str:
    if procedure.fee == 0:
        return ""
    if rng.random() >= paid:
        return "Trực tiếp"
    gateway = " qua Cổng DVCQG" if rng.random() < 0.95 else ""
    return "Thanh toán trực tuyến" + gateway


def _finish_day(rng: Random, procedure: Procedure, due: date, late: float, early: float) -> date:
    draw = rng.random()
    if draw < late:
        return add_working_days(due, min(25, 1 + int(rng.expovariate(1 / 4))))
    if draw < late + early:
        return add_working_days(due, -rng.randint(1, 1 + procedure.deadline // 2))
    return due


def _end_state(rng: Random) -> str:
    draw = rng.random()
    if draw < 0.015:
        return NOT_RECEIVED
    if draw < 0.028:
        return WITHDRAWN
    return STOPPED if draw < 0.035 else RETURNED


def _outcome(
    rng: Random, centre: Centre, procedure: Procedure, due: date, on_time: float
) -> tuple[str, date]:
    late = max(0.002, 1 - on_time + LATE_SHIFT.get(procedure.field, OTHER_LATE_SHIFT))
    day = _finish_day(rng, procedure, due, late, centre.early)
    end_state = _end_state(rng)
    # What is withdrawn or stopped goes by its deadline at the latest.
    return end_state, day if end_state == RETURNED else min(day, due)


def _rating(rng: Random, satisfied: float) -> str:
    if rng.random() > 0.85:
        return ""
    if rng.random() >= satisfied:
        return "Chưa hài lòng"
    return "Rất hài lòng" if rng.random() < 0.7 else "Hài lòng"


def _dossier(
    rng: Random, centre: Centre, received_at: datetime, place_in_day: int, number: int
) -> Dossier:
    day = received_at.date()

    def share(level: Level) -> float:
        return _share(level, day.year, day.month)

    procedure = rng.choices(PROCEDURES, weights=WEIGHTS)[0]
    due = add_working_days(day, procedure.deadline)
    end_state, finish_day = _outcome(rng, centre, procedure, due, share(centre.on_time))
    # Received before noon and finished after it: no dossier ends before it begins.
    finished_at = datetime.combine(finish_day, time(rng.randint(13, 16), rng.randint(0, 59)))
    overdue = end_state == RETURNED and finish_day > due
    in_land = procedure.field in LAND_FIELDS
    return Dossier(
        code=f"{centre.code_prefix}-{day:%y%m%d}-{place_in_day:04}",
        number=number,
        procedure=procedure,
        channel=_channel(rng, share(centre.online)),
        received_at=received_at,
        due_on=due,
        finished_at=None if end_state == NOT_RECEIVED else finished_at,
        end_state=end_state,
        open_state="Yêu cầu bổ sung giấy tờ" if rng.random() < 0.13 else "Đang xử lý",
        payment=_payment(rng, procedure, share(centre.paid)),
        digitised=rng.random() < share(centre.digitised),
        result_digitised=rng.random() < share(centre.result_digitised),
        electronic=rng.random() < share(centre.electronic),
        reused=rng.random() < share(centre.reused),
        apology=("Đã xin lỗi" if rng.random() < centre.apologised else "Chưa") if overdue else "",
        rating=_rating(rng, share(centre.satisfied_land if in_land else centre.satisfied)),
    )


def _arrivals(rng: Random, centre: Centre, year: int, month: int) -> list[datetime]:
    last = date(year, month, monthrange(year, month)[1])
    days = list_working_days(date(year, month, 1), last)
    count = _monthly_count(rng, centre, month)
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
        arrivals = _arrivals(rng, centre, year, month)
        for _, of_day in groupby(arrivals, key=datetime.date):
            for place_in_day, received_at in enumerate(of_day, start=1):
                number = len(dossiers) + 1
                dossiers.append(_dossier(rng, centre, received_at, place_in_day, number))
    return tuple(dossiers)
