"""The memory on a PostgreSQL server, for many machines."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError

from summarizer.errors import ExtraMissing, MemoryUnusable
from summarizer.memory.database import DamagedContent, T
from summarizer.memory.tables import prepare

_CONNECT_SECONDS = "10"


class MemoryServer:
    """A `Database` at a URL of SQLAlchemy's. Raises ExtraMissing if the URL's driver is not installed."""

    def __init__(self, url: URL) -> None:
        self._url = url
        try:
            self._engine = create_engine(
                url.update_query_dict({"connect_timeout": _CONNECT_SECONDS} | dict(url.query)), pool_pre_ping=True
            )
        except ImportError as error:
            raise ExtraMissing(
                f"a translation memory on a server needs a package that does not load ({error}). "
                "Install it with: pip install 'summarizer-id[postgres]'"
            ) from None
        self.transact(lambda connection: prepare(connection, self.shown))

    @property
    def shown(self) -> str:
        return shown(self._url)

    def transact(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            reason = self._without_password(str(getattr(error, "orig", None) or error))
        except DamagedContent as error:
            reason = str(error)
        # Not "from": what the driver raised may quote the password.
        raise MemoryUnusable(
            f"the translation memory {self.shown} cannot be used: {reason}. See that the server runs and lets this "
            "machine in, or name another memory"
        )

    def size_bytes(self) -> int | None:
        return None

    def give_back_room(self) -> None:
        """Nothing: the server sees to that by itself."""

    def close(self) -> None:
        self._engine.dispose()

    def _without_password(self, reason: str) -> str:
        line = " ".join(reason.split()).rstrip(".?")
        for secret in (self._url.password, self._url.query.get("password")):
            if secret:
                line = line.replace(str(secret), "***")
        return line


def shown(url: URL) -> str:
    """The URL without its password, wherever it stands."""
    return url.set(query={}).render_as_string(hide_password=True)
