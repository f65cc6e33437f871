"""Articles in the files of a folder and of the folders in it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, partial
from io import BufferedReader
from pathlib import Path
from typing import NoReturn

from summarizer.batch.items import Item
from summarizer.batch.sources.stems import file_stems, folder_stems
from summarizer.documents.articles import MAX_DOCUMENT_BYTES, SUFFIXES, read_article_as
from summarizer.documents.reading import Article
from summarizer.errors import OptionError, UnfitInput, UnreadableInput

# What a batch keeps beside its output.
_STATE, _RECORD = ".batch", "manifest.sqlite"


class _Kind(Enum):
    ARTICLE = auto()
    OTHER = auto()
    FOLDER = auto()
    LOCKED = auto()


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    parts: tuple[str, ...]
    stem: str
    kind: _Kind


class FolderSource:
    """An item for each file with the suffix of an article, sorted by their relative paths, folder by folder.

    What is hidden, outputs of batches, and what lies under a path of ``leave_out`` are no part of it. Links to files
    are followed, links to folders are not, since they can lead in circles. A folder that may not be read is an item
    that cannot be read.
    """

    def __init__(self, root: Path, name: str, leave_out: Sequence[Path]) -> None:
        self.name = name
        self._root = root.resolve()
        self._left_out = {path.resolve() for path in leave_out}
        if not self._left_out.isdisjoint((self._root, *self._root.parents)):
            raise OptionError(f"the output would be around {name}, the input. Name another folder for the output")
        if next(iter(self), None) is None:
            raise UnfitInput(f"{name} has no article in it. Files are taken whose names end in {', '.join(SUFFIXES)}")

    @property
    def ignored(self) -> int:
        """How many files there are whose suffixes are not those of articles."""
        return self._kinds[_Kind.OTHER]

    def __iter__(self) -> Iterator[Item]:
        for entry in self._walk():
            key = _key(entry.parts)
            if entry.kind is _Kind.ARTICLE:
                yield Item(key, entry.stem, partial(_digest, entry.path, key), partial(_article, entry.path, key))
            elif entry.kind is _Kind.LOCKED:
                yield Item(f"{key}/", entry.stem, partial(_refuse, key), partial(_refuse, key))

    def count(self) -> int:
        return self._kinds[_Kind.ARTICLE] + self._kinds[_Kind.LOCKED]

    @cached_property
    def _kinds(self) -> Counter[_Kind]:
        """How many entries there are of each kind: one walk tells what is taken and what is ignored."""
        return Counter(entry.kind for entry in self._walk())

    def _walk(self) -> Iterator[_Entry]:
        waiting = [_Entry(self._root, (), "", _Kind.FOLDER)]
        while waiting:
            entry = waiting.pop()
            if entry.kind is not _Kind.FOLDER:
                yield entry
                continue
            try:
                waiting += reversed(self._children(entry))
            except OSError as error:
                if not entry.parts:
                    raise UnreadableInput(f"{self.name} cannot be read: {error.strerror or error}") from error
                yield _Entry(entry.path, entry.parts, entry.stem, _Kind.LOCKED)

    def _children(self, folder: _Entry) -> list[_Entry]:
        kinds = {
            path.name: kind
            for path in folder.path.iterdir()
            if not path.name.startswith(".") and path not in self._left_out and (kind := _kind(path))
            if kind is not _Kind.FOLDER or not _is_of_a_batch(path)
        }
        stems = file_stems([name for name, kind in kinds.items() if kind is _Kind.ARTICLE])
        stems |= folder_stems([name for name, kind in kinds.items() if kind is _Kind.FOLDER])
        return [
            _Entry(
                folder.path / name,
                (*folder.parts, name),
                "/".join(filter(None, (folder.stem, stems.get(name, "")))),
                kinds[name],
            )
            for name in sorted(kinds)
        ]


def _kind(path: Path) -> _Kind | None:
    """None for what is neither a file nor a folder of this tree."""
    if path.is_dir():
        return None if path.is_symlink() else _Kind.FOLDER
    # A link to nothing is one too, and its user is told; pipes and devices might never end.
    if not path.is_file() and path.exists():
        return None
    return _Kind.ARTICLE if path.suffix.lower() in SUFFIXES else _Kind.OTHER


def _is_of_a_batch(path: Path) -> bool:
    """Whether a folder is the output of a batch, or what that keeps beside it: what is in it is translated already."""
    kept = path if path.name.endswith(_STATE) else path.with_name(path.name + _STATE)
    return (kept / _RECORD).is_file()


def _key(parts: Sequence[str]) -> str:
    """The relative path; what is no UTF-8 in it is shown as "�", and the hash of its bytes tells it from others."""
    path = "/".join(parts)
    raw = os.fsencode(path)
    try:
        raw.decode()
    except UnicodeDecodeError:
        return f"{raw.decode(errors='replace')} ({hashlib.sha256(raw).hexdigest()[:8]})"
    return path


def _digest(path: Path, key: str) -> str:
    with _opened(path, key) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _article(path: Path, key: str) -> Article:
    with _opened(path, key) as file:
        raw = file.read(MAX_DOCUMENT_BYTES + 1)
    return read_article_as(path.suffix.lower(), raw, key)


@contextmanager
def _opened(path: Path, key: str) -> Iterator[BufferedReader]:
    """The file, which messages call by its key: its name may be one that cannot be written."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {key}") from None
    except OSError as error:
        raise UnreadableInput(f"{key} cannot be read: {error.strerror or error}") from error


def _refuse(key: str) -> NoReturn:
    raise UnreadableInput(f"the folder {key} may not be read. Allow it, or move it elsewhere")
