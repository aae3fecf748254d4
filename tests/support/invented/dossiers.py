"""A month of invented dossiers, and the counts that are right for them by the rules alone.

Nothing here reads a file or uses the loaders: what is true is settled before anything is written.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

Counts = Mapping[str, tuple[int, int] | None]

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
PROCEDURES = {
    "Chứng thực": ("2.000815", "Chứng thực bản sao từ bản chính"),
    "Hộ tịch": ("1.000656", "Đăng ký khai tử"),
    "Đất đai": ("1.012781", "Đăng ký biến động đất đai"),
    "Hoạt động xây dựng": ("1.009994", "Cấp giấy phép xây dựng"),
    "Bảo trợ xã hội": ("1.001776", "Trợ cấp xã hội hàng tháng"),
}
# Of the fields above those that docs/rules.md, Dossiers, puts in the scope.
_LAND = frozenset({"Đất đai", "Hoạt động xây dựng"})
LAND_SATISFACTION = "satisfaction_land_construction_investment"
METRICS = (
    *("online_filing", "online_payment", "digitised_dossiers", "reused_data"),
    *("on_time", "early", "digitised_results", "electronic_results"),
    *("satisfaction", LAND_SATISFACTION),
)


@dataclass(frozen=True)
class Dossier:
    """What is true of one; `result`, `electronic` and `rating` are None where there is none."""

    number: int
    code: str
    field: str
    channel: str  # online, direct, postal
    received: date
    due: date
    finished: date | None
    state: str  # returned, left, open, not_received
    fee: int
    payment: str | None  # online, direct
    digitised: bool
    reused: bool
    result: bool | None
    electronic: bool | None
    rating: str | None  # very, satisfied, dissatisfied


# Each dossier of a month takes the next of its kind's: so every kind is in every list.
_STATES = "returned returned open returned left returned returned not_received returned open"
_CHANNELS = "online direct online postal online direct online"
_FEES = (20_000, 0, 8_000, 150_000, 0, 1_250_000)
_RATINGS = ("very", "satisfied", None, "dissatisfied", "satisfied")


def month_of(seed: int, lines: int = 40, letters: str = "H24.91") -> tuple[Dossier, ...]:
    """January's `lines` dossiers, four carried over, fixed by the seed; `letters` start codes."""
    dice = random.Random(f"month {seed}")
    return tuple(_dossier(number, dice, letters) for number in range(1, lines + 1))


def _dossier(number: int, dice: random.Random, letters: str) -> Dossier:
    """January's dossier of this number, by the dice; the first four are carried over."""
    carried_over = number <= 4
    day = FIRST - timedelta(dice.randint(1, 9)) if carried_over else FIRST
    received = day if carried_over else FIRST + timedelta(dice.randint(0, 24))
    due = received + timedelta(dice.randint(3, 9))
    state = "returned" if carried_over else _STATES.split()[number % 10]
    fee = dice.choice(_FEES)
    returned = state == "returned"
    has_result = returned and number % 6 != 0
    return Dossier(
        number=number,
        code=f"{letters}-{received:%y%m%d}-{number:04d}",
        field=list(PROCEDURES)[dice.randrange(len(PROCEDURES))],
        channel=_CHANNELS.split()[number % 7],
        received=received,
        due=due,
        finished=_end(received, due, dice) if state in ("returned", "left") else None,
        state=state,
        fee=fee,
        payment=dice.choice(("online", "direct")) if fee else None,
        digitised=dice.random() < 0.7,
        reused=dice.random() < 0.4,
        result=dice.random() < 0.7 if has_result else None,
        electronic=dice.random() < 0.6 if has_result else None,
        rating=_RATINGS[number % 5] if returned else None,
    )


def _end(received: date, due: date, dice: random.Random) -> date:
    """A last day before the due day, on it or after it, not before receipt and within January."""
    end = dice.choice((due - timedelta(dice.randint(1, 2)), due, due + timedelta(1)))
    return min(max(end, received, FIRST), LAST)


def counted(
    dossiers: Iterable[Dossier], first: date, last: date, unknown: Collection[str] = ()
) -> Counts:
    """Metric's name → (numerator, denominator) over the days; None for an `unknown` one."""
    told = [d for d in dossiers if d.state != "not_received"]
    received = [d for d in told if first <= d.received <= last]
    resolved = [d for d in told if d.state == "returned" and d.finished]
    resolved = [d for d in resolved if d.finished and first <= d.finished <= last]
    results = [d for d in resolved if d.result is not None]
    rated = [d for d in resolved if d.rating]
    payable = [d for d in received if d.fee > 0]
    shares: dict[str, tuple[Iterable[Dossier], Callable[[Dossier], bool]]] = {
        "online_filing": (received, lambda d: d.channel == "online"),
        "online_payment": (payable, lambda d: d.payment == "online"),
        "digitised_dossiers": (received, lambda d: d.digitised),
        "reused_data": (received, lambda d: d.reused),
        "on_time": (resolved, lambda d: _days_left(d) >= 0),
        "early": (resolved, lambda d: _days_left(d) > 0),
        "digitised_results": (results, lambda d: bool(d.result)),
        "electronic_results": (results, lambda d: bool(d.electronic)),
        "satisfaction": (rated, lambda d: d.rating != "dissatisfied"),
        LAND_SATISFACTION: (
            [d for d in rated if d.field in _LAND],
            lambda d: d.rating != "dissatisfied",
        ),
    }
    return {
        name: None if name in unknown else (sum(map(holds, of)), len(list(of)))
        for name, (of, holds) in shares.items()
    }


def _days_left(dossier: Dossier) -> int:
    """Calendar days from a finished dossier's end to its due day; negative if late."""
    assert dossier.finished
    return (dossier.due - dossier.finished).days
