"""Cells that are blank and still say something, or say nothing at all."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.support.invented.dossiers import LAND_SATISFACTION
from tests.support.invented.listing import Listing
from tests.support.invented.spelling import (
    AS_WRITTEN,
    MERGING,
    WORKBOOKS,
    Reading,
    Spelling,
)
from tests.support.workbooks import Formula

FULL_LIST = frozenset({"danh-sach-ho-so"})
MERGED = "gộp|trộn"
NOT_CALCULATED = "công thức|chưa tính|chưa được tính"
RATINGS = frozenset({"satisfaction", LAND_SATISFACTION})
# A column, the metrics that hang on it, and what a notice calls it.
_HANGING: dict[str, tuple[frozenset[str], str]] = {
    "channel": (frozenset({"online_filing"}), "hình thức nộp|nộp trực tuyến"),
    "fee": (frozenset({"online_payment"}), "lệ phí|thanh toán trực tuyến"),
    "payment": (frozenset({"online_payment"}), "thanh toán"),
    "digitised": (frozenset({"digitised_dossiers"}), "số hóa tphs|số hóa hồ sơ"),
    "reused": (frozenset({"reused_data"}), "tái sử dụng"),
    "result": (frozenset({"digitised_results"}), "số hóa kết quả"),
    "electronic": (frozenset({"electronic_results"}), "kết quả điện tử"),
    "rating": (RATINGS, "đánh giá|hài lòng"),
}


def _merged(name: str) -> Callable[[Listing, random.Random], Listing]:
    """The lines put in the column's order, its equal cells merged."""

    def change(listing: Listing, dice: random.Random) -> Listing:
        write = listing.columns[name].write
        lines = tuple(sorted(listing.dossiers, key=lambda d: (str(write(d)), d.number)))
        return replace(listing, dossiers=lines, merged=listing.merged | {name})

    return change


def _blank(*names: str) -> Callable[[Listing, random.Random], Listing]:
    return lambda listing, dice: listing.written(**dict.fromkeys(names, lambda d: None))


def _formulas(name: str) -> Callable[[Listing, random.Random], Listing]:
    return lambda listing, dice: listing.written(**{name: lambda d: Formula(f"=A{d.number + 4}+0")})


MERGED_CELLS = tuple(
    Spelling(
        f"merged downwards: {name}",
        frozenset({"days" if name == "received" else name, "lines"}),
        _merged(name),
        (AS_WRITTEN,),
        MERGED,
        MERGING,
        frozenset() if name in ("channel", "state", "unit", "received") else FULL_LIST,
    )
    for name in ("field", "channel", "state", "unit", "payment", "digitised", "received")
)
BLANK_COLUMNS = tuple(
    Spelling(
        f"blank in every line: {name}",
        frozenset({name}),
        _blank(name),
        (Reading(unknown=metrics, telling=(words,)),),
        layouts=FULL_LIST,
    )
    for name, (metrics, words) in _HANGING.items()
)
FORMULAS = tuple(
    Spelling(
        f"formulas without results: {name}",
        frozenset({name}),
        _formulas(name),
        (Reading(unknown=metrics, telling=(NOT_CALCULATED,)),),
        NOT_CALCULATED,
        WORKBOOKS,
        FULL_LIST,
    )
    for name, (metrics, _) in _HANGING.items()
)
