"""What a child writes comes out of its answer again; anything else is a refusal."""

from __future__ import annotations

import io

import pytest

from files.answer import RelayedRefusal, parse_answer, write_head, write_refusal
from files.refusal import Refused
from files.sandbox import HARMFUL, Reply


def test_a_head_and_the_bytes_after_it() -> None:
    out = io.BytesIO()
    write_head(out, {"layout": "danh-sách", "rows": [1, 2]})
    out.write(b"\n{}\n")
    head, body = parse_answer(out.getvalue())
    assert head == {"layout": "danh-sách", "rows": [1, 2]}
    assert bytes(body) == b"\n{}\n"


def test_a_refusal_comes_out_as_it_went_in() -> None:
    out = io.BytesIO()
    write_refusal(out, RelayedRefusal("Thiếu cột: hãy xuất lại.", "layout", [["Mã", "codes"]]))
    with pytest.raises(RelayedRefusal) as refused:
        parse_answer(out.getvalue())
    relayed = refused.value
    assert (relayed.sentence, relayed.asks) == ("Thiếu cột: hãy xuất lại.", "layout")
    assert relayed.details() == [["Mã", "codes"]]


@pytest.mark.parametrize(
    ("answer", "ended_well"),
    [
        (b"", True),  # nothing written
        (b'{"sheets": []}', True),  # cut off before the line's end
        (b'{"sheets": [\n', True),  # no JSON
        (b'{"sheets": []}\n', False),  # killed after the first line
    ],
)
def test_a_child_that_did_not_come_to_its_end(answer: bytes, ended_well: bool) -> None:
    with pytest.raises(Refused) as refused:
        Reply(answer, ended_well).parts()
    assert refused.value.sentence == HARMFUL
