"""The abbreviations that end in a full stop, and how each behaves before the next word."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Group(StrEnum):
    """How an abbreviation behaves; the second column of ``abbreviations.id.tsv`` and ``abbreviations.en.tsv``."""

    BEFORE = "before"
    """Always followed by what it belongs to: "Plt. Kepala", "Jl. Sudirman"."""
    CASED = "cased"
    """As BEFORE, but an everyday word in lower case: "Kol. Budi", but "sayur kol". Ends a sentence where the next word
    is one that opens them: "at 5 p.m. The", but "5 p.m. Monday"."""
    NUMBER = "number"
    """An abbreviation before a number only: "No. 5", but "tiga hal. Pertama"."""
    EITHER = "either"
    """May end a sentence: "dll.", "Tbk.", "Agt."."""
    DEGREE = "degree"
    """An academic degree behind a name. May end a sentence; "M.H." is also somebody's initials."""


@cache
def _table(lang: str) -> dict[str, Group]:
    """Spellings, without the final full stop, to groups."""
    source = files(__package__).joinpath(f"abbreviations.{lang}.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(source.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        spelling: group
        for row in rows
        for group in (Group(row["group"]),)
        for spelling in _spellings(row["abbreviation"].removesuffix("."), group)
    }


def _spellings(abbreviation: str, group: Group) -> Iterator[str]:
    yield abbreviation
    # "R.A. Kartini" is not "r.a.", so what has inner full stops is never put in capitals.
    if "." not in abbreviation:
        yield abbreviation.upper()
    if group is not Group.CASED:
        yield abbreviation.lower()
        yield abbreviation[0].upper() + abbreviation[1:]


def group_of(word: str, lang: str = "id") -> Group | None:
    """Return the group of ``word``, given without its final full stop; None if it is no abbreviation."""
    return _table(lang).get(word)


def never_final(lang: str = "id") -> frozenset[str]:
    """Return the BEFORE abbreviations as Punkt keys them: in lower case, without the final full stop."""
    return frozenset(spelling.lower() for spelling, group in _table(lang).items() if group is Group.BEFORE)
