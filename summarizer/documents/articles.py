"""Uploaded articles of every kind that is taken, by the suffix of their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from summarizer.datamodels import Origin
from summarizer.documents.isolation import read_isolated
from summarizer.documents.reading import MAX_BYTES, Article, decode_text, require_size
from summarizer.errors import UnreadableInput

__all__ = ["DOCUMENT_SUFFIXES", "MAX_DOCUMENT_BYTES", "SUFFIXES", "Article", "read_article", "read_article_as"]

MAX_DOCUMENT_BYTES = 10 * 2**20


def _read_plain(raw: bytes, name: str) -> Article:
    read = decode_text(raw, name)
    return Article(read.text, Origin(), read.notes)


@dataclass(frozen=True, slots=True)
class _Kind:
    read: Callable[[bytes, str], Article]
    max_bytes: int


_PLAIN = _Kind(_read_plain, MAX_BYTES)
_DOCUMENTS = {
    ".html": _Kind(partial(read_isolated, "html"), MAX_DOCUMENT_BYTES),
    ".htm": _Kind(partial(read_isolated, "html"), MAX_DOCUMENT_BYTES),
    ".docx": _Kind(partial(read_isolated, "docx"), MAX_DOCUMENT_BYTES),
    ".pdf": _Kind(partial(read_isolated, "pdf"), MAX_DOCUMENT_BYTES),
}
_KINDS = {".txt": _PLAIN, ".md": _PLAIN, **_DOCUMENTS}

SUFFIXES = tuple(_KINDS)
"""What the names of articles may end in; a name without a suffix is taken as text too."""
DOCUMENT_SUFFIXES = tuple(_DOCUMENTS)
"""Those of them that are not plain text."""


def read_article(raw: bytes, name: str) -> Article:
    """The article in a file of that name.

    Raises UnreadableInput for a suffix that is not taken, for more than MAX_BYTES of text or MAX_DOCUMENT_BYTES of a
    document, and for what is damaged, protected, a scan or made to do harm; UnfitInput where there is no text; Busy.
    """
    return read_article_as(PurePath(name).suffix.lower() or ".txt", raw, name)


def read_article_as(suffix: str, raw: bytes, name: str) -> Article:
    """The same for content that is known to be of that suffix, whatever its name."""
    if suffix not in _KINDS:
        raise UnreadableInput(
            f"{name} is not a kind of file that is taken. Save it as one of these: {', '.join(SUFFIXES)}"
        )
    kind = _KINDS[suffix]
    require_size(raw, name, kind.max_bytes)
    return kind.read(raw, name)
