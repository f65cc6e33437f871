"""What a batch knows of each item, in SQLite: whatever happens to the run, the next one goes on from here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from summarizer.batch.items import Counts, Record
from summarizer.errors import OptionError, OutputError

_SCHEMA = 1
_RECORDS_AT_ONCE = 500
_CONTENTS_AT_ONCE = 16  # each may be the brief of an article of 1 MiB

_tables = sa.MetaData()
_meta = sa.Table("meta", _tables, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))
_items = sa.Table(
    "items",
    _tables,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("seen", sa.Integer, nullable=False),  # the last run whose input had the item
    sa.Column("place", sa.Integer, nullable=False),  # its place in that input
    sa.Column("run", sa.Integer, nullable=False),  # the last run that worked on it
    sa.Column("input_hash", sa.String, nullable=False),
    sa.Column("made_by", sa.String, nullable=False),
    sa.Column("counts", sa.String, nullable=False),
    sa.Column("read_seconds", sa.Float, nullable=False),
    sa.Column("failure", sa.String, nullable=False),
    sa.Column("outputs", sa.String, nullable=False),  # SHA-256 by path, or by format in a table
    sa.Column("finished", sa.String, nullable=False),
    sa.Column("content", sa.LargeBinary),  # its part of a table, deflated
    sa.Index("in_order", "seen", "place"),
)
# Everything that was ever about to be written, so that no run, however the ones before it ended, takes for somebody
# else's what is the batch's own.
_written = sa.Table(
    "written",
    _tables,
    sa.Column("path", sa.String, primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
)
_FIELDS = [column for column in _items.columns if column.name not in {"seen", "place", "content"}]


class Manifest:
    """One row for each item; safe to use from several threads. Every method raises OutputError.

    ``run`` is the number of this run, and ``forced_since`` that of the first of the runs, broken off and gone on with,
    that make everything again; None if this run does not.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # No URL in a string: a question mark in a path would end it there.
        url = sa.URL.create("sqlite", database=str(path))
        self._engine = sa.create_engine(url, connect_args={"timeout": 60})
        sa.event.listen(self._engine, "connect", _prepare)
        self.forced_since: int | None = None
        with self._connection() as connection:
            _tables.create_all(connection)
            if int(_value(connection, "schema") or _SCHEMA) > _SCHEMA:
                raise OutputError(f"{path} was written by a newer version of this program. Use that one")
            self.run = int(_value(connection, "run") or 0) + 1
            _set(connection, "schema", str(_SCHEMA))
            _set(connection, "run", str(self.run))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def begin(self, source: str, *, force: bool) -> None:
        """Begin a run on the input at the path ``source``, or with ``force`` one that makes everything again.

        Raises OptionError, unless forced, if the batch has been made from another input.
        """
        with self._connection() as connection:
            before = _value(connection, "source")
            if before not in (None, source) and not force:
                raise OptionError(
                    f"this output was made from {before}, whose articles those of {source} might replace. Name another "
                    "output, or add --force"
                )
            _set(connection, "source", source)
            if force:
                unfinished = None if before != source else _value(connection, "forced since")
                self.forced_since = int(unfinished or self.run)
                _set(connection, "forced since", str(self.forced_since))

    def complete(self) -> None:
        """Note that this run has come to the end of its input."""
        with self._connection() as connection:
            connection.execute(_meta.delete().where(_meta.c.name == "forced since"))

    def see(self, items: Sequence[tuple[str, int]]) -> None:
        """Note that the input of this run has these items, which need no work: each a key and its place."""
        statement = _items.update().where(_items.c.key == sa.bindparam("item"))
        rows = [{"item": key, "at": place} for key, place in items]
        if rows:
            with self._connection() as connection:
                connection.execute(statement.values(place=sa.bindparam("at"), seen=self.run), rows)

    def find(self, key: str) -> Record | None:
        """What came of the item the last time, None if nothing has yet."""
        with self._connection() as connection:
            row = connection.execute(sa.select(*_FIELDS).where(_items.c.key == key)).one_or_none()
            return None if row is None else _record(row)

    def announce(self, outputs: Mapping[str, str]) -> None:
        """Note the SHA-256 of what is about to be written, by path, before it is."""
        rows = [{"path": path, "sha256": sha256} for path, sha256 in outputs.items()]
        with self._connection() as connection:
            connection.execute(insert(_written).on_conflict_do_nothing(), rows)

    def has_written(self, path: str, sha256: str) -> bool:
        """Whether this batch has ever written, or been about to write, that content to that path."""
        condition = sa.and_(_written.c.path == path, _written.c.sha256 == sha256)
        with self._connection() as connection:
            return connection.execute(sa.select(sa.exists().where(condition))).scalar_one()

    def keep(self, record: Record, place: int, content: bytes | None = None) -> None:
        """Put down what came of an item; ``content`` is its part of an output that all items share."""
        values = {
            **asdict(record),
            "run": self.run,
            "seen": self.run,
            "place": place,
            "counts": json.dumps(asdict(record.counts)),
            "outputs": json.dumps(dict(record.outputs)),
            "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "content": None if content is None else zlib.compress(content),
        }
        row = insert(_items).values(values)
        changed = {name: row.excluded[name] for name in values if name != "key"}
        with self._connection() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=changed))

    def records(self) -> Iterator[Record]:
        """The items of this run's input that something has come of, in their order."""
        for page in self._pages(_FIELDS, _RECORDS_AT_ONCE):
            with self._reported():
                records = list(map(_record, page))
            yield from records

    def contents(self) -> Iterator[tuple[str, bytes | None, str]]:
        """Key, content and failure of the same items."""
        for page in self._pages([_items.c.key, _items.c.content, _items.c.failure], _CONTENTS_AT_ONCE):
            for row in page:
                with self._reported():
                    content = None if row.content is None else zlib.decompress(row.content)
                yield row.key, content, row.failure

    def _pages(self, columns: Iterable[sa.Column[Any]], length: int) -> Iterator[Sequence[Any]]:
        """Rows in pages, so that no reading holds up a writer, or has more than a page in memory."""
        last = -1
        while True:
            query = sa.select(*columns, _items.c.place).where(_items.c.seen == self.run, _items.c.place > last)
            with self._connection() as connection:
                page = connection.execute(query.order_by(_items.c.place).limit(length)).all()
            yield page
            if len(page) < length:
                return
            last = page[-1].place

    @contextmanager
    def _connection(self) -> Iterator[sa.Connection]:
        with self._reported(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, ValueError, TypeError, zlib.error) as error:
            reason = getattr(error, "orig", None) or error
            raise OutputError(
                f"the record of the batch, {self._path}, cannot be used: {reason}. If the disk is full, make room. If "
                f"the file is damaged, remove the folder {self._path.parent} and add --force: what the translation "
                "memory has is not translated again"
            ) from error


def _value(connection: sa.Connection, name: str) -> str | None:
    value = connection.execute(sa.select(_meta.c.value).where(_meta.c.name == name)).scalar()
    return None if value is None else str(value)


def _set(connection: sa.Connection, name: str, value: str) -> None:
    row = insert(_meta).values(name=name, value=value)
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
        outputs=dict(json.loads(row.outputs)),
        run=row.run,
        finished=row.finished,
    )
