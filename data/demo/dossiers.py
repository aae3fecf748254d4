"""An invented dossier over its whole life, and what is known of it on a given day."""

from dataclasses import dataclass
from datetime import date, datetime

from data.demo.procedures import Procedure

RETURNED = "Đã trả kết quả"
WITHDRAWN = "Công dân yêu cầu rút hồ sơ"
STOPPED = "Dừng xử lý"
NOT_RECEIVED = "Không được tiếp nhận"
ONLINE = ("Trực tuyến", "Nộp trực tuyến", "Trực tuyến toàn trình")
DIRECT = ("Trực tiếp", "Tại Một cửa", "Trực tiếp tại bộ phận Một cửa")
POSTAL = ("Dịch vụ bưu chính", "Bưu chính công ích", "Qua BCCI")


@dataclass(frozen=True)
class Dossier:
    """One dossier over its whole life; finished_at is None when it was never taken in."""

    code: str
    number: int
    procedure: Procedure
    channel: str
    received_at: datetime
    due_on: date
    finished_at: datetime | None
    end_state: str
    open_state: str
    payment: str
    digitised: bool
    result_digitised: bool
    electronic: bool
    reused: bool
    apology: str
    rating: str

    @property
    def received_on(self) -> date:
        """The day on which the dossier was received."""
        return self.received_at.date()


def is_finished_before(dossier: Dossier, day: date) -> bool:
    """Whether a dossier was returned, withdrawn or stopped before a day."""
    return dossier.finished_at is not None and dossier.finished_at.date() < day


def is_finished_by(dossier: Dossier, day: date) -> bool:
    """Whether a dossier was returned, withdrawn or stopped on a day or before."""
    return dossier.finished_at is not None and dossier.finished_at.date() <= day


def is_carried_over(dossier: Dossier, first: date) -> bool:
    """Whether a dossier was received before a period's first day and is still open on it."""
    if dossier.received_on >= first or dossier.end_state == NOT_RECEIVED:
        return False
    return not is_finished_before(dossier, first)
