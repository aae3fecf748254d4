"""What a child writes comes out of its answer again; anything else is a refusal."""

from __future__ import annotations

import io

import pytest

from files.answer import ProgramFault, RelayedRefusal, parse_answer, write_head, write_refusal
from files.fork_server import ChildScript
from files.refusal import Refused
from files.sandbox import HARMFUL, Reply, run_child


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
        Reply(answer, ended_well).answer_parts()
    assert refused.value.sentence == HARMFUL


def failing_script(failing: str) -> ChildScript:
    return ChildScript(f"from files.child import begin_child\nbegin_child()\n{failing}", "")


@pytest.mark.parametrize(
    ("failing", "message"),
    [
        ("import no_such_module", "ModuleNotFoundError, : No module named 'no_such_module'"),
        ("no_such_name", "NameError, : name 'no_such_name' is not defined"),
        (
            "from data.schema import parse_toml; parse_toml('titl', dict, 'thu.toml')",
            "MalformedFile, data/schema.py:",
        ),
    ],
)
def test_a_fault_of_the_program_is_not_the_files(failing: str, message: str) -> None:
    reply = run_child(failing_script(failing), b"")
    with pytest.raises(ProgramFault) as fault:
        reply.answer_parts()
    assert str(fault.value).startswith(message)


@pytest.mark.parametrize("failing", ["{}['Nguyễn Văn A']", "int('Nguyễn Văn A')", "1 / 0"])
def test_what_a_torn_file_leads_to_is_the_files(
    failing: str, caplog: pytest.LogCaptureFixture
) -> None:
    reply = run_child(failing_script(failing), b"")
    with pytest.raises(Refused) as refused:
        reply.answer_parts()
    assert refused.value.sentence == HARMFUL
    assert "A file ended its reading" in caplog.text
    assert "Nguyễn" not in caplog.text + reply.answer[:].decode()  # the cell that it quotes
