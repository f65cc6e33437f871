"""Which Indonesian words with a capital are no name that English spells the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.fidelity.glossary import press_glossary

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_EXONYMS = Path(__file__).with_name("exonyms.id.txt")
# What is named by these keeps its name in English, also where the name is a word of the language, as Bandung is.
_KINDS_OF_NAMES = frozenset({"city", "province", "company", "media"})
# Doctrines and sciences; "Ketujuh" and "Kesepuluh".
_TRANSLATED = re.compile(r"\w{3,}(?:isme|logi)|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)")


def is_translated(word: str) -> bool:
    """Whether English has another form for ``word``, or is likely to: a word of the language, an exonym."""
    folded = word.casefold()
    if folded in _exonyms() or _TRANSLATED.fullmatch(folded):
        return True
    return folded not in _kept() and _is_indonesian(folded)


def _is_indonesian(folded: str) -> bool:
    # Loaded when a name is first looked at: the word list takes a moment.
    from simplemma import is_known

    return is_known(folded, lang="id")


@cache
def _kept() -> frozenset[str]:
    """Words of names in the glossary that stand in the English name too."""
    terms = (term for term in press_glossary() if term.kind in _KINDS_OF_NAMES)
    return frozenset(word for term in terms for word in _words(term.source) & _words(term.target))


@cache
def _exonyms() -> frozenset[str]:
    lines = _EXONYMS.read_text(encoding="utf-8").splitlines()
    words = {line for line in lines if not line.startswith("#")}
    for source, target in (*_of_glossary(), *_of_cldr()):
        words |= _words(source) - _words(target)
    return frozenset(words)


def _of_glossary() -> Iterator[tuple[str, str]]:
    for term in press_glossary():
        yield term.source, term.target


def _of_cldr() -> Iterator[tuple[str, str]]:
    """Territories, cities, languages, currencies, months and days under their names in both languages."""
    from babel import Locale

    indonesian, english = Locale("id"), Locale("en")
    for field in ("territories", "languages", "currencies"):
        yield from _pairs(getattr(indonesian, field), getattr(english, field))
    for zone, names in indonesian.time_zones.items():
        if city := names.get("city"):
            yield city, english.time_zones.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))
    for calendar in ("months", "days"):
        for width in ("wide", "abbreviated"):
            # "September" may be "Sept."; another check looks at these.
            yield from ((name, "") for name in getattr(indonesian, calendar)["format"][width].values())


def _pairs(source: Mapping[Any, str], target: Mapping[Any, str]) -> Iterator[tuple[str, str]]:
    for key, name in source.items():
        yield name, target.get(key, "")


def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, WORD.findall(text)))
