"""Rows of JSON Lines: an object a line."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from summarizer.batch.sources.lines import DAMAGE, MAX_ROW_BYTES, Overlong, bounded_lines, damaged, open_binary
from summarizer.batch.sources.rows import BrokenRow, Row
from summarizer.errors import UnfitInput

# A key that is left out of the first rows, as some programs do with null, may come in one of the next.
_SAMPLED = 100


class JsonlRows:
    """The lines of a file, with their own numbers; blank ones are no rows. UTF-8, with a byte-order mark or without.

    Raises UnfitInput if none of the first lines is a JSON object, and UnreadableInput.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name
        objects = [list(row.values) for row in islice(self._rows(), _SAMPLED) if isinstance(row, Row)]
        if not objects:
            raise UnfitInput(
                f"{name} has no JSON object in its first {_SAMPLED} lines. Save it as JSON Lines: one article a line, "
                'as in {"id": "berita-1", "text": "…"}, in UTF-8'
            )
        self.columns = list(dict.fromkeys(chain.from_iterable(objects)))

    def rows(self, columns: Sequence[str]) -> Iterator[Row | BrokenRow]:
        for row in self._rows():
            if isinstance(row, Row):
                yield Row(row.number, {column: row.values.get(column) for column in columns})
            else:
                yield row

    def count(self) -> int:
        return sum(1 for _ in self._lines())

    def _rows(self) -> Iterator[Row | BrokenRow]:
        for number, line in self._lines():
            if isinstance(line, Overlong):
                problem = f"is longer than {MAX_ROW_BYTES // 2**20} MiB, the most a row may be. Leave out what is large"
                yield BrokenRow(number, problem, line.digest)
            else:
                yield _parsed(number, line)

    def _lines(self) -> Iterator[tuple[int, bytes | Overlong]]:
        number = 0
        try:
            with open_binary(self._path) as file:
                for number, line in enumerate(bounded_lines(file, MAX_ROW_BYTES), start=1):
                    if isinstance(line, Overlong):
                        yield number, line
                    elif content := (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
                        yield number, content
        except DAMAGE as error:
            raise damaged(self._name, number, error) from error


def _parsed(number: int, line: bytes) -> Row | BrokenRow:
    digest = hashlib.sha256(line).hexdigest()
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return BrokenRow(number, f"is not UTF-8 (byte {error.start} is wrong). Save the file as UTF-8", digest)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        return BrokenRow(number, f"is no JSON: {reason}. Each line must be one JSON object", digest)
    if not isinstance(value, dict):
        return BrokenRow(number, 'is no JSON object. Write it as in {"id": "berita-1", "text": "…"}', digest)
    return Row(number, value)
