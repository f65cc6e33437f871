"""What a user names as an article: a web page, a document, a text file or standard input."""

from __future__ import annotations

import re
from pathlib import PurePath

from summarizer.datamodels import Origin
from summarizer.documents.articles import DOCUMENT_SUFFIXES, MAX_DOCUMENT_BYTES, read_article
from summarizer.documents.reading import Article, read_bytes, read_text

_URL = re.compile(r"[a-z][a-z\d+.-]*://", re.IGNORECASE)


def read_source(source: str) -> Article:
    """The article at an address with "://", in a file whose suffix says that it is a document, or else in plain text.

    Raises UnreadableInput, UnfitInput and Busy, as the readers of each do.
    """
    if _URL.match(source):
        from summarizer.documents.fetching import read_url

        return read_url(source)
    if PurePath(source).suffix.lower() in DOCUMENT_SUFFIXES:
        return read_article(read_bytes(source, MAX_DOCUMENT_BYTES), source)
    read = read_text(source)
    return Article(read.text, Origin(), read.notes)
