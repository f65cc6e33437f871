"""Which words with a capital are no name that Indonesian and English spell the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.fidelity.glossary import press_glossary

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What is named by these keeps its name in English, also where the name is a word of the language, as Bandung is.
_KINDS_OF_NAMES = frozenset({"city", "province", "company", "media"})
_TRANSLATED = {
    # Doctrines and sciences; "Ketujuh" and "Kesepuluh".
    "id": re.compile(r"\w{3,}(?:isme|logi)|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)"),
    # Doctrines, sciences and peoples: "Acehnese" is "Aceh", "Kantian" is "Kant".
    "en": re.compile(r"\w{3,}(?:isms?|logy|logists?|nese)"),
}
# The endings of peoples and faiths, which are those of names too: "Adrian".
_PEOPLE = re.compile(r"\w{2,}(?:ans?|ese|ish|ists?|i|is|ites?|ic|ics|ch)")


def is_translated(word: str, lang: str = "id") -> bool:
    """Whether the other language has another form for ``word`` of Indonesian or English, or is likely to.

    That is so for a word of the language and for an exonym.
    """
    folded = word.casefold()
    if folded in _exonyms(lang) or _TRANSLATED[lang].fullmatch(folded):
        return True
    return folded not in _kept(lang) and (_is_english if lang == "en" else _is_indonesian)(folded)


def _is_indonesian(folded: str) -> bool:
    # Loaded when a name is first looked at: the word list takes a moment.
    from simplemma import is_known

    return is_known(folded, lang="id")


def _is_english(folded: str) -> bool:
    """Whether it is a word and not only a name; the word list has both, and names with a capital."""
    from simplemma import is_known, lemmatize

    if not is_known(folded, lang="en"):
        return False
    return lemmatize(folded, lang="en").islower() or _PEOPLE.fullmatch(folded) is not None


@cache
def _kept(lang: str) -> frozenset[str]:
    """Words of names that both languages have in them, though the language has a word like it: "Medan", "London"."""
    terms = [(term.source, term.target) for term in press_glossary() if term.kind in _KINDS_OF_NAMES]
    if lang == "en":  # the Indonesian word list has no names, and needs no more than the glossary's
        terms += [*_territories(), *_cities(_zones())]
    return frozenset(word for source, target in terms for word in _words(source) & _words(target))


@cache
def _exonyms(lang: str) -> frozenset[str]:
    path = Path(__file__).with_name(f"exonyms.{lang}.txt")
    words = {line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    for pair in (*_of_glossary(), *_of_cldr()):
        own, other = pair if lang == "id" else reversed(pair)
        words |= _words(own) - _words(other)
    return frozenset(words)


def _of_glossary() -> Iterator[tuple[str, str]]:
    for term in press_glossary():
        yield term.source, term.target


def _of_cldr() -> Iterator[tuple[str, str]]:
    """Territories, cities, languages, currencies, months and days under their names in both languages."""
    from babel import Locale

    indonesian, english = Locale("id"), Locale("en")
    yield from _territories()
    yield from _cities(indonesian.time_zones)
    for field in ("languages", "currencies"):
        yield from _pairs(getattr(indonesian, field), getattr(english, field))
    for calendar in ("months", "days"):
        for width in ("wide", "abbreviated"):
            # "September" may be "Sept."; another check looks at these.
            yield from ((name, "") for name in getattr(indonesian, calendar)["format"][width].values())
            yield from (("", name) for name in getattr(english, calendar)["format"][width].values())


def _territories() -> Iterator[tuple[str, str]]:
    from babel import Locale

    yield from _pairs(Locale("id").territories, Locale("en").territories)


def _zones() -> Iterator[str]:
    """Time zones of one word; those of America and the oceans are words too, such as Center and Wake."""
    from babel.core import get_global

    for zone in get_global("zone_territories"):
        if zone.startswith(("Africa/", "Asia/", "Europe/")) and "_" not in zone:
            yield zone


def _cities(zones: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The cities that the time zones are named after, under their names in both languages."""
    from babel import Locale

    indonesian, english = Locale("id").time_zones, Locale("en").time_zones
    for zone in zones:
        name = zone.rpartition("/")[2].replace("_", " ")
        yield indonesian.get(zone, {}).get("city", name), english.get(zone, {}).get("city", name)


def _pairs(source: Mapping[Any, str], target: Mapping[Any, str]) -> Iterator[tuple[str, str]]:
    for key, name in source.items():
        yield name, target.get(key, "")


def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, WORD.findall(text)))
