"""Language pairs, and which languages the checks read."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

LANGUAGES: Final = ("id", "en")
"""Those whose numbers, dates, units and words are read here."""


class Sides(NamedTuple):
    """The two languages of a pair."""

    source: str
    target: str


@lru_cache(maxsize=64)
def sides(langpair: str) -> Sides:
    """The languages of a pair such as "id-en"."""
    source, _, target = langpair.partition("-")
    return Sides(source, target)


@lru_cache(maxsize=64)
def are_read(langpair: str) -> bool:
    """Whether both languages are read here, so that their facts can be compared."""
    return all(lang in LANGUAGES for lang in sides(langpair))
