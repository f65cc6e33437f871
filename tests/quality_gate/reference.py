"""The reference set: a TSV file of Indonesian sentences with their English, and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.quality_gate.errors import NothingToJudge

COLUMNS = ("register", "id", "en")
FEWEST_LINES = 150
"""Of fewer sentences a share moves too much with each of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """``line`` is that of the file, 1 being the header."""

    line: int
    register: str
    source: str
    reference: str


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    rows: tuple[Row, ...]
    sha256: str

    @property
    def sources(self) -> list[str]:
        return [row.source for row in self.rows]

    @property
    def references(self) -> list[str]:
        return [row.reference for row in self.rows]


def read_reference(path: Path) -> ReferenceSet:
    """Raises NothingToJudge for a file that cannot be read, is malformed or has fewer than ``FEWEST_LINES`` rows."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        raise NothingToJudge(
            f"{path} cannot be read: {error.strerror or error}. Take it from the repository again"
        ) from error
    except UnicodeDecodeError as error:
        raise NothingToJudge(f"{path} is not UTF-8. Save it as UTF-8, or take it from the repository again") from error
    rows = tuple(_rows(path, text))
    if len(rows) < FEWEST_LINES:
        found = f"only {len(rows)} sentences" if rows else "no sentences"
        raise NothingToJudge(f"{path} has {found}, and the gate needs at least {FEWEST_LINES}: add sentences to it")
    return ReferenceSet(rows, hashlib.sha256(content).hexdigest())


def _rows(path: Path, text: str) -> Iterator[Row]:
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if lines == [""]:
        return
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise NothingToJudge(f"{path}, line 1: the header must be {', '.join(COLUMNS)}, with tabs between them")
    first_lines: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            wanted = f"{len(COLUMNS)} columns ({', '.join(COLUMNS)}), with tabs between them"
            raise NothingToJudge(f"{path}, line {number}: has {len(cells)} columns; give it {wanted}")
        for name, cell in zip(COLUMNS, cells, strict=True):
            if not cell.strip():
                raise NothingToJudge(f"{path}, line {number}: the column {name} is blank; fill it, or delete the line")
        row = Row(number, *cells)
        if row.source in first_lines:
            first = first_lines[row.source]
            raise NothingToJudge(
                f"{path}, line {number}: the Indonesian sentence is that of line {first}; delete one of them"
            )
        first_lines[row.source] = number
        yield row
