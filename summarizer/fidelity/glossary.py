"""The glossary of the Indonesian press: how English newspapers name what Indonesian ones write about."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PRESS = Path(__file__).with_name("press.id-en.csv")


@dataclass(frozen=True, slots=True)
class Term:
    """``source`` is Indonesian, ``target`` the English for it; ``acronym``, if there is one, is the Indonesian one.

    ``kind`` is one of those that `press_glossary` lists, such as "agency", "province" or "economic".
    """

    source: str
    target: str
    kind: str
    acronym: str = ""
    note: str = ""


@cache
def press_glossary() -> tuple[Term, ...]:
    """All terms of ``press.id-en.csv``, in its order."""
    with _PRESS.open(encoding="utf-8", newline="") as file:
        return tuple(Term(**row) for row in csv.DictReader(file))
