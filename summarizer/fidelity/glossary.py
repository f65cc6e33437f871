"""Glossaries: which translation a term must have. Ours is that of the press, into English; users bring their own."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_PRESS = Path(__file__).with_name("press.id-en.csv")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDING = re.compile(r"(?:['’]s|(?<=\w{2})ies|(?<=s|x|z)es|(?<=ch|sh)es|(?<=[^\Ws])s)\Z")
_CLITICS = ("nya", "lah", "pun", "kah", "ku", "mu")


@dataclass(frozen=True, slots=True)
class Term:
    """``source`` is what the source language says, ``target`` what the target language says for it; ``acronym``, if
    there is one, is that of the source.

    ``kind`` is one of those that `press_glossary` lists, such as "agency", "province" or "economic". A term whose two
    sides are equal is not to be translated.
    """

    source: str
    target: str
    kind: str = ""
    acronym: str = ""
    note: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the target language leaves it as it is."""
        return self.source == self.target


class TermMatch(NamedTuple):
    """A term at ``text[start:end]``: in Indonesian without a clitic behind it ("-nya"), in English with its ending."""

    term: Term
    start: int
    end: int


class Glossary:
    """Terms, and where they occur. ``signature`` tells glossaries apart; it is a part of a translation's own."""

    def __init__(self, terms: Iterable[Term], signature: str = "") -> None:
        self.terms = tuple(terms)
        self.signature = signature
        by_first_word: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        for term in self.terms:
            for form in filter(None, dict.fromkeys((term.source, term.acronym))):
                words = tuple(_WORD.findall(form))
                if words:
                    by_first_word[words[0].casefold()].append((words, term))
        for candidates in by_first_word.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._by_first_word = dict(by_first_word)

    def find(self, text: str, lang: str = "id") -> Iterator[TermMatch]:
        """The terms of a sentence in ``lang``, in order; of those that overlap the first, of those the longest.

        Case does not matter, but that of acronyms. An Indonesian term may have a clitic behind it ("partainya"), an
        English one the ending of a plural or a genitive.
        """
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            found = self._at(words, position, lang)
            if found is None:
                position += 1
                continue
            match, length = found
            yield match
            position += length

    def _at(self, words: Sequence[re.Match[str]], position: int, lang: str) -> tuple[TermMatch, int] | None:
        printed = words[position].group()
        for first in (printed, _bare(printed, lang)):
            for form, term in self._by_first_word.get(first.casefold(), ()):
                candidate = words[position : position + len(form)]
                if len(candidate) == len(form) and (end := _end_of(candidate, form, lang)) is not None:
                    return TermMatch(term, words[position].start(), end), len(form)
        return None


def _end_of(candidate: Sequence[re.Match[str]], form: Sequence[str], lang: str) -> int | None:
    """Where the term ends if the words are its form, None if they are not."""
    text = candidate[0].string
    for left, right in pairwise(candidate):
        if text[left.end() : right.start()].strip(" \u00a0-.&/"):
            return None
    *body, last = (match.group() for match in candidate)
    if not all(map(_same, body, form)):
        return None
    if _same(last, form[-1]):
        return candidate[-1].end()
    bare = _bare(last, lang)
    if _same(bare, form[-1]):
        return candidate[-1].start() + len(bare) if lang == "id" else candidate[-1].end()
    return None


def _same(word: str, wanted: str) -> bool:
    return word == wanted if wanted.isupper() else word.casefold() == wanted.casefold()


def without_clitic(word: str) -> str:
    """The Indonesian word without what is written behind it: "partai" of "partainya"."""
    if not word.endswith(_CLITICS):
        return word
    for clitic in _CLITICS:
        if word.endswith(clitic) and len(word) > len(clitic) + 2:
            return word.removesuffix(clitic).removesuffix("-")
    return word


def _bare(word: str, lang: str) -> str:
    """The word without a clitic of Indonesian, or without the ending of an English plural or genitive."""
    if lang == "en":
        return _ENDING.sub(lambda match: "y" if match.group() == "ies" else "", word)
    return without_clitic(word) if lang == "id" else word


@cache
def press_glossary() -> tuple[Term, ...]:
    """All terms of ``press.id-en.csv``, in its order."""
    with _PRESS.open(encoding="utf-8", newline="") as file:
        return tuple(Term(**row) for row in csv.DictReader(file))
