"""The tables of the memory, the same in a SQLite file and on a PostgreSQL server."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, func, insert, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from summarizer.errors import MemoryUnusable

SCHEMA_VERSION = 1

# Compared by code points, as SQLite does: the order of an export must not hang on where the memory is.
_TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
# Any number will do: it is what those wait for who make the tables of one server at the same time.
_ADVISORY_LOCK = 7_365_746_119

_metadata = MetaData()
_schema = Table("memory_schema", _metadata, Column("version", Integer, primary_key=True, autoincrement=False))
outputs = Table(
    "outputs",
    _metadata,
    Column("key", _TEXT, primary_key=True),
    Column("hypotheses", _TEXT, nullable=False),
)
units = Table(
    "units",
    _metadata,
    Column("key", _TEXT, primary_key=True),
    Column("source", _TEXT, nullable=False),
    Column("target", _TEXT, nullable=False),
    Column("langpair", _TEXT, nullable=False),
    Column("origin", _TEXT, nullable=False),
    Column("made_by", _TEXT, nullable=False),
    Column("glossary", _TEXT, nullable=False),
    Column("cost", Integer, nullable=False),
)


def prepare(connection: Connection, shown: str) -> None:
    """Make the tables in an empty database, which messages call ``shown``.

    Raises MemoryUnusable for the database of another program and for one of a newer version of this.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    names = inspect(connection).get_table_names()
    if not names:
        _metadata.create_all(connection)
        connection.execute(insert(_schema).values(version=SCHEMA_VERSION))
        return
    if _schema.name not in names:
        raise MemoryUnusable(f"{shown} is a database of another program. Name another one for the translation memory")
    version = connection.execute(select(func.max(_schema.c.version))).scalar_one_or_none()
    if version is None or version > SCHEMA_VERSION:
        raise MemoryUnusable(
            f"the translation memory {shown} was made by a newer version of summarizer-id. Update it here too, or name "
            "another memory"
        )


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do where a key is there already."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
