"""A row of a table, whatever file it stands in, and the article in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from summarizer.batch.sources.columns import Columns
from summarizer.datamodels import Origin
from summarizer.documents.extracted import property_byline, same_words, tidy
from summarizer.documents.reading import MAX_BYTES, Article, require_words
from summarizer.errors import UnfitInput, UnreadableInput

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
# What no file of text has: controls, which could hide marks on a terminal, and halves of characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_PARAGRAPHS = "\n\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its 1-based number, and its values by column."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be read: its 1-based number, what to say after "row 5 of x.csv", the SHA-256 of its content."""

    number: int
    problem: str
    digest: str


class Rows(Protocol):
    """The rows of one file, which can be gone through again."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in order."""
        ...

    def rows(self, columns: Sequence[str]) -> Iterator[Row | BrokenRow]:
        """Each row with the values of these columns. Raises UnreadableInput where the file itself is damaged."""
        ...

    def count(self) -> int:
        """How many rows there are. Raises UnreadableInput where the file itself is damaged."""
        ...


def row_digest(row: Row, columns: Columns) -> str:
    """The SHA-256 of what the article is made from, in hex: of the text and its origin, and of no other column."""
    made_from = (columns.text, columns.title, columns.byline, columns.date, columns.url)
    content = [row.values.get(column) for column in made_from]
    return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()


def row_article(row: Row, columns: Columns, where: str) -> Article:
    """The title, unless the text begins with it, and the text; ``where`` is as in "row 5 of x.csv".

    Raises UnfitInput for a row without a text, and UnreadableInput for more than MAX_BYTES of it.
    """
    raw = _text(row.values.get(columns.text), columns.text, where)
    text = printable(raw).removeprefix("\ufeff")
    require_words(text, where)
    title = _line(row.values.get(columns.title))
    first = next(filter(str.strip, text.splitlines()))
    whole = text if not title or same_words(first, title) else f"{title}{_PARAGRAPHS}{text.lstrip()}"
    if len(whole.encode()) > MAX_BYTES:
        raise UnreadableInput(
            f"the text of {where} is larger than {MAX_BYTES // 2**10} KiB, the most one article may be. "
            "Split it into several rows"
        )
    origin = Origin(
        title=title,
        byline=property_byline(_line(row.values.get(columns.byline))),
        date=_date(row.values.get(columns.date)),
        url=_url(row.values.get(columns.url)),
    )
    whole_text = len(printable(raw)) == len(raw)
    return Article(
        whole, origin, () if whole_text else (f"{where} has characters that cannot be printed; they were left out",)
    )


def printable(text: str) -> str:
    """``text`` without what no file of text has."""
    return _UNPRINTABLE.sub("", text)


def _text(value: object, column: str, where: str) -> str:
    if isinstance(value, list) and all(isinstance(paragraph, str) for paragraph in value):
        value = _PARAGRAPHS.join(value)
    if isinstance(value, str) and value.strip():
        return value
    found = "there is nothing" if value is None or value == [] or isinstance(value, str) else "there is no text"
    raise UnfitInput(f"{where} has no article: {found} in its column “{column}”. Put the text there, or leave it out")


def _line(value: object) -> str:
    """A string, or a list of them, as one line."""
    parts = value if isinstance(value, list) else [value]
    return " ".join(tidy(", ".join(part for part in parts if isinstance(part, str))).split())


def _date(value: object) -> str:
    found = _DAY.match("" if value is None else str(value).strip())
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _url(value: object) -> str:
    url = printable(value).strip() if isinstance(value, str) else ""
    return url if _WEB.fullmatch(url) else ""
