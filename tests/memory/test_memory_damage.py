"""A damaged file: set aside, a new one in its place, people's wordings saved, and the work goes on."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from summarizer.errors import MemoryUnusable
from summarizer.memory.opening import open_memory
from summarizer.memory.store import Memory
from tests.memory.sentences import ENGINE, PAIR, answers, damaged_files, full_memory, numbered, wordings

EDITS = 300
PAGE = 4096
NOTE = re.compile(
    r"the translation memory (\S+) was damaged: a new one is in its place, the damaged file is (\S+), and (\d+) of the "
    r"wordings that people gave could be saved from it"
)


@pytest.fixture
def notes() -> list[str]:
    return []


@pytest.fixture
def full(path: Path) -> Path:
    full_memory(path, EDITS)
    assert path.stat().st_size > 150 * PAGE
    return path


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def require_replaced(path: Path, notes: list[str]) -> int:
    """One file is set aside and told of, and what it had of wordings is in the new one; how many they are."""
    (aside,) = damaged_files(path)
    assert re.fullmatch(r"memory\.sqlite\.damaged-\d{8}-\d{6}", aside.name)
    (note,) = notes
    found = NOTE.fullmatch(note)
    assert found
    assert found.groups()[:2] == (str(path), str(aside))
    with open_memory(path, note=notes.append) as memory:
        known = memory.edits([numbered(one) for one in range(EDITS)], PAIR)
    assert known.items() <= wordings(EDITS).items()
    assert len(known) == int(found[3])
    assert len(notes) == 1
    return len(known)


def test_every_wording_is_saved_where_the_beginning_is_lost(full: Path, notes: list[str]) -> None:
    overwrite(full, 0, b"garbage " * 64)
    damaged = full.read_bytes()
    with open_memory(full, note=notes.append) as memory:
        assert memory.stats().outputs == 0
    assert require_replaced(full, notes) == EDITS
    assert damaged_files(full)[0].read_bytes() == damaged


def test_most_wordings_are_saved_from_a_file_that_was_cut(full: Path, notes: list[str]) -> None:
    os.truncate(full, full.stat().st_size // 2 + 100)
    with open_memory(full, note=notes.append):
        pass
    assert EDITS // 3 <= require_replaced(full, notes) < EDITS


@pytest.mark.parametrize("content", [b"", b"\0" * 3000, b"garbage", os.urandom(5 * PAGE)], ids=len)
def test_a_file_with_nothing_of_a_memory_in_it_is_replaced_too(path: Path, notes: list[str], content: bytes) -> None:
    path.write_bytes(content)
    with open_memory(path, note=notes.append) as memory:
        memory.keep_edits(wordings(1), PAIR)
        assert memory.edits([numbered(0)], PAIR) == wordings(1)
    if content:
        (note,) = notes
        assert NOTE.fullmatch(note)
        assert damaged_files(path)[0].read_bytes() == content


def pages_with(path: Path, text: str) -> list[int]:
    content = path.read_bytes()
    return sorted({found.start() // PAGE for found in re.finditer(re.escape(text.encode()), content)})


OPERATIONS: dict[str, Callable[[Memory], Any]] = {
    "outputs": lambda memory: memory.outputs([numbered(one) for one in range(2_000)], PAIR, ENGINE),
    "keep_outputs": lambda memory: memory.keep_outputs(answers(3_000), PAIR, ENGINE),
    "edits": lambda memory: memory.edits([numbered(one) for one in range(EDITS)], PAIR),
    "keep_edits": lambda memory: memory.keep_edits(wordings(EDITS), PAIR),
    "units": lambda memory: list(memory.units()),
    "stats": lambda memory: memory.stats(),
    "clear": lambda memory: memory.clear(),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_damage_in_the_middle_is_found_by_any_operation_and_it_goes_on(full: Path, notes: list[str], name: str) -> None:
    """All pages of either table but one in ten are overwritten, as by a disk that fails, while the memory is open."""
    with open_memory(full, note=notes.append) as memory:
        memory.stats()
        for page in range(8, full.stat().st_size // PAGE):
            if page % 10:
                overwrite(full, page * PAGE, b"\xa5" * PAGE)
        OPERATIONS[name](memory)
        memory.keep_outputs(answers(5), PAIR, ENGINE)
        assert memory.outputs([numbered(1)], PAIR, ENGINE) == answers(1, start=1)
    if name != "keep_edits":
        require_replaced(full, notes)


def test_one_page_costs_the_wordings_on_it_and_no_other(full: Path, notes: list[str]) -> None:
    (page, *_) = pages_with(full, "Village 200 received")
    on_it = full.read_bytes()[page * PAGE : (page + 1) * PAGE].count(b"received food aid")
    with open_memory(full, note=notes.append) as memory:
        overwrite(full, page * PAGE, b"\xa5" * PAGE)
        assert memory.edits([numbered(200)], PAIR) == {}
    assert require_replaced(full, notes) == EDITS - on_it
    assert 0 < on_it < 30


def test_a_wording_that_is_not_what_it_was_is_not_saved(full: Path, notes: list[str]) -> None:
    """The page is whole to SQLite, and has other letters on it."""
    content = full.read_bytes()
    for found in re.finditer(b"Warga desa ke-200 ", content):
        overwrite(full, found.start(), b"Warga desa ke-999 ")
    overwrite(full, 0, b"garbage")
    with open_memory(full, note=notes.append):
        pass
    assert require_replaced(full, notes) == EDITS - 1


@pytest.mark.parametrize("content", [b"\0", b"\xff"], ids=["zeros", "not UTF-8"])
def test_an_answer_that_is_no_answer_any_more_is_damage(path: Path, notes: list[str], content: bytes) -> None:
    with open_memory(path, note=notes.append) as memory:
        memory.keep_edits(wordings(EDITS), PAIR)
        memory.keep_outputs(answers(3), PAIR, ENGINE)
        for found in re.finditer(rb"Village 1 got aid\.", path.read_bytes()):
            overwrite(path, found.start(), content * 12)
        assert memory.outputs([numbered(1)], PAIR, ENGINE) == {}
    assert require_replaced(path, notes) == EDITS


def test_two_that_are_set_aside_within_a_second_have_names_of_their_own(path: Path, notes: list[str]) -> None:
    with open_memory(path, note=notes.append) as memory:
        for number in range(3):
            overwrite(path, 0, b"garbage " * 64)
            assert memory.keep_edits({numbered(number): "Aid came."}, PAIR) == 1
        assert len(memory.edits([numbered(one) for one in range(3)], PAIR)) == 3
    assert len(damaged_files(path)) == len(notes) == 3


def test_through_a_link_the_file_itself_is_replaced(tmp_path: Path, full: Path, notes: list[str]) -> None:
    link = tmp_path / "tautan.sqlite"
    link.symlink_to(full)
    overwrite(full, 0, b"garbage " * 64)
    open_memory(link, note=notes.append).close()
    assert link.is_symlink()
    assert require_replaced(full, notes) == EDITS


def test_the_new_file_may_be_used_by_whom_the_old_one_could(full: Path, notes: list[str]) -> None:
    full.chmod(0o660)
    overwrite(full, 0, b"garbage " * 64)
    open_memory(full, note=notes.append).close()
    assert full.stat().st_mode & 0o777 == 0o660
    assert sorted(one.name for one in full.parent.iterdir()) == [
        "memory.sqlite",
        damaged_files(full)[0].name,
        "memory.sqlite.lock",
    ]


def test_where_there_is_no_room_for_a_new_one_the_damaged_one_stays(full: Path, notes: list[str]) -> None:
    def restrict(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA max_page_count = 10")

    overwrite(full, 0, b"garbage " * 64)
    event.listen(Engine, "connect", restrict)
    try:
        with pytest.raises(MemoryUnusable, match="the disk is full"):
            open_memory(full, note=notes.append)
    finally:
        event.remove(Engine, "connect", restrict)
    assert (damaged_files(full), notes) == ([], [])
    open_memory(full, note=notes.append).close()
    assert require_replaced(full, notes) == EDITS


def test_a_file_that_is_damaged_again_at_once_is_told(
    path: Path, notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, wordings: object = ()) -> None:
        path.write_bytes(b"garbage " * 64)

    monkeypatch.setattr("summarizer.memory.files._make", broken)  # as on a disk that keeps nothing
    broken(path)
    with pytest.raises(MemoryUnusable, match=r"file is not a database\. See that .* its disk is sound"):
        open_memory(path, note=notes.append)
