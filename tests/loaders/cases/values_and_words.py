"""Sums, marks, states and channels as systems and people write them, and unknown words."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from tests.loaders.cases.blanks import FULL_LIST
from tests.support.invented.dossiers import Dossier
from tests.support.invented.listing import CHANNELS, PAYMENTS, STATES, YES_NO, Listing
from tests.support.invented.spelling import Reading, Spelling
from tests.support.workbooks import Cell

Change = Callable[[Listing, random.Random], Listing]


def _in_turn(ways: Sequence[str], dossier: Dossier) -> str:
    return ways[dossier.number // 3 % len(ways)]


# Fees


def _grouped(fee: int, by: str = ".") -> str:
    return f"{fee:,}".replace(",", by)


def _fees(*ways: str, sign: str = ".", free: Sequence[str] = ()) -> Change:
    def written(dossier: Dossier) -> Cell:
        if not dossier.fee and free:
            return _in_turn(free, dossier)
        return _in_turn(ways, dossier).format(_grouped(dossier.fee, sign))

    return lambda listing, dice: listing.written(fee=written)


FEES = tuple(
    Spelling(f"fees: {name}", frozenset({"fee"}), change, layouts=FULL_LIST)
    for name, change in {
        "with đồng, đ, ₫, VND": _fees("{} đồng", "{}đ", "{} ₫", "{} VND", "{} VNĐ"),
        "with thin spaces": _fees("{}", sign="\u202f"),
        "with hard spaces": _fees("{}", sign="\xa0"),
        "with figure spaces": _fees("{}", sign="\u2007"),
        "with spaces": _fees("{}", sign=" "),
        "with commas": _fees("{}", sign=","),
        "free in words": _fees("{}", free=("Miễn phí", "Không thu", "Không")),
        "free in other letters": _fees("{} đ", free=("MIỄN PHÍ", "miễn phí", "không thu phí")),
        "with decimals": _fees("{},00"),
    }.items()
)  # fmt: skip

# Marks

_FLAGS = ("digitised", "reused", "result", "electronic")


def _flags(yes: Sequence[str], no: Sequence[str], *names: str) -> Change:
    def written(name: str) -> Callable[[Dossier], Cell]:
        def write(dossier: Dossier) -> Cell:
            true = getattr(dossier, name)
            return None if true is None else _in_turn(yes if true else no, dossier) or None

        return write

    return lambda listing, dice: listing.written(**{n: written(n) for n in names or _FLAGS})


FLAGS = tuple(
    Spelling(f"marks: {name}", frozenset(_FLAGS), change, layouts=FULL_LIST)
    for name, change in {
        "1.0 and 0.0": _flags(("1.0",), ("0.0",)),
        "1 and 0": _flags(("1",), ("0",)),
        "TRUE and FALSE": _flags(("TRUE", "True"), ("FALSE", "false")),
        "x, X, ✓ and blank": _flags(("x", "X", "✓"), ("",), "digitised", "reused"),
        "with invisible signs": _flags(("Có\u200b", " Có"), ("Không\xa0", "không")),
    }.items()
)

# Words

RETURNED = (
    *("Đã trả kết quả trước hạn", "Đã trả kết quả đúng hạn", "Đã trả kết quả cho công dân"),
    *("Đã giải quyết", "Đã giải quyết xong", "Hoàn thành", "Đã trả KQ", "Đã hoàn thành"),
    *("Đã trả kết quả qua bưu chính", "Đã trả kết qủa", "ĐÃ TRẢ KẾT QUẢ", "Đã xử lí xong"),
)
OPEN = (
    *("Đang giải quyết", "Đang thụ lý", "Đang thụ lí", "Mới tiếp nhận", "Chưa xử lý"),
    *("Trình ký", "Đang trình lãnh đạo", "Đã chuyển xử lý", "Đang chờ bổ sung"),
    *("Tạm dừng xử lý", "Đang xử lí", "Chờ bổ sung", "Tạm dừng"),
)
LEFT = (
    *("Công dân rút hồ sơ", "Đã rút", "Trả lại hồ sơ", "Dừng giải quyết"),
    *("Từ chối giải quyết", "Trả lại"),
)
NOT_RECEIVED = ("Từ chối tiếp nhận", "Chưa tiếp nhận", "Hồ sơ mới nộp")
STATE_WAYS = {"returned": RETURNED, "open": OPEN, "left": LEFT, "not_received": NOT_RECEIVED}
CHANNEL_WAYS = {
    "online": (
        *("Trực tuyến (DVCQG)", "Online", "Nộp trực tuyến qua Cổng DVCQG", "DVC trực tuyến"),
        *("Trực tuyến - toàn trình", "Cổng Dịch vụ công quốc gia", "Trực tuyến - một phần"),
    ),
    "direct": (
        *("Tiếp nhận trực tiếp", "Nộp trực tiếp tại Trung tâm", "Một cửa"),
        "Tại Trung tâm Phục vụ hành chính công",
    ),
    "postal": ("Bưu chính (BCCI)", "Qua bưu điện", "BCCI"),
}


def _words(name: str, ways: Mapping[str, Sequence[str]], plain: Mapping[str, str]) -> Change:
    """Each dossier's word is the next of its meaning's, so that every word is on some line."""

    def change(listing: Listing, dice: random.Random) -> Listing:
        seen: dict[str, int] = {}
        written: dict[int, str] = {}
        for dossier in listing.dossiers:
            meaning = getattr(dossier, name)
            choices = ways.get(meaning, (plain[meaning],))
            written[dossier.number] = choices[seen.get(meaning, 0) % len(choices)]
            seen[meaning] = seen.get(meaning, 0) + 1
        # A copy of a dossier bears its number and 1000 (codes.py), and the same words.
        return listing.written(**{name: lambda d: written[d.number % 1000]})

    return change


STATE_WORDS = tuple(
    Spelling(f"other words for {state}", frozenset({"state"}), _words("state", {state: w}, STATES))
    for state, w in STATE_WAYS.items()
)
CHANNEL_WORDS = tuple(
    Spelling(
        f"other words for {channel}",
        frozenset({"channel"}),
        _words("channel", {channel: w}, CHANNELS),
        layouts=FULL_LIST,
    )
    for channel, w in CHANNEL_WAYS.items()
)


def _is_chosen(dossier: Dossier) -> bool:
    return dossier.number % 5 == 2


def _unknown(name: str, word: str, plain: Mapping[str | None, str | None]) -> Change:
    def written(dossier: Dossier) -> Cell:
        return word if _is_chosen(dossier) else plain[getattr(dossier, name)]

    return lambda listing, dice: listing.written(**{name: written})


# Nobody can know what these mean: their lines are set aside, and the word is told.
UNKNOWN_WORDS = tuple(
    Spelling(
        f"unknown {name}: {word}",
        frozenset({name}),
        _unknown(name, word, plain),
        (Reading(keeps=lambda d: not _is_chosen(d), telling=(word,)),),
        layouts=frozenset() if name == "state" else FULL_LIST,
    )
    for name, word, plain in (
        ("state", "Mã trạng thái 21", STATES),
        ("state", "Chuyển bước 4", STATES),
        ("channel", "Kênh 9", CHANNELS),
        ("payment", "Ví số 3", PAYMENTS),
        ("digitised", "Mức 2", YES_NO),
    )
)  # fmt: skip
