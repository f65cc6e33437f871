"""Which kind of input it is that a user has named."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from summarizer.batch.items import Source
from summarizer.batch.sources.addresses import AddressSource
from summarizer.batch.sources.columns import choose_columns
from summarizer.batch.sources.csv_rows import CsvRows
from summarizer.batch.sources.folders import FolderSource
from summarizer.batch.sources.jsonl import JsonlRows
from summarizer.batch.sources.lines import PACKINGS
from summarizer.batch.sources.rows import Rows
from summarizer.batch.sources.tables import TableSource
from summarizer.documents.articles import SUFFIXES
from summarizer.errors import OptionError, UnfitInput, UnreadableInput

_LINES = (".jsonl", ".ndjson")
_FIELDS = (".csv", ".tsv")
_PARQUET = ".parquet"
_ADDRESSES = ("", ".txt", ".urls")
_TAKEN = (
    f"a folder of articles, a table ({', '.join((*_LINES, *_FIELDS))}, these with {', '.join(PACKINGS)} behind, or "
    f"{_PARQUET}), or a text file with one web address a line"
)


class NamedSource(Source, Protocol):
    """A source with the ``name`` that messages call it by: its path as the user gave it."""

    @property
    def name(self) -> str: ...


def open_source(
    path: str, *, text_column: str | None = None, id_column: str | None = None, leave_out: Sequence[Path] = ()
) -> NamedSource:
    """The articles of a folder, of a table or at the addresses of a list. ``leave_out`` counts in folders alone.

    No more is read than what tells that there are articles, and the whole of a list of addresses.

    Raises OptionError for standard input, for a column that there is not and for columns of what is no table;
    UnreadableInput for what is not there, cannot be read or is of another kind; UnfitInput for what has no article in
    it, or is one itself.
    """
    if not path:
        raise OptionError(f"the input has no name. A batch takes {_TAKEN}")
    file = Path(path)
    _require_lasting(file, path)
    rows = None if file.is_dir() else _rows(file, path)
    if rows is not None:
        return TableSource(path, rows, choose_columns(rows.columns, path, text_column, id_column))
    for option, column in (("--text-column", text_column), ("--id-column", id_column)):
        if column is not None:
            raise OptionError(f"{option} is for tables, and {path} is none. Leave it out")
    if file.is_dir():
        return FolderSource(file, path, leave_out)
    suffix = file.suffix.lower()
    if suffix in _ADDRESSES:
        return AddressSource(file, path)
    if suffix in SUFFIXES:
        raise UnfitInput(f"{path} is one article. Use `summarizer brief {path}`, or name the folder that it is in")
    raise UnreadableInput(f"{path} is not a kind of file that is taken. A batch takes {_TAKEN}")


def _require_lasting(file: Path, name: str) -> None:
    """Raise an error, as `open_source` does, unless there is a file or a folder, which can be gone through again."""
    try:
        mode = 0 if name == "-" else file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableInput(f"there is no file or folder {name}. A batch takes {_TAKEN}") from None
    except OSError as error:
        raise UnreadableInput(f"{name} cannot be read: {error.strerror or error}") from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        given = "standard input" if name == "-" else name
        raise OptionError(f"{given} cannot be gone through twice, as a batch must. Save it as a file, and name that")


def _rows(file: Path, name: str) -> Rows | None:
    """The rows of a table, or None if its name is not that of one."""
    if file.suffix.lower() == _PARQUET:
        from summarizer.batch.sources.parquet import ParquetRows

        return ParquetRows(file, name)
    inner = file.with_suffix("") if file.suffix.lower() in PACKINGS else file
    suffix = inner.suffix.lower()
    if suffix in _LINES:
        return JsonlRows(file, name)
    return CsvRows(file, name, tabs=suffix == ".tsv") if suffix in _FIELDS else None
