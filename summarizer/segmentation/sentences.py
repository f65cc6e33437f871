"""A paragraph to the spans of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.segmentation.blanks import BLANKS, skip_blanks, trim
from summarizer.segmentation.enclosures import CLOSING_QUOTES, OPENING_QUOTES, QUOTES, Enclosures
from summarizer.segmentation.rules import Candidate, ends_sentence

_TERMINATOR = re.compile("[.?!…]+")
_WORD_AT_END = re.compile(r"\w(?:[\w.'’-]*\w)?$")
_CLOSING_BRACKETS = ")]}"
_OPENERS = frozenset(OPENING_QUOTES + CLOSING_QUOTES + "([{*_¿¡") | BLANKS
# No word or abbreviation is longer; bounds what is read around each candidate, and so the whole to linear time.
_WINDOW = 80


def sentence_spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) spans of the sentences of ``paragraph``, which has no blanks at its edges.

    The offsets are relative to ``paragraph``. Between two spans there are blanks only, or nothing at all.
    """
    enclosures = Enclosures(paragraph)
    start = 0
    for match in _TERMINATOR.finditer(paragraph):
        if match.start() < start:
            continue
        stop = _absorb_closers(paragraph, match.end(), enclosures)
        resume = skip_blanks(paragraph, stop)
        if resume < len(paragraph) and ends_sentence(_look(paragraph, match, start, stop, resume, enclosures)):
            yield start, stop
            start = resume
    if start < len(paragraph):
        yield start, len(paragraph)


def _absorb_closers(paragraph: str, position: int, enclosures: Enclosures) -> int:
    """The end of the sentence that ends at ``position``, with the quotation marks and brackets it closes."""
    while position < len(paragraph) and _closes(paragraph, position, enclosures):
        position += 1
    # Some newsrooms set the closing mark after a space and hard upon the next word: `siap. "ujar dia`.
    spaced = skip_blanks(paragraph, position)
    mark, after = paragraph[spaced : spaced + 1], paragraph[spaced + 1 : spaced + 2]
    displaced = mark and mark in QUOTES and not after.isupper() and enclosures.opening_of(spaced) is not None
    return spaced + 1 if displaced else position


def _closes(paragraph: str, position: int, enclosures: Enclosures) -> bool:
    mark = paragraph[position]
    return mark in _CLOSING_BRACKETS or (mark in CLOSING_QUOTES and not enclosures.opens_at(position))


def _look(
    paragraph: str, match: re.Match[str], start: int, stop: int, resume: int, enclosures: Enclosures
) -> Candidate:
    before = paragraph[max(start, match.start() - _WINDOW) : match.start()]
    tokens = before.split()
    # A terminator after a blank ("selesai .") has no token of its own.
    token = tokens.pop() if tokens and before[-1] not in BLANKS else ""
    word = _WORD_AT_END.search(token)
    quotation = enclosures.quotation_around(stop)
    return Candidate(
        terminator=match.group(),
        closers=paragraph[match.end() : stop].strip(),
        token=token,
        word=word.group() if word else "",
        preceding=tokens[-1] if tokens else "",
        following=_without_openers(paragraph[resume : resume + _WINDOW]),
        gap=resume > stop,
        bracketed=enclosures.in_brackets(stop),
        quoted_words=None if quotation is None else enclosures.words_between(max(start, quotation), stop),
        opens_sentence=match.start() - len(token) == start,
        interrupts=_interrupts(paragraph, start, stop, enclosures),
    )


def _without_openers(following: str) -> str:
    position = 0
    while position < len(following) and following[position] in _OPENERS:
        position += 1
    return following[position:]


def _interrupts(paragraph: str, start: int, stop: int, enclosures: Enclosures) -> bool:
    opened = enclosures.opening_of(stop - 1)
    if opened is None or opened <= start:
        return False
    before = paragraph[max(start, opened - _WINDOW) : opened]
    edge = trim(before, 0, len(before))[1]
    return edge > 0 and before[edge - 1] not in ",:;"
