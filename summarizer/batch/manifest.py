"""What a batch knows of each item, in SQLite: whatever happens to the run, the next one goes on from here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from summarizer.batch.items import Counts, Record
from summarizer.errors import OutputError

_SCHEMA = 1
_PAGE = 500  # rows, of which each may hold an article

_tables = sa.MetaData()
_meta = sa.Table("meta", _tables, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))
_items = sa.Table(
    "items",
    _tables,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("run", sa.Integer, nullable=False),  # the last run whose input had the item
    sa.Column("position", sa.Integer, nullable=False),  # its place in that input
    sa.Column("state", sa.String, nullable=False),  # planned, done or failed
    sa.Column("input_hash", sa.String, nullable=False, server_default=""),
    sa.Column("made_by", sa.String, nullable=False, server_default=""),
    sa.Column("counts", sa.String, nullable=False, server_default="{}"),
    sa.Column("read_seconds", sa.Float, nullable=False, server_default="0"),
    sa.Column("failure", sa.String, nullable=False, server_default=""),
    sa.Column("outputs", sa.String, nullable=False, server_default="{}"),  # SHA-256 by path or format
    sa.Column("announced", sa.String, nullable=False, server_default="{}"),  # the same of what is just being written
    sa.Column("finished", sa.String, nullable=False, server_default=""),
    sa.Column("content", sa.LargeBinary),  # of an output that is a part of one large file, deflated
    sa.Index("in_order", "run", "position"),
)
_FIELDS = [column for column in _items.columns if column.name not in {"run", "position", "content"}]


class Manifest:
    """One row for each item; safe to use from several threads.

    Raises OutputError for whatever is wrong with the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
        sa.event.listen(self._engine, "connect", _prepare)
        with self._connection() as connection:
            _tables.create_all(connection)
            schema = self._value(connection, "schema", _SCHEMA)
            if schema > _SCHEMA:
                raise OutputError(f"{path} was written by a newer version of this program. Use that one")
            self.run = self._value(connection, "run", 0) + 1
            self._set(connection, "schema", _SCHEMA)
            self._set(connection, "run", self.run)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def see(self, items: Sequence[tuple[str, int]]) -> None:
        """Note that the input of this run has these items, each a key and its place."""
        if not items:
            return
        row = insert(_items)
        changed = {name: row.excluded[name] for name in ("run", "position")}
        with self._connection() as connection:
            connection.execute(
                row.on_conflict_do_update(index_elements=["key"], set_=changed),
                [{"key": key, "position": place, "run": self.run, "state": "planned"} for key, place in items],
            )

    def find(self, key: str) -> Record | None:
        """What came of the item the last time, None if nothing has yet."""
        with self._connection() as connection:
            row = connection.execute(sa.select(*_FIELDS).where(_items.c.key == key)).one_or_none()
        return None if row is None or row.state == "planned" else _record(row)

    def written(self, key: str) -> set[str]:
        """The SHA-256 of everything that was written, or was about to be, as an output of the item."""
        with self._connection() as connection:
            row = connection.execute(
                sa.select(_items.c.outputs, _items.c.announced).where(_items.c.key == key)
            ).one_or_none()
        return set() if row is None else {*json.loads(row.outputs).values(), *json.loads(row.announced).values()}

    def announce(self, key: str, outputs: Mapping[str, str]) -> None:
        """Note what is about to be written, so that a run that is killed while it does so knows it again."""
        with self._connection() as connection:
            connection.execute(_items.update().where(_items.c.key == key).values(announced=json.dumps(outputs)))

    def keep(self, record: Record, content: bytes | None = None) -> None:
        """Put down what came of an item that was seen; ``content`` is its part of an output that all items share."""
        fields = asdict(record)
        values = {
            **{name: value for name, value in fields.items() if name not in {"key", "counts", "outputs"}},
            "state": "failed" if record.failure else "done",
            "counts": json.dumps(fields["counts"]),
            "outputs": json.dumps(dict(record.outputs)),
            "announced": "{}",
            "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "content": None if content is None else zlib.compress(content),
        }
        with self._connection() as connection:
            connection.execute(_items.update().where(_items.c.key == record.key).values(**values))

    def records(self) -> Iterator[Record]:
        """The items of this run's input that something has come of, in their order."""
        for row in self._pages(_FIELDS):
            yield _record(row)

    def contents(self) -> Iterator[tuple[str, bytes | None, str]]:
        """Key, content and failure of the same items."""
        columns = [_items.c.key, _items.c.content, _items.c.failure]
        for row in self._pages(columns):
            yield row.key, None if row.content is None else zlib.decompress(row.content), row.failure

    def _pages(self, columns: Sequence[sa.Column[Any]]) -> Iterator[Any]:
        """Rows in pages, so that no reading holds up a writer, or more than a page of articles in memory."""
        last = -1
        condition = sa.and_(_items.c.run == self.run, _items.c.state != "planned")
        while True:
            query = sa.select(*columns, _items.c.position).where(condition, _items.c.position > last)
            with self._connection() as connection:
                rows = connection.execute(query.order_by(_items.c.position).limit(_PAGE)).all()
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1].position

    @contextmanager
    def _connection(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise OutputError(
                f"{self._path} cannot be used: {error.orig}. If the disk is full, make room; if the file is damaged, "
                "remove it: what the translation memory has is not translated again"
            ) from error
        except SQLAlchemyError as error:
            raise OutputError(f"{self._path} cannot be used: {error}") from error

    @staticmethod
    def _value(connection: sa.Connection, name: str, default: int) -> int:
        value = connection.execute(sa.select(_meta.c.value).where(_meta.c.name == name)).scalar()
        return default if value is None else int(value)

    @staticmethod
    def _set(connection: sa.Connection, name: str, value: int) -> None:
        row = insert(_meta).values(name=name, value=str(value))
        connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": row.excluded.value}))


def _prepare(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # a row must not say "done" of a file and then be gone, nor the reverse
    cursor.close()


def _record(row: Any) -> Record:
    return Record(
        key=row.key,
        input_hash=row.input_hash,
        made_by=row.made_by,
        counts=Counts(**json.loads(row.counts)),
        read_seconds=row.read_seconds,
        failure=row.failure,
        outputs=json.loads(row.outputs),
        finished=row.finished,
    )
