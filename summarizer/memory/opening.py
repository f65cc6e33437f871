"""Where the memory is, and opening it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import MemoryUnusable

if TYPE_CHECKING:
    from sqlalchemy import URL

    from summarizer.memory.store import Memory

VARIABLE = "SUMMARIZER_MEMORY"


def _no_note(text: str) -> None:
    """The note of callers that show none."""


def default_memory() -> str:
    """``SUMMARIZER_MEMORY``, a path or a URL, if it is set, or else a file in the user's data folder."""
    if override := os.environ.get(VARIABLE):
        return override
    from platformdirs import user_data_path

    return str(user_data_path("summarizer", appauthor=False) / "memory.sqlite")


def open_memory(where: str | Path | None = None, *, note: Callable[[str], None] = _no_note) -> Memory:
    """The memory in the SQLite file at a path, or at an SQLAlchemy URL; it is made if it is not there.

    A damaged file is replaced by a new one, now or whenever the damage shows, and ``note`` is told so in a sentence.
    Raises MemoryUnusable, and ExtraMissing for a server whose driver is not installed.
    """
    from summarizer.memory.store import Memory

    place = _place(where)
    if isinstance(place, Path):
        from summarizer.memory.files import MemoryFile, require_memory_file

        require_memory_file(place)
        file = MemoryFile(place, note)
        file.transact(lambda connection: None)
        return Memory(file)
    from summarizer.memory.servers import MemoryServer

    return Memory(MemoryServer(place))


def missing_file(where: str | Path | None = None) -> Path | None:
    """The file that `open_memory` would make, None if there is one or the memory is on a server."""
    place = _place(where)
    return place if isinstance(place, Path) and not place.exists() else None


def _place(where: str | Path | None) -> Path | URL:
    place = str(where or default_memory())
    if "://" not in place:
        # A link's own name is no name for the lock, nor for what is set aside.
        return Path(os.path.realpath(Path(place).expanduser()))
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    scheme = place.partition("://")[0]
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):  # neither of their messages is shown: they may quote a password
        raise MemoryUnusable(
            f"the URL of the translation memory, {scheme}://…, cannot be understood. It is like "
            "postgresql://user:password@host:5432/database, with %40 for an @ in the password"
        ) from None
    if url.drivername.partition("+")[0] == "sqlite" and url.database and url.database != ":memory:":
        return Path(os.path.realpath(url.database))
    if scheme in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "postgresql+psycopg":
        return url
    raise MemoryUnusable(
        f"a translation memory cannot be kept at {scheme}://…: name a file, or a server with postgresql://…"
    )
