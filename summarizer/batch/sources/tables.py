"""Articles in the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from summarizer.batch.items import Item
from summarizer.batch.sources.columns import Columns
from summarizer.batch.sources.rows import BrokenRow, Row, Rows, printable, row_article, row_digest
from summarizer.batch.sources.seen import Seen
from summarizer.batch.sources.stems import hashed_stem, table_stem
from summarizer.documents.reading import Article
from summarizer.errors import UnfitInput, UnreadableInput

_LONGEST_KEY = 2000


class TableSource:
    """An item for each row, known by its id, or as "row-12" where it has none.

    A row that is no article is an item that cannot be read. Only a file that is damaged ends the iteration, with
    UnreadableInput.
    """

    ignored = 0

    def __init__(self, name: str, rows: Rows, columns: Columns) -> None:
        self.name = name
        self._rows = rows
        self._columns = columns

    def __iter__(self) -> Iterator[Item]:
        keys, stems = Seen(), Seen()
        for row in self._rows.rows(self._columns.names):
            where = f"row {row.number} of {self.name}"
            wanted, problem = f"row-{row.number}", ""
            if isinstance(row, Row) and (given := _key(row.values.get(self._columns.key))):
                if len(given) <= _LONGEST_KEY:
                    wanted = given
                else:
                    problem = f"{where} has an id of more than {_LONGEST_KEY} letters. Name another --id-column"
            key = wanted
            while not keys.add(key):
                problem = f"{where} has the id “{wanted}”, as an earlier row has. Give each row an id of its own"
                key = f"{key} (again in row {row.number})"
            stem = table_stem(key)
            if not stems.add(stem.casefold()):  # systems that ignore case would take it for that of another row
                stem = hashed_stem(key, key)
            yield Item(key, stem, partial(self._digest, row), partial(self._article, row, where, problem))

    def count(self) -> int:
        return self._rows.count()

    def _digest(self, row: Row | BrokenRow) -> str:
        return row.digest if isinstance(row, BrokenRow) else row_digest(row, self._columns)

    def _article(self, row: Row | BrokenRow, where: str, problem: str) -> Article:
        if isinstance(row, BrokenRow):
            raise UnreadableInput(f"{where} {row.problem}")
        if problem:
            raise UnfitInput(problem)
        return row_article(row, self._columns, where)


def _key(value: object) -> str:
    """An id as a string, "" for none. Numbers are ids; where a column has gaps, programs make "12.0" of 12."""
    if value is None or isinstance(value, bool | list | dict):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    key = printable(str(value))
    return key if key.strip() else ""
