"""The word lists that stand beside this module as text files, one entry a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sentence_starters() -> frozenset[str]:
    """Function words and the like, in lower case.

    Written with a capital they open a sentence and are nobody's name, so that "gelar S.H. Ia" breaks and
    "S.H. Mintardja" does not.
    """
    return frozenset(_read("sentence-starters.id.txt"))


@cache
def letter_labels() -> frozenset[str]:
    """Nouns, in lower case, behind which a capital letter is a label, no initial: "Grup A", "vitamin C"."""
    return frozenset(_read("letter-labels.id.txt"))


@cache
def places() -> tuple[str, ...]:
    """Towns, provinces and countries that datelines name, in mixed case."""
    return tuple(_read("places.id.txt"))


def _read(name: str) -> list[str]:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
