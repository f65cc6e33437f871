"""The word lists that stand beside this module as text files, one entry a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def listed(lang: str) -> str:
    """The language whose lists serve ``lang``: English has its own, any other gets those of Indonesian.

    Malay and Javanese text has its abbreviations too; in that of most others they do not occur.
    """
    return "en" if lang == "en" else "id"


@cache
def sentence_starters(lang: str = "id") -> frozenset[str]:
    """Function words and the like, in lower case.

    Written with a capital they open a sentence and are nobody's name, so that "gelar S.H. Ia" breaks and
    "S.H. Mintardja" does not.
    """
    return frozenset(_read(f"sentence-starters.{lang}.txt"))


@cache
def letter_labels(lang: str = "id") -> frozenset[str]:
    """Nouns, in lower case, behind which a capital letter is a label, no initial: "Grup A", "vitamin C"."""
    return frozenset(_read(f"letter-labels.{lang}.txt"))


@cache
def places(lang: str = "id") -> tuple[str, ...]:
    """Towns, provinces and countries that datelines name, in mixed case."""
    return tuple(_read(f"places.{lang}.txt"))


def _read(name: str) -> list[str]:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
