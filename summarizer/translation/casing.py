"""Sentences in capitals, as headlines often are: an engine trained on ordinary text copies or invents them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FEWEST_WORDS = 3
_CAPITAL_SHARE = 0.8
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?<=\w['’])(?:S|T|D|M|RE|VE|LL)\b")  # "PRESIDENT'S", "WON'T"
_VOWELS = {"id": re.compile(r"[AEIOU]"), "en": re.compile(r"[AEIOUY]")}


def from_capitals(sentence: str, lang: str = "id") -> str:
    """A sentence of three words or more that is all but wholly in capitals, in title case; any other as it is.

    Acronyms stay, those of English if ``lang`` says so, and else those of Indonesian. "KPK TANGKAP BUPATI" becomes "KPK
    Tangkap Bupati", which the embedded model translates; the sentence in lower case, "Kpk tangkap bupati", it does not.
    """
    letters = "".join(filter(str.isalpha, sentence))
    capitals = sum(map(str.isupper, letters))
    if capitals < _CAPITAL_SHARE * len(letters) or len(_WORD.findall(sentence)) < _FEWEST_WORDS:
        return sentence
    tongue = "en" if lang == "en" else "id"
    cased = _WORD.sub(lambda match: _cased(match.group(), tongue), sentence)
    return _ENDING.sub(lambda match: match.group().lower(), cased) if tongue == "en" else cased


def _cased(word: str, lang: str) -> str:
    if word in _acronyms(lang) or not _VOWELS[lang].search(word):
        return word
    return word.capitalize()


@cache
def _acronyms(lang: str) -> frozenset[str]:
    """Acronyms that have a vowel; one without ("KPK", "BMKG") is known by that."""
    path = Path(__file__).with_name(f"acronyms.{lang}.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
