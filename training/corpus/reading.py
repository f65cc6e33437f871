"""Sentence pairs from a folder of TSV files, row by row, so that a large corpus is never unpacked as a whole."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from training.corpus.errors import CorpusError

COLUMNS = ("source", "licence", "id", "en")
SUFFIXES = (".tsv", ".tsv.gz", ".tsv.xz")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, its translation, and where the two come from; ``source`` may have parts, as in "tatoeba/all"."""

    source: str
    licence: str
    indonesian: str
    english: str

    @property
    def source_name(self) -> str:
        """The source up to its first "/": what weights and counts go by."""
        return self.source.split("/", 1)[0]


def corpus_files(folder: Path) -> list[Path]:
    """The corpus files of ``folder`` in the order of their names. Raises CorpusError if there are none."""
    if not folder.is_dir():
        raise CorpusError(f"{folder}: there is no such folder")
    files = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIXES))
    if not files:
        raise CorpusError(f"{folder}: no file ends in {', '.join(SUFFIXES)}")
    return files


def read_pairs(path: Path) -> Iterator[Pair]:
    """The rows of one file, in order. Raises CorpusError with the line at which the file is not what it must be."""
    line = 0
    try:
        with _open(path) as file:
            for line, raw in enumerate(file, start=1):
                columns = tuple(raw.rstrip(b"\r\n").decode("utf-8").split("\t"))
                if line == 1:
                    if columns != COLUMNS:
                        raise CorpusError(f"{path}, line 1: the header must be {', '.join(COLUMNS)}, tabs between them")
                    continue
                if len(columns) != len(COLUMNS):
                    raise CorpusError(f"{path}, line {line}: {len(columns)} columns and not {len(COLUMNS)}")
                yield Pair(*columns)
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}, line {line}: not UTF-8: {error.reason}") from error
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise CorpusError(f"{path}, after line {line}: cannot be read: {error}") from error
    if line == 0:
        raise CorpusError(f"{path}, line 1: the header is missing")


def _open(path: Path) -> BinaryIO:
    if path.name.endswith(".xz"):
        return cast(BinaryIO, lzma.open(path, "rb"))
    if path.name.endswith(".gz"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")
