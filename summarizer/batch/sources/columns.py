"""Which columns of a table have the text, the id and the origin of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from summarizer.errors import OptionError, UnfitInput

TEXTS = ("text", "content", "article", "body", "isi", "teks")
_KEYS = ("id", "key", "url")
_TITLES = ("title",)
_BYLINES = ("byline", "author")
_DATES = ("date",)
_URLS = ("url",)
_SHOWN = 20
_SHOWN_CHARS = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that are read: "" for what a table does not have."""

    text: str
    key: str = ""
    title: str = ""
    byline: str = ""
    date: str = ""
    url: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Each of them once."""
        return tuple(dict.fromkeys(filter(None, astuple(self))))


def choose_columns(there: Sequence[str], name: str, text: str | None, key: str | None) -> Columns:
    """The columns that the user named, and the usual ones for the rest, in whatever case they are written.

    Raises OptionError for a column that the table ``name`` does not have, and UnfitInput if none has a name that is
    usual for texts.
    """
    for option, column in (("--text-column", text), ("--id-column", key)):
        if column is not None and column not in there:
            raise OptionError(f"{name} has no column “{column}”. It has {_listed(there)}: name one with {option}")
    found = text if text is not None else _first(TEXTS, there)
    if not found:
        raise UnfitInput(
            f"{name} has no column {', '.join(TEXTS[:-1])} or {TEXTS[-1]}. It has {_listed(there)}: name the one with "
            "the articles with --text-column"
        )
    return Columns(
        text=found,
        key=key if key is not None else _first(_KEYS, there),
        title=_first(_TITLES, there),
        byline=_first(_BYLINES, there),
        date=_first(_DATES, there),
        url=_first(_URLS, there),
    )


def _first(usual: Sequence[str], there: Sequence[str]) -> str:
    by_name = {column.strip().casefold(): column for column in reversed(there)}
    return next((by_name[name] for name in usual if name in by_name), "")


def _listed(there: Sequence[str]) -> str:
    # Of a table without a header these are texts.
    shown = [" ".join(column.split()) for column in there[:_SHOWN]]
    cut = [name if len(name) <= _SHOWN_CHARS else f"{name[:_SHOWN_CHARS]}…" for name in shown]
    more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
    return ", ".join(cut) + more or "none"
