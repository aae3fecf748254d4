"""Filed online end to end or in part: one count together, told apart where a list says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import Desk, dossier, earlier, table

END_TO_END, PARTIAL, ONLINE, DIRECT = (
    "Trực tuyến toàn trình",
    "Trực tuyến một phần",
    "Trực tuyến",
    "Trực tiếp",
)


@pytest.mark.parametrize(
    ("channels", "online", "end_to_end"),
    [
        # Of four received three came online, two of them end to end.
        ([END_TO_END, PARTIAL, END_TO_END, DIRECT], (3, 4), (2, 4)),
        (["DVC toàn trình", "Một phần", DIRECT], (2, 3), (1, 3)),
        ([PARTIAL, PARTIAL], (2, 2), (0, 2)),
        # One that only says "online" may be either: how many came end to end is not known.
        ([END_TO_END, ONLINE, DIRECT], (2, 3), None),
        ([ONLINE, ONLINE], (2, 2), None),
    ],
)
def test_end_to_end_is_counted_beside_online(
    tmp_path: Path, channels: list[str], online: tuple[int, int], end_to_end: tuple[int, int] | None
) -> None:
    lines = [dossier(number, channel=channel) for number, channel in enumerate(channels, start=1)]
    desk = Desk(tmp_path)
    desk.stored("a.csv", table([earlier(channel=channels[0]), *lines]))
    assert desk.counts("online_filing") == online
    assert desk.counts("end_to_end_filing") == (end_to_end or (None, None))
