"""The memory in a SQLite file: many processes may use it, and a damaged one is replaced while they do.

A connection lives for one transaction, under a lock of the file: when SQLite closes one it removes the ``-wal`` and
``-shm`` by name, and one that had stayed open on a file that was set aside would remove those of the new file.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from summarizer.documents.output import SCRATCH
from summarizer.errors import MemoryUnusable
from summarizer.memory.database import DamagedContent, T
from summarizer.memory.salvage import Row, readable_wordings
from summarizer.memory.tables import prepare, units

_MAGIC = b"SQLite format 3\0"
_SUFFIXES = frozenset({".sqlite", ".sqlite3", ".db"})
_BESIDE = ("-wal", "-shm", "")  # the file itself last: a new one must not find the log of the old one
_BUSY_SECONDS = 60.0
# Whoever has the lock may be reading in a large TMX; a translation that waits is asked for a few times a second.
_LOCK_SECONDS = 600.0
_POLL_SECONDS = 0.005
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY_CODE = 0xFF
_UNDECODABLE = "Could not decode to UTF-8"  # sqlite3 gives no code with it


class MemoryFile:
    """A `Database` in the file ``path``, which is made if need be; ``note`` is told when a damaged one was replaced."""

    def __init__(self, path: Path, note: Callable[[str], None]) -> None:
        self._path = path
        self._note = note
        self._engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)
        event.listen(self._engine, "begin", _begin)

    @property
    def shown(self) -> str:
        return str(self._path)

    def transact(self, work: Callable[[Connection], T]) -> T:
        return self._mending(lambda: self._transaction(work))

    def size_bytes(self) -> int | None:
        with self._reported():
            return self._path.stat().st_size

    def give_back_room(self) -> None:
        self._mending(self._vacuum)

    def close(self) -> None:
        self._engine.dispose()

    def _mending(self, action: Callable[[], T]) -> T:
        with self._reported(), self._locked():
            try:
                return action()
            except (DBAPIError, sqlite3.Error, DamagedContent) as error:
                if not _is_damage(error):
                    raise
            self._start_anew()
            return action()

    def _transaction(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            prepare(connection, self.shown)
            return work(connection)

    def _vacuum(self) -> None:
        with closing(_connect(self._path)) as connection:
            connection.execute("VACUUM")

    def _start_anew(self) -> None:
        """Set the damaged file aside, under the lock, and put a new one with what was saved in its place."""
        wordings = readable_wordings(self._path, _make)
        # Made before the other goes: where there is no room for it, all stays as it was.
        with tempfile.TemporaryDirectory(dir=self._path.parent, prefix=SCRATCH) as scratch:
            fresh = Path(scratch, self._path.name)
            _make(fresh, wordings)
            shutil.copymode(self._path, fresh)
            aside = _set_aside(self._path)
            fresh.rename(self._path)
        self._note(
            f"the translation memory {self.shown} was damaged: a new one is in its place, the damaged file is {aside}, "
            f"and {len(wordings):,} of the wordings that people gave could be saved from it"
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        folder = self._path.parent
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._path.with_name(self._path.name + ".lock"), _LOCK_SECONDS, poll_interval=_POLL_SECONDS)
        with lock:
            yield

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except Timeout:
            reason = "another program has held it for ten minutes. End that one and try again"
        except OSError as error:
            reason = self._advice(error.errno in (errno.ENOSPC, errno.EDQUOT), error.strerror or str(error))
        except DamagedContent as error:
            reason = self._advice(False, str(error))
        except (DBAPIError, sqlite3.Error) as error:
            cause = _cause(error)
            code = _code(cause)
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                reason = "another program has held it for a minute. End that one and try again"
            else:
                reason = self._advice(code == sqlite3.SQLITE_FULL, str(cause))
        else:
            return
        raise MemoryUnusable(f"the translation memory {self.shown} cannot be used: {reason}")

    def _advice(self, is_full: bool, reason: str) -> str:
        folder = self._path.parent
        if is_full:
            return f"the disk is full. Make room in {folder}, or name a memory elsewhere"
        return f"{reason}. See that {folder} can be written and its disk is sound, or name a memory elsewhere"


def require_memory_file(path: Path) -> None:
    """Raise MemoryUnusable for what is not to be replaced by a new memory: a folder, an article, a device."""
    if not path.exists():
        return
    if not path.is_file():
        kind = "a folder" if path.is_dir() else "no file"
        raise MemoryUnusable(f"the translation memory {path} is {kind}. Name a file, as in: memory.sqlite")
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_MAGIC))
    except OSError as error:
        raise MemoryUnusable(f"the translation memory {path} cannot be read: {error.strerror or error}") from error
    if beginning not in (b"", _MAGIC) and path.suffix.lower() not in _SUFFIXES:
        raise MemoryUnusable(
            f"{path} is no translation memory. Name another file; if it was one and is damaged, move it away"
        )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    # One that reads first and writes then could be refused in between, if a program without our lock has the file open.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _make(path: Path, wordings: Sequence[Row] = ()) -> None:
    """A new memory with nothing but the wordings."""

    def fill(connection: Connection) -> None:
        if wordings:
            connection.execute(insert(units), wordings)

    with closing(MemoryFile(path, lambda text: None)) as file:
        file.transact(fill)


def _set_aside(path: Path) -> Path:
    """Rename the file and what SQLite has beside it; its new path, which nothing else has had."""
    name = f"{path.name}.damaged-{datetime.now():%Y%m%d-%H%M%S}"
    for number in count(1):
        aside = path.with_name(name if number == 1 else f"{name}-{number}")
        if not any(aside.with_name(aside.name + suffix).exists() for suffix in _BESIDE):
            break
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside


def _cause(error: Exception) -> Any:
    return error.orig if isinstance(error, DBAPIError) else error


def _code(cause: Any) -> int:
    return getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE


def _is_damage(error: Exception) -> bool:
    cause = _cause(error)
    return isinstance(cause, DamagedContent) or _code(cause) in _DAMAGED or str(cause).startswith(_UNDECODABLE)
