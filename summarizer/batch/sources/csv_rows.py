"""Rows of comma-, semicolon- and tab-separated files."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from summarizer.batch.sources.lines import DAMAGE, MAX_ROW_BYTES, Overlong, bounded_lines, damaged, open_binary
from summarizer.batch.sources.rows import BrokenRow, Row
from summarizer.errors import UnfitInput, UnreadableInput

_NOT_UTF8 = "is not UTF-8. Save the file as CSV in UTF-8"
_TOO_LONG = f"is longer than {MAX_ROW_BYTES // 2**20} MiB, the most a row may be. Check its quotation marks"
_QUOTES = "Within a field that is quoted, write each quotation mark twice"


class CsvRows:
    """The rows below the header, numbered from 1; blank lines are none. UTF-8, with a byte-order mark or without.

    Fields are parted by tabs with ``tabs``, otherwise by commas, or by the semicolons or tabs of a header that has no
    comma. Raises UnfitInput if there is no header, and UnreadableInput.
    """

    def __init__(self, path: Path, name: str, *, tabs: bool) -> None:
        self._path = path
        self._name = name
        self._delimiter = "\t" if tabs else _delimiter(self._first_line())
        header = next(self._records(), None)
        if header is None:
            raise UnfitInput(f"{name} is empty. Its first row must have the names of its columns, such as id and text")
        if header.problem:
            raise UnreadableInput(
                f"the first row of {name}, which must have the names of its columns, {header.problem}"
            )
        self.columns = [field.strip() for field in header.fields]

    def rows(self, columns: Sequence[str]) -> Iterator[Row | BrokenRow]:
        places = {column: self.columns.index(column) for column in columns}
        records = self._records()
        next(records, None)
        for number, record in enumerate(records, start=1):
            problem = record.problem or self._count_problem(len(record.fields))
            if problem:
                yield BrokenRow(number, problem, _digest(record.lines))
            else:
                yield Row(number, {column: record.fields[place] for column, place in places.items()})

    def count(self) -> int:
        return sum(1 for _ in self._records()) - 1

    def _count_problem(self, fields: int) -> str:
        if fields == len(self.columns):
            return ""
        return (
            f"has {fields} fields, but there are {len(self.columns)} columns. Check its delimiters and quotation marks"
        )

    def _records(self) -> Iterator[_Record]:
        """The header and the rows."""
        reached = 0
        try:
            with open_binary(self._path) as file:
                for reached, record in enumerate(_records(file, self._delimiter)):  # noqa: B007
                    yield record
        except DAMAGE as error:
            raise damaged(self._name, reached, error) from error

    def _first_line(self) -> bytes:
        try:
            with open_binary(self._path) as file:
                lines = bounded_lines(file, MAX_ROW_BYTES)
                return next((line for line in lines if not isinstance(line, Overlong) and line.strip()), b"")
        except DAMAGE as error:
            raise damaged(self._name, 0, error) from error


@dataclass(frozen=True, slots=True)
class _Record:
    fields: list[str]
    lines: list[bytes | Overlong]
    problem: str


class _OutOfBounds(Exception):
    """A row is longer than it may be."""


class _Lines:
    """The lines of a file for `csv.reader`, which knows no bounds; ``row`` has those that it took for one row."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = bounded_lines(file, MAX_ROW_BYTES)
        self._again: deque[bytes | Overlong] = deque()
        self._mark = codecs.BOM_UTF8
        self.begin_row()

    def begin_row(self) -> None:
        self.row: list[bytes | Overlong] = []
        self.decoded = True
        self._size = 0

    def give_back(self) -> None:
        """Let the row have its first line alone, and the others come once more."""
        self._again.extendleft(reversed(self.row[1:]))
        del self.row[1:]

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.row.append(line)
        self._size += MAX_ROW_BYTES if isinstance(line, Overlong) else len(line)
        if isinstance(line, Overlong) or self._size > MAX_ROW_BYTES:
            raise _OutOfBounds
        line, self._mark = line.removeprefix(self._mark), b""
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.decoded = False
            return line.decode(errors="replace")


def _records(file: BinaryIO, delimiter: str) -> Iterator[_Record]:
    # For the whole process, so it is only ever raised; the bound of `_Lines` is the one that counts.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW_BYTES))
    lines = _Lines(file)
    while True:
        # Strict: the reader would otherwise make one field of all that follows a quotation mark that is never closed.
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            lines.begin_row()
            for fields in reader:
                if fields:
                    yield _Record(fields, lines.row, "" if lines.decoded else _NOT_UTF8)
                lines.begin_row()
            return
        except (csv.Error, _OutOfBounds) as error:
            # That quotation mark would take the rows below it along.
            lines.give_back()
            reason = f"cannot be split into fields ({error}). {_QUOTES}" if isinstance(error, csv.Error) else _TOO_LONG
            yield _Record([], lines.row, reason)


def _digest(lines: Iterable[bytes | Overlong]) -> str:
    content = b"".join(line.digest.encode() if isinstance(line, Overlong) else line for line in lines)
    return hashlib.sha256(content).hexdigest()


def _delimiter(header: bytes) -> str:
    if b"," in header:
        return ","
    return next((mark for mark in (";", "\t") if mark.encode() in header), ",")
