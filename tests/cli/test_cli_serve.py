"""summarizer serve: what it refuses before it begins, and in a process of its own how it begins and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarizer.cli.commands import cli
from summarizer.errors import OptionError
from summarizer.memory.opening import VARIABLE, open_memory
from summarizer.memory.store import Memory
from summarizer.web import server
from summarizer.web.desk import Desk, Limits
from summarizer.web.server import serve
from summarizer.web.settings import Credentials, ServerSettings
from tests.cli.conftest import Start
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE

CLOSED = (503, {"error": "the server is being stopped. Try again in a minute"})
TIMEOUT = 60  # seconds, for a server that hangs
# The machine may name a proxy, which does not reach its own loopback.
BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[ServerSettings]:
    """The settings that would have been served with."""
    settings: list[ServerSettings] = []

    def note(chosen: ServerSettings, **_: object) -> None:
        server.require_servable(chosen)
        settings.append(chosen)

    monkeypatch.setattr(server, "serve", note)
    return settings


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """The desks that would have served."""
    found: list[Desk] = []
    monkeypatch.setattr(server, "serve", lambda *_, desk, **__: found.append(desk))
    return found


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["serve", *map(str, arguments)])


def test_without_options_only_this_machine_is_served(chosen: list[ServerSettings]) -> None:
    assert run().exit_code == 0
    assert chosen == [ServerSettings()]
    assert (chosen[0].host, chosen[0].port, chosen[0].docs, chosen[0].mcp) == ("127.0.0.1", 7860, False, False)


def test_options_become_settings(chosen: list[ServerSettings]) -> None:
    options = "--host 0.0.0.0 --port 0 --auth desk:a:b --max-chars 9 --concurrency 2 --deadline 1.5 --root-path /news"
    assert run(*options.split(), "--engine", "embedded-int8", "--docs", "--mcp").exit_code == 0
    assert chosen == [
        ServerSettings(
            host="0.0.0.0",
            port=0,
            credentials=Credentials("desk", "a:b"),
            root_path="/news",
            docs=True,
            mcp=True,
            engines=("embedded-int8",),
            limits=Limits(max_chars=9, concurrency=2, seconds=1.5),
        )
    ]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.7"])
def test_the_loopback_needs_no_password(chosen: list[ServerSettings], host: str) -> None:
    assert run("--host", host).exit_code == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk.example.org"])
def test_others_are_let_in_only_with_a_password_or_if_told(chosen: list[ServerSettings], host: str) -> None:
    refused = run("--host", host)
    assert refused.exit_code == 2
    assert f"--host {host} lets other machines in" in refused.stderr
    assert "--auth USER:PASS, or add --public" in refused.stderr
    assert chosen == []
    assert run("--host", host, "--public").exit_code == 0
    assert run("--host", host, "--auth", "desk:secret").exit_code == 0


@pytest.mark.parametrize("written", ["desk:kata sandi", "desk:kata sandi\n", "desk:kata sandi\r\n"])
def test_the_password_may_be_in_a_file(chosen: list[ServerSettings], tmp_path: Path, written: str) -> None:
    file = tmp_path / "password"
    file.write_bytes(written.encode())
    file.chmod(0o600)
    result = run("--auth", file)
    assert result.exit_code == 0
    assert chosen[0].credentials == Credentials("desk", "kata sandi")
    assert "chmod" not in result.stderr


def test_a_file_that_others_can_read_is_noted(chosen: list[ServerSettings], tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("desk:secret")
    file.chmod(0o644)
    result = run("--auth", file)
    assert result.exit_code == 0
    assert f"others on this machine can read {file}; run: chmod 600 {file}" in result.stderr
    assert "secret" not in result.output


@pytest.mark.parametrize("written", [b"", b"desk", b"desk:", b":secret", b"desk:secret\nother:secret\n", b"\xff:\xff"])
def test_a_file_without_a_password_is_refused(chosen: list[ServerSettings], tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "password"
    file.write_bytes(written)
    result = run("--auth", file)
    assert result.exit_code == 2
    assert str(file) in result.stderr
    assert chosen == []


@pytest.mark.parametrize("auth", ["", "desk", "desk:", ":secret"])
def test_half_a_password_is_refused(chosen: list[ServerSettings], auth: str) -> None:
    result = run("--auth", auth)
    assert result.exit_code == 2
    assert "--auth needs a name and a password in the form user:password" in result.stderr
    assert chosen == []


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--engine", "gpt"], 4, "there is no engine 'gpt'"),
        (["--engine", "embedded", "--engine", "gpt"], 4, "there is no engine 'gpt'"),
        (["--root-path", "//desk.example.org"], 2, "--root-path //desk.example.org is neither a path"),
        (["--root-path", "https://"], 2, "--root-path https:// is neither a path"),
        (["--root-path", "/news?page=1"], 2, "--root-path /news?page=1 is neither a path"),
        (["--root-path", "news"], 2, "--root-path news is neither a path such as /news nor an address"),
        (["--port", "70000"], 2, "70000 is not in the range"),
        (["--max-chars", "0"], 2, "0 is not in the range"),
        (["--concurrency", "0"], 2, "0 is not in the range"),
        (["--deadline", "0"], 2, "0.0 is not in the range"),
    ],
)
def test_what_cannot_be_served_is_refused(
    chosen: list[ServerSettings], options: list[str], code: int, message: str
) -> None:
    result = run(*options)
    assert result.exit_code == code
    assert message in result.stderr
    assert chosen == []


def test_a_port_in_use_is_told_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("--port", str(port))
    assert result.exit_code == 2
    assert result.stderr == (
        f"summarizer: error: 127.0.0.1:{port} is in use by another program. Name another port with --port, or --port 0 "
        "for any that is free\n"
    )


@pytest.mark.parametrize(
    ("host", "message"),
    [("name.invalid", "there is no address name.invalid"), ("203.0.113.7", "203.0.113.7:0 cannot be listened on")],
)
def test_an_address_of_another_machine_is_refused(host: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        serve(ServerSettings(host=host, port=0), ready=lambda _: None)


def test_without_the_option_there_is_no_memory_even_where_others_have_one(
    desks: list[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memory.sqlite"
    monkeypatch.setenv(VARIABLE, str(path))
    assert run().exit_code == 0
    assert not desks[0].kept_edits.is_there
    assert not path.exists()


def test_the_memory_is_made_at_the_start_and_closed_at_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "ingatan" / "memory.sqlite"
    happened: list[str] = []
    close = Memory.close

    def serve(*_: object, desk: Desk, **__: object) -> None:
        assert desk.kept_edits.is_there
        assert path.is_file()
        happened.append("served")
        raise KeyboardInterrupt

    def note(self: Memory) -> None:
        close(self)
        happened.append("closed")

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr(Memory, "close", note)
    assert run("--memory", path).exit_code == 130
    assert happened == ["served", "closed"]


@pytest.mark.parametrize(
    ("where", "code", "message"),
    [
        ("", 2, "--memory is empty: name a file, or a server with postgresql://…, or leave it out"),
        ("{folder}", 3, "the translation memory {folder} is a folder. Name a file, as in: memory.sqlite"),
        ("{folder}/berita.txt", 3, "{folder}/berita.txt is no translation memory"),
        ("mysql://desk:rahasia@host/memory", 3, "a translation memory cannot be kept at mysql://…"),
    ],
    ids=["empty", "folder", "article", "other server"],
)
def test_a_memory_that_cannot_be_opened_is_told_before_anything_is_served(
    desks: list[Desk], tmp_path: Path, where: str, code: int, message: str
) -> None:
    (tmp_path / "berita.txt").write_text(ARTICLE, encoding="utf-8")
    result = run("--memory", where.format(folder=tmp_path))
    assert result.exit_code == code
    assert message.format(folder=tmp_path) in result.stderr
    assert "rahasia" not in result.output
    assert desks == []


class Running:
    """A server in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self.process = process
        self.address = process.stdout.readline().decode().strip()
        self.notes: list[str] = []
        self._reader = threading.Thread(target=self._read, args=(process.stderr,), daemon=True)
        self._reader.start()

    def _read(self, stream: Any) -> None:
        self.notes.extend(line.decode().strip() for line in stream)

    def get(self, path: str) -> Any:
        with BROWSER.open(self.address + path, timeout=TIMEOUT) as response:
            return response, response.read()

    def health(self) -> dict[str, Any]:
        health: dict[str, Any] = json.loads(self.get("health")[1])
        return health

    def brief(self, text: str) -> tuple[int, dict[str, Any]]:
        request = urllib.request.Request(
            f"{self.address}brief", json.dumps({"text": text}).encode(), {"Content-Type": "application/json"}
        )
        try:
            with BROWSER.open(request, timeout=TIMEOUT) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        code = self.process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        return code

    def wait_for_note(self, note: str) -> None:
        end = time.monotonic() + TIMEOUT
        while note not in self.notes:
            assert time.monotonic() < end, self.notes
            assert self.process.poll() is None, self.notes
            threading.Event().wait(0.01)


@contextmanager
def running(start: Start, *options: str, **settings: Any) -> Iterator[Running]:
    # An engine that is stopped waits for a file, which never comes.
    process = start("serve", "--port", "0", *options, environment={"GO_ON": "no such file"}, **settings)
    try:
        yield Running(process)
    finally:
        process.kill()
        process.wait()


def test_it_tells_its_address_when_it_is_ready(start: Start) -> None:
    with running(start, "--engine", "embedded-int8") as server:
        assert server.address.startswith("http://127.0.0.1:")
        response, health = server.get("health")
        assert response.status == 200
        assert "server" not in response.headers
        assert json.loads(health)["engines"]["offered"] == ["embedded-int8"]
        response, page = server.get("")
        assert b"<!doctype html>" in page.lower()
        assert "script-src-attr 'none'" in response.headers["content-security-policy"]
        status, brief = server.brief(ARTICLE)
        assert status == 200
        assert brief["target"]["text"].startswith("Kupang Opens Two New Markets")
        # It was loaded at the start, for this first visitor.
        assert server.health()["engines"]["loaded"] == ["embedded-int8"]


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_ends_when_it_is_told_to(start: Start, how: signal.Signals, code: int) -> None:
    with running(start) as server:
        server.health()
        assert server.end(how) == code
        assert [note for note in server.notes if "error" in note.lower() or "Traceback" in note] == []
        assert server.notes[0] == "summarizer: note: this is its address; Ctrl-C stops it"


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_wordings_in_the_memory_are_served(start: Start, tmp_path: Path, how: signal.Signals, code: int) -> None:
    path = tmp_path / "memory.sqlite"
    sentence, wording = SHORT_ARTICLE.strip(), "Two new markets opened in Kupang on Monday."
    with running(start, "--memory", str(path)) as server:
        with open_memory(path) as memory:  # another program imports it
            memory.keep_edits({sentence: wording}, "id-en")
        status, brief = server.brief(SHORT_ARTICLE)
        assert status == 200
        assert [(one["target"], one["edited"]) for one in brief["segments"]] == [(wording, True)]
        assert server.end(how) == code
        assert [note for note in server.notes if "error" in note.lower() or "Traceback" in note] == []
    with open_memory(path) as memory:
        assert (memory.stats().edits, memory.stats().machine, memory.stats().outputs) == (1, {}, 0)


def visit(server: Running, answers: list[Any]) -> threading.Thread:
    """Ask for a brief in a thread; its answer is put into ``answers``."""
    thread = threading.Thread(target=lambda: answers.append(server.brief(SHORT_ARTICLE)))
    thread.start()
    return thread


def test_it_ends_though_the_engine_hangs_and_a_page_is_open(start: Start) -> None:
    with running(start, stop_at_call=1) as server:
        answers: list[Any] = []
        visitor = visit(server, answers)
        server.wait_for_note("stopped")
        with BROWSER.open(f"{server.address}gradio_api/heartbeat/visitor", timeout=TIMEOUT) as stream:
            assert stream.readline().startswith(b"data:")
            began = time.monotonic()
            assert server.end(signal.SIGINT) == 130
            assert time.monotonic() - began < 15
        visitor.join(TIMEOUT)
        assert answers == [CLOSED]
        assert [note for note in server.notes if "Traceback" in note or "ERROR" in note] == []


def test_those_who_wait_are_told_that_it_ends(start: Start) -> None:
    with running(start, "--concurrency", "1", stop_at_call=1) as server:
        answers: list[Any] = []
        first = visit(server, answers)
        server.wait_for_note("stopped")
        second = visit(server, answers)
        while server.health()["visitors"] < 2:
            threading.Event().wait(0.01)
        assert server.end(signal.SIGTERM) == 0
        first.join(TIMEOUT)
        second.join(TIMEOUT)
        assert answers == [CLOSED, CLOSED]


def test_a_password_on_the_command_line_is_asked_for(start: Start) -> None:
    with running(start, "--auth", "desk:secret") as server:
        server.health()
        with pytest.raises(urllib.error.HTTPError, match="401"):
            server.get("")


def test_quiet_leaves_the_address_alone(start: Start) -> None:
    with running(start, "--quiet") as server:
        server.health()
        assert server.end(signal.SIGTERM) == 0
        assert server.notes == []


def test_an_address_that_nobody_reads_is_no_reason_to_go_on(start: Start) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start("serve", "--port", "0", stdout=writer)
    os.close(writer)
    assert process.wait(TIMEOUT) != 0
    process.communicate()
