"""Where the memory is, and what is said where it cannot be."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from summarizer.errors import ExtraMissing, MemoryUnusable
from summarizer.memory.opening import VARIABLE, default_memory, missing_file, open_memory
from tests.memory.sentences import ENGINE, PAIR, RICE, answers, wordings


def test_it_is_in_the_users_data_folder_unless_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://meja/ingatan")
    assert default_memory() == "postgresql://meja/ingatan"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", "/data pengguna")
    if sys.platform == "linux":
        assert default_memory() == "/data pengguna/summarizer/memory.sqlite"
    assert Path(default_memory()).name == "memory.sqlite"


def test_folders_and_file_are_made_when_it_is_opened_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a b" / "ingatan? #1%20.sqlite"
    monkeypatch.setenv(VARIABLE, str(path))
    assert missing_file() == path
    assert list(tmp_path.iterdir()) == []
    with open_memory() as memory:
        memory.keep_edits({RICE: "Rice costs more."}, PAIR)
        assert memory.shown == str(path)
    assert missing_file() is None
    assert path.is_file()


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_what_was_kept_is_there_when_it_is_opened_again(path: Path, form: str) -> None:
    with open_memory(form.format(path)) as memory:
        memory.keep_edits({RICE: "Rice costs more."}, PAIR)
    with open_memory(path) as memory:
        assert memory.edits([RICE], PAIR) == {RICE: "Rice costs more."}


def test_a_relative_path_is_that_of_the_moment_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_memory("memory.sqlite") as memory:
        monkeypatch.chdir("/")
        memory.keep_edits({RICE: "Rice costs more."}, PAIR)
    assert (tmp_path / "memory.sqlite").is_file()


def test_the_file_is_in_the_mode_that_lets_others_read(path: Path) -> None:
    with open_memory(path), closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_one_that_is_removed_while_it_is_open_is_made_again(path: Path) -> None:
    with open_memory(path) as memory:
        memory.keep_edits({RICE: "Rice costs more."}, PAIR)
        path.unlink()
        assert memory.edits([RICE], PAIR) == {}
        memory.keep_edits({RICE: "Rice costs more."}, PAIR)
    assert path.is_file()


def test_one_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    open_memory(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE memory_schema SET version = 2")
    before = path.read_bytes()
    with pytest.raises(MemoryUnusable, match=r"was made by a newer version of summarizer-id\. Update it"):
        open_memory(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
    with pytest.raises(MemoryUnusable, match="is a database of another program"):
        open_memory(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("moz_places",)]


def test_an_article_is_refused_and_left_alone(tmp_path: Path) -> None:
    article = tmp_path / "berita.txt"
    article.write_text(RICE, encoding="utf-8")
    with pytest.raises(MemoryUnusable, match=r"berita\.txt is no translation memory"):
        open_memory(article)
    assert [one.name for one in tmp_path.iterdir()] == ["berita.txt"]
    assert article.read_text(encoding="utf-8") == RICE


def test_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MemoryUnusable, match="is a folder"):
        open_memory(tmp_path)
    with pytest.raises(MemoryUnusable, match="/dev/null is no file"):
        open_memory("/dev/null")
    with pytest.raises(MemoryUnusable, match="cannot be used: "):
        open_memory("/dev/null/memory.sqlite")


@pytest.fixture
def read_only_memory() -> Iterator[Path]:
    """A memory that this user may read and not write. Root may write everything, so it is not root that opens it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_memory(folder / "memory.sqlite") as memory:
            memory.keep_edits({RICE: "Rice costs more."}, PAIR)
        for file in folder.iterdir():
            file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield folder / "memory.sqlite"
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_read_only_memory_says_what_to_do(read_only_memory: Path) -> None:
    with pytest.raises(MemoryUnusable) as error:
        open_memory(read_only_memory)
    assert str(error.value).startswith(f"the translation memory {read_only_memory} cannot be used: ")
    assert f"See that {read_only_memory.parent} can be written" in str(error.value)


def test_a_full_disk_says_what_to_do_and_keeps_what_there_was(path: Path) -> None:
    def restrict(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    with open_memory(path) as memory:
        memory.keep_edits(wordings(10), PAIR)
        event.listen(Engine, "connect", restrict)
        try:
            with pytest.raises(MemoryUnusable, match=rf"the disk is full\. Make room in {path.parent}"):
                memory.keep_outputs(answers(2_000), PAIR, ENGINE)
        finally:
            event.remove(Engine, "connect", restrict)
        assert (memory.stats().edits, memory.stats().outputs) == (10, 0)
        memory.keep_outputs(answers(2_000), PAIR, ENGINE)
        assert memory.stats().outputs == 2_000


@pytest.mark.parametrize("where", ["mysql://meja/ingatan", "sqlite://", "https://example.com/memory.sqlite"])
def test_what_can_be_no_memory_is_refused(where: str) -> None:
    with pytest.raises(MemoryUnusable, match="cannot be kept at"):
        open_memory(where)


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://desk:rahasia@127.0.0.1:1/ingatan",
        "postgresql+psycopg://desk@127.0.0.1:1/ingatan?password=rahasia",
        "postgresql://desk:rahasia@[x:1/ingatan",
        "postgresql://desk:rah@asia@127.0.0.1:satu/ingatan",
        "postgresql://desk:1/rahasia@127.0.0.1:1/ingatan",
    ],
)
def test_a_server_that_does_not_answer_is_told_without_the_password(where: str) -> None:
    with pytest.raises(MemoryUnusable) as error:
        open_memory(where)
    assert "rahasia" not in str(error.value)
    assert "asia@" not in str(error.value)
    assert error.value.__cause__ is None


def test_a_driver_that_is_not_installed_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'summarizer-id\[postgres\]'"):
        open_memory("postgresql://127.0.0.1:1/ingatan")
