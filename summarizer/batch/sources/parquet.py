"""Rows of Parquet files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from summarizer.batch.sources.lines import damaged
from summarizer.batch.sources.rows import BrokenRow, Row
from summarizer.errors import UnfitInput, UnreadableInput

_ROWS_AT_ONCE = 64
# Without a buffer, and with the one that is filled ahead, a whole row group of a column is in memory: any size.
_BUFFER = 2**20
_DAMAGE = (pa.ArrowException, OSError)


class ParquetRows:
    """The rows of a file, numbered from 1. Raises UnreadableInput if it is no Parquet file."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name
        with self._opened() as file:
            self.columns: list[str] = file.schema_arrow.names
        if twice := {column for column in self.columns if self.columns.count(column) > 1}:
            raise UnfitInput(f"{name} has several columns of one name ({', '.join(sorted(twice))}). Rename them")

    def rows(self, columns: Sequence[str]) -> Iterator[Row | BrokenRow]:
        number = 0
        with self._opened() as file:
            batches = file.iter_batches(_ROWS_AT_ONCE, columns=list(columns), use_threads=False)
            while True:
                try:
                    batch = next(batches, None)
                except _DAMAGE as error:
                    raise damaged(self._name, number, error) from error
                if batch is None:
                    return
                yield from _rows(batch, columns, number)
                number += batch.num_rows

    def count(self) -> int:
        with self._opened() as file:
            return int(file.metadata.num_rows)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        try:
            file = pq.ParquetFile(self._path, pre_buffer=False, buffer_size=_BUFFER, page_checksum_verification=True)
        except _DAMAGE as error:
            raise UnreadableInput(
                f"{self._name} is no Parquet file, or is damaged: {error}. Copy or download it once more"
            ) from error
        with file:
            yield file


def _rows(batch: Any, columns: Sequence[str], before: int) -> Iterator[Row | BrokenRow]:
    try:
        values = [batch.column(column).to_pylist() for column in columns]
    except (ValueError, OverflowError):  # of one row, perhaps
        yield from (_row(batch.slice(place, 1), columns, before + place + 1) for place in range(batch.num_rows))
        return
    for number, of_row in enumerate(zip(*values, strict=True), start=before + 1):
        yield Row(number, dict(zip(columns, of_row, strict=True)))


def _row(batch: Any, columns: Sequence[str], number: int) -> Row | BrokenRow:
    try:
        return Row(number, {column: batch.column(column)[0].as_py() for column in columns})
    except (ValueError, OverflowError) as error:
        digest = hashlib.sha256(batch.serialize()).hexdigest()
        return BrokenRow(
            number, f"has a value that cannot be read: {error}. Write the file once more, in UTF-8", digest
        )
