"""What the memory asks of the place that it is kept in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")


class DamagedContent(Exception):
    """A row has something in it that no version of this program has written."""


class Database(Protocol):
    """A SQLite file or a server. Every method may be called from any thread, and raises MemoryUnusable."""

    @property
    def shown(self) -> str:
        """Its name in messages, without a password."""
        ...

    def transact(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` returns, in one transaction; it is called again, from its beginning, after a mending."""
        ...

    def size_bytes(self) -> int | None:
        """How large the file is; None where there is none."""
        ...

    def give_back_room(self) -> None:
        """Make the file smaller after much was removed."""
        ...

    def close(self) -> None: ...
