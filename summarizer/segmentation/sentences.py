"""A paragraph to the spans of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.segmentation.blanks import BLANKS, skip_blanks, trim
from summarizer.segmentation.enclosures import CLOSING_QUOTES, OPENING_QUOTES, QUOTES, Enclosures
from summarizer.segmentation.rules import Candidate, ends_sentence
from summarizer.segmentation.wordlists import listed

_TERMINATOR = re.compile("[.?!…]+")
_WORD_AT_END = re.compile(r"\w(?:[\w.'’-]*\w)?$")
_CLOSING_BRACKETS = ")]}"
_OPENERS = frozenset(OPENING_QUOTES + CLOSING_QUOTES + "([{*_¿¡") | BLANKS
# No word or abbreviation is longer. It bounds what is read around a candidate, and so the time to linear.
_WINDOW = 80


def sentence_spans(paragraph: str, lang: str = "id") -> Iterator[tuple[int, int]]:
    """Yield the (start, end) spans of the sentences of ``paragraph``, which has no blanks at its edges.

    The offsets are relative to ``paragraph``. Between two spans there are blanks only, or nothing at all.
    """
    reader = _Reader(paragraph, listed(lang))
    start = 0
    for match in _TERMINATOR.finditer(paragraph):
        if match.start() < start:
            continue
        stop = reader.absorb_closers(match.end())
        resume = skip_blanks(paragraph, stop)
        if resume < len(paragraph) and ends_sentence(reader.read(match, start, stop, resume)):
            yield start, stop
            start = resume
    if start < len(paragraph):
        yield start, len(paragraph)


class _Reader:
    """Reads what stands around the places in one paragraph where a sentence may end."""

    def __init__(self, paragraph: str, lang: str) -> None:
        self._text = paragraph
        self._lang = lang
        self._enclosures = Enclosures(paragraph)

    def absorb_closers(self, position: int) -> int:
        """The end of the sentence whose terminator ends at ``position``: behind what it closes."""
        while position < len(self._text) and self._closes(position):
            position += 1
        # Some newsrooms set the closing mark after a space and hard upon the next word: `siap. "ujar dia`.
        spaced = skip_blanks(self._text, position)
        mark, after = self._text[spaced : spaced + 1], self._text[spaced + 1 : spaced + 2]
        displaced = mark and mark in QUOTES and not after.isupper()
        return spaced + 1 if displaced and self._enclosures.opening_of(spaced) is not None else position

    def read(self, match: re.Match[str], start: int, stop: int, resume: int) -> Candidate:
        """The candidate at ``match``: a sentence from ``start`` to ``stop``, the next at ``resume``."""
        before = self._text[max(start, match.start() - _WINDOW) : match.start()]
        tokens = before.split()
        # A terminator after a blank ("selesai .") has no token of its own.
        token = tokens.pop() if tokens and before[-1] not in BLANKS else ""
        word = _WORD_AT_END.search(token)
        ahead = self._text[resume : resume + _WINDOW]
        openers = _length_of_openers(ahead)
        return Candidate(
            lang=self._lang,
            terminator=match.group(),
            closers=self._text[match.end() : stop].strip(),
            token=token,
            word=word.group() if word else "",
            preceding=tokens[-1] if tokens else "",
            following=ahead[openers:],
            openers=ahead[:openers],
            gap=resume > stop,
            bracketed=self._enclosures.in_brackets(stop),
            quoted_words=self._quoted_words(start, stop),
            opens_sentence=match.start() - len(token) == start,
            interrupts=self._interrupts(start, stop),
        )

    def _closes(self, position: int) -> bool:
        mark = self._text[position]
        return mark in _CLOSING_BRACKETS or (mark in CLOSING_QUOTES and not self._enclosures.opens_at(position))

    def _quoted_words(self, start: int, stop: int) -> int | None:
        quotation = self._enclosures.quotation_around(stop)
        if quotation is None:
            return None
        return self._enclosures.words_between(max(start, quotation), stop)

    def _interrupts(self, start: int, stop: int) -> bool:
        opened = self._enclosures.opening_of(stop - 1)
        if opened is None or opened <= start:
            return False
        before = self._text[max(start, opened - _WINDOW) : opened]
        edge = trim(before, 0, len(before))[1]
        return edge > 0 and before[edge - 1] not in ",:;"


def _length_of_openers(ahead: str) -> int:
    return next((n for n, character in enumerate(ahead) if character not in _OPENERS), len(ahead))
