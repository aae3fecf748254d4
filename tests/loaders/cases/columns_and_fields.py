"""Two columns for one meaning, and headings and fields with something around them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tests.loaders.cases.blanks import FULL_LIST
from tests.support.invented.dossiers import LAST, Dossier
from tests.support.invented.listing import Column, Listing, dotted
from tests.support.invented.spelling import WITH_RAISED_FIGURES, Reading, Spelling
from tests.support.workbooks import Cell

Change = Callable[[Listing, random.Random], Listing]


def _handed_over(dossier: Dossier) -> Cell:
    """Some days after the end: who goes by it finds late what was on time."""
    end = dossier.finished
    return dotted(min(end + timedelta(3), LAST)) if end else None


def _second_end(heading: str, after: bool) -> Change:
    column = Column(heading, _handed_over)
    return lambda listing, dice: listing.with_column("handed over", column, "finished", after)


def _two_sums(first: str, second: str) -> Change:
    """A fee in two columns: in one, in the other, or a part in each."""

    def part(dossier: Dossier) -> int:
        return (0, dossier.fee // 2, dossier.fee)[dossier.number % 3]

    def change(listing: Listing, dice: random.Random) -> Listing:
        left = listing.headed(fee=first).written(fee=part)
        column = Column(second, lambda d: d.fee - part(d))
        return left.with_column("second fee", column, "fee", after=True)

    return change


def _quantity(after: bool) -> Change:
    column = Column("Số hồ sơ", lambda d: 1)
    return lambda listing, dice: listing.with_column("quantity", column, "code", after)


TWO_COLUMNS = (
    *(
        Spelling(f"{heading} {'after' if after else 'before'} the end", frozenset({"finished"}),
                 _second_end(heading, after), layouts=FULL_LIST)
        for heading in ("Ngày trả", "Ngày trả kết quả")
        for after in (False, True)
    ),
    *(
        Spelling(f"fees in “{first}” and “{second}”", frozenset({"fee"}),
                 _two_sums(first, second), layouts=FULL_LIST)
        for first, second in (("Phí", "Lệ phí"), ("Lệ phí", "Phí"))
    ),
    *(
        Spelling(f"a quantity {'after' if after else 'before'} the code", frozenset({"code"}),
                 _quantity(after), layouts=FULL_LIST)
        for after in (False, True)
    ),
)  # fmt: skip


def _opencps_days(listing: Listing, dice: random.Random) -> Listing:
    """The five days that OpenCPS writes."""
    sent = Column("Ngày gửi", lambda d: dotted(d.received - timedelta(1 + d.number % 3)))
    listing = listing.headed(finished="Ngày hoàn thành").with_column("sent", sent, "received")
    return listing.with_column("handed over", Column("Ngày trả", _handed_over), "finished")


def _marked_online(listing: Listing, dice: random.Random) -> Listing:
    return listing.headed(channel="Trực tuyến").written(
        channel=lambda d: "x" if d.channel == "online" else "Không"
    )


OF_OPENCPS = (
    Spelling("five days", frozenset({"finished", "received"}), _opencps_days, layouts=FULL_LIST),
    Spelling("a mark for online", frozenset({"channel"}), _marked_online,
             (Reading(telling=("trực tuyến",)),), layouts=FULL_LIST),
    Spelling("the unit's heading", frozenset({"unit"}),
             lambda listing, dice: listing.headed(unit="Cơ quan thụ lý"),
             (Reading(telling=("cơ quan thụ lý",)),), layouts=FULL_LIST),
)  # fmt: skip


def _fields(*ways: Callable[[str], str]) -> Change:
    def written(dossier: Dossier) -> Cell:
        return ways[dossier.number % len(ways)](dossier.field)

    return lambda listing, dice: listing.written(field=written)


FIELDS = tuple(
    Spelling(f"fields: {name}", frozenset({"field"}), _fields(*ways), layouts=FULL_LIST)
    for name, ways in {
        "after “Lĩnh vực”": ("Lĩnh vực {}".format,),
        "after “Lĩnh vực:”": ("Lĩnh vực: {}".format,),
        "with a stop": ("{}.".format,),
        "in capitals": (str.upper,),
        "after a code": ("G15 - {}".format,),
        "numbered": ("1. {}".format, "I. {}".format, "a) {}".format),
        "with a zero-width space": ("{}\u200b".format,),
        "in several ways": (str, str.upper, "Lĩnh vực {}".format, "{}.".format, "G05 - {}".format),
    }.items()
)
_MARKS = {"raised": "¹", "in brackets": " (1)", "a star": " (*)", "a bare star": "*"}


def _footnotes(mark: str) -> Change:
    names = ("channel", "due", "finished", "fee", "rating")

    def change(listing: Listing, dice: random.Random) -> Listing:
        there = {n: f"{c.heading}{mark}" for n, c in listing.columns.items() if n in names}
        return listing.headed(**there)

    return change


FOOTNOTES = tuple(
    Spelling(
        f"footnotes on headings, {name}",
        frozenset({"headings"}),
        _footnotes(mark),
        writers=WITH_RAISED_FIGURES,
    )
    for name, mark in _MARKS.items()
)


def _grouped(groups: Mapping[str, Sequence[str]]) -> Change:
    def change(listing: Listing, dice: random.Random) -> Listing:
        there = {name: group for group, names in groups.items() for name in names}
        return replace(listing, groups={n: g for n, g in there.items() if n in listing.columns})

    return change


GROUPS = tuple(
    Spelling(f"headings under groups: {', '.join(groups)}", frozenset({"groups"}), _grouped(groups))
    for groups in (
        {"Thời gian": ("received", "due", "finished")},
        {"Thủ tục hành chính": ("procedure_code", "procedure", "field"),
         "Quá trình giải quyết": ("received", "due", "finished")},
        {"Hồ sơ": ("code", "owner", "procedure_code"), "Kết quả": ("finished", "state")},
        {"Ngày tiếp nhận": ("received", "due"), "Số hóa": ("digitised", "result", "electronic")},
    )
)  # fmt: skip


def _headings(change_text: Callable[[str], str]) -> Change:
    def change(listing: Listing, dice: random.Random) -> Listing:
        return listing.headed(**{n: change_text(c.heading) for n, c in listing.columns.items()})

    return change


HEADINGS = tuple(
    Spelling(f"headings: {name}", frozenset({"headings"}), _headings(way))
    for name, way in {
        "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
        "xử lí, kì, qúa": lambda text: text.replace("xử lý", "xử lí").replace("quả", "qủa"),
        "tones moved": lambda text: text.replace("hóa", "hoá"),
        "behind a group and a dash": "Hồ sơ – {}".format,
        "behind a group and a stroke": "Thông tin chung / {}".format,
        "below a group in one cell": "Thông tin chung\n{}".format,
    }.items()
)
