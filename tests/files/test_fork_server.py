"""A child forked by a server does what one started from nothing does, and is ended as surely."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from files import sandbox
from files.answer import ProgramFault
from files.fork_server import CAN_FORK, ChildScript, ForkServer
from files.refusal import Refused
from files.sandbox import prepare_child, run_child
from tests.support.paths import ROOT

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="no fork servers on this system")

ECHO = """
import json, os, sys
from files.answer import write_head
from files.child import begin_child, end_child
content = begin_child()
def write_answer(out):
    write_head(out, {"arguments": sys.argv[1:], "parent": os.getppid(), "pid": os.getpid()})
    out.write(content[::-1])
end_child(write_answer)
"""


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, 20 seconds at most."""
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def _servers_of_this_test() -> Iterator[None]:
    """End the servers that the test started."""
    scripts_before = {*sandbox._SERVERS}
    yield
    for script in {*sandbox._SERVERS} - scripts_before:
        server = sandbox._SERVERS.pop(script)
        server.process.kill()
        server.process.wait()
        server.control.close()


def ready_server(script: ChildScript) -> ForkServer:
    """The script's server, once it is ready."""
    prepare_child(script)
    server = sandbox._SERVERS[script]
    wait_for(server.is_ready)
    return server


@pytest.fixture(params=["forked", "from nothing"])
def run_prepared(request: pytest.FixtureRequest) -> Callable[[str], ChildScript]:
    """A script of some code, with a server that is ready or without one."""

    def script_of(code: str) -> ChildScript:
        script = ChildScript(code, f"import files.child  # {request.node.name}")
        if request.param == "forked":
            ready_server(script)
        return script

    return script_of


Prepared = Callable[[str], ChildScript]


def test_content_and_arguments_arrive(run_prepared: Prepared) -> None:
    script = run_prepared(ECHO)
    for content in (b"", b"abc", b"x" * 10_000_000):
        head, body = run_child(script, content, "Đồng Nguyên", "{}").answer_parts()
        assert head["arguments"] == ["Đồng Nguyên", "{}"]
        assert bytes(body) == content[::-1]


def test_from_the_third_file_on_a_server_forks() -> None:
    script = ChildScript(ECHO, "import files.answer, files.child, json")
    parents = []
    for number in range(3):
        parents.append(run_child(script, b"").answer_parts()[0]["parent"])
        if number:
            wait_for(sandbox._SERVERS[script].is_ready)
        else:
            assert script not in sandbox._SERVERS
    assert parents == [os.getpid(), os.getpid(), sandbox._SERVERS[script].process.pid]


def test_many_at_once_get_their_own_answers(run_prepared: Prepared) -> None:
    script = run_prepared(ECHO)
    contents = [str(number).encode() * 1000 for number in range(40)]
    with ThreadPoolExecutor(8) as executor:
        replies = list(executor.map(lambda content: run_child(script, content), contents))
    assert [bytes(reply.answer_parts()[1]) for reply in replies] == [c[::-1] for c in contents]


def test_a_child_past_its_time_is_killed(
    run_prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from files.child import begin_child\nbegin_child()\nimport time\ntime.sleep(100)"
    script = run_prepared(code)
    monkeypatch.setattr(sandbox, "SECONDS", 0.3)
    before = set(psutil.Process().children(recursive=True))
    with pytest.raises(Refused) as refused:
        run_child(script, b"").answer_parts()
    assert refused.value.sentence == sandbox.HARMFUL
    wait_for(lambda: set(psutil.Process().children(recursive=True)) == before)


def test_memory_is_limited(run_prepared: Prepared) -> None:
    code = "from files.child import begin_child\nbegin_child()\nbytearray(4 * 2**30)"
    with pytest.raises(Refused):
        run_child(run_prepared(code), b"").answer_parts()


def test_a_crash_is_a_refusal_and_the_next_file_is_read(run_prepared: Prepared) -> None:
    crashing = "if content == b'crash':\n    os.abort()\nend_child"
    script = run_prepared(ECHO.replace("end_child(", f"{crashing}("))
    with pytest.raises(Refused) as refused:
        run_child(script, b"crash").answer_parts()
    assert refused.value.sentence == sandbox.HARMFUL
    assert bytes(run_child(script, b"ab").answer_parts()[1]) == b"ba"


def test_a_fault_of_the_program_names_its_place(run_prepared: Prepared) -> None:
    code = (
        "from files.child import begin_child\nbegin_child()\nfrom data.schema import parse_toml\n"
    )
    script = run_prepared(code + "parse_toml('titl', dict, 'thu.toml')")
    with pytest.raises(ProgramFault, match=r"^MalformedFile, data/schema\.py:"):
        run_child(script, b"").answer_parts()


def test_without_its_server_a_file_is_read_all_the_same() -> None:
    script = ChildScript(ECHO, "import files.answer, files.child")
    server = ready_server(script)
    server.process.kill()
    server.process.wait()
    for _ in range(2):
        assert bytes(run_child(script, b"ab").answer_parts()[1]) == b"ba"
    assert sandbox._SERVERS[script].process.pid != server.process.pid


def test_a_server_that_ends_under_a_child_leaves_it_to_another() -> None:
    code = ECHO.replace("end_child(", "import time; time.sleep(0.5)\nend_child(")
    script = ChildScript(code, "import files.answer, files.child")
    server = ready_server(script)
    threading.Timer(0.2, server.process.kill).start()
    assert bytes(run_child(script, b"ab").answer_parts()[1]) == b"ba"


STARTER = """
import os, sys, time
from files import sandbox
from files.fork_server import ChildScript
script = ChildScript("import time; time.sleep(100)", "")
sandbox.prepare_child(script)
server = sandbox._SERVERS[script]
while not server.is_ready(): time.sleep(0.01)
import threading
threading.Thread(target=sandbox.run_child, args=(script, b""), daemon=True).start()
import psutil
while not psutil.Process(server.process.pid).children(): time.sleep(0.01)
children = psutil.Process(server.process.pid).children()
print(server.process.pid, *(child.pid for child in children), flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_server_and_its_children_end_with_the_process_that_started_them() -> None:
    starter = subprocess.run([sys.executable, "-c", STARTER], cwd=ROOT, stdout=subprocess.PIPE)
    pids = [int(pid) for pid in starter.stdout.split()]
    assert len(pids) == 2
    wait_for(lambda: not any(psutil.pid_exists(pid) for pid in pids))
