"""What can still be read of a damaged memory: the wordings that people gave, row by row."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from summarizer.memory.keys import unit_key
from summarizer.memory.units import HUMAN

Row = dict[str, str | int]

_FIELDS = ("key", "source", "target", "langpair", "origin", "made_by", "glossary", "cost")
_ROWS = f"SELECT rowid, {', '.join(_FIELDS)} FROM units NOT INDEXED"
# So many row numbers without a row, one after the other, are the end of what can be read: a page holds a dozen rows,
# and a page that leads to others some thousands.
_MOST_MISSING = 20_000
_PAGE_SIZE = slice(16, 18)  # this and the next are places in the header, https://sqlite.org/fileformat.html
_JOURNAL = slice(18, 20)
_PAGE_COUNT = slice(28, 32)
_ROLLBACK_JOURNAL = b"\x01\x01"


def readable_wordings(path: Path, make_empty: Callable[[Path], None]) -> list[Row]:
    """The rows of `tables.units` that humans wrote and that can still be read; the file is not changed.

    A file whose beginning is lost is read through a copy that has the beginning of an empty memory, which
    ``make_empty`` makes. Raises nothing: what cannot be read is not there.
    """
    try:
        return _wordings(path)
    except sqlite3.Error:  # not even its tables can be found
        pass
    with suppress(sqlite3.Error, OSError), tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        copy, empty = Path(scratch, "copy"), Path(scratch, "empty")
        make_empty(empty)
        shutil.copyfile(path, copy)
        _begin_anew(copy, empty)
        return _wordings(copy)
    return []


def _begin_anew(path: Path, empty: Path) -> None:
    """Give a file the first page of an empty one: both have their tables in the same places."""
    page = bytearray(empty.read_bytes())
    size = int.from_bytes(page[_PAGE_SIZE])
    del page[size:]
    page[_JOURNAL] = _ROLLBACK_JOURNAL
    page[_PAGE_COUNT] = (path.stat().st_size // size).to_bytes(4)
    with path.open("r+b") as file:
        file.write(page)


def _wordings(path: Path) -> list[Row]:
    # Without a log, nothing is to be made beside the file either.
    how = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
        connection.text_factory = bytes
        wordings = (wording for row in _rows(connection) if (wording := _wording(row)) is not None)
        return list({wording["key"]: wording for wording in wordings}.values())


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """Every row up to the first damage, every one behind the last, and one by one what is between them."""
    first, last = 0, None
    try:
        for row in connection.execute(f"{_ROWS} ORDER BY rowid"):
            first = row[0]
            yield row
        return
    except sqlite3.DatabaseError:
        if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'units'").fetchone()[0]:
            raise
    with suppress(sqlite3.DatabaseError):
        for row in connection.execute(f"{_ROWS} WHERE rowid > ? ORDER BY rowid DESC", (first,)):
            last = row[0]
            yield row
    missing = 0
    while missing < _MOST_MISSING and (last is None or first + 1 < last):
        first += 1
        missing += 1
        with suppress(sqlite3.DatabaseError):
            for row in connection.execute(f"{_ROWS} WHERE rowid = ?", (first,)):
                missing = 0
                yield row


def _wording(row: tuple[object, ...]) -> Row | None:
    """A row as it is kept, if a human wrote it and it is as it was written: its key is that of its source."""
    try:
        texts = [value.decode() for value in row[1:-1] if isinstance(value, bytes)]
        wording: Row = dict(zip(_FIELDS, texts, strict=False))
        is_whole = wording["key"] == unit_key(str(wording["source"]), str(wording["langpair"]), HUMAN)
    except (UnicodeDecodeError, KeyError):
        return None
    is_human = wording.get("origin") == HUMAN and bool(wording["target"]) and "\0" not in str(wording["target"])
    return {**wording, "cost": 0} if is_whole and is_human and len(texts) == len(_FIELDS) - 1 else None
