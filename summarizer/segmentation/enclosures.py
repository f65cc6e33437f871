"""Which stretches of a paragraph are quoted or bracketed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from summarizer.segmentation.blanks import BLANKS

OPENING_QUOTES = "“„«‘"
# Kompas sets ”…” at both ends, so a right-hand quotation mark may open as a straight one may.
CLOSING_QUOTES = "\"'”’»"
QUOTES = OPENING_QUOTES + CLOSING_QUOTES

_DOUBLE = re.compile('["“”„«»]')
_SINGLE = re.compile("['‘’]")
_BRACKET = re.compile(r"[()\[\]]")
_WORD = re.compile(r"\w+(?:[-'’./]\w+)*")
_BEFORE_OPENING = frozenset("([{-–—/,:;\"“'‘")
# An unclosed bracket, or a bracketed passage of several sentences, must not hold a paragraph together.
_LONGEST_BRACKET = 200


@dataclass(frozen=True, slots=True)
class _Spans:
    """Disjoint spans in order: ``starts[n]`` is the opening mark's offset, ``ends[n]`` the closing one's."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def around(self, position: int) -> int | None:
        """The opening mark of the span that ``position`` lies within, marks excluded."""
        n = bisect_left(self.starts, position) - 1
        return self.starts[n] if n >= 0 and position < self.ends[n] else None

    def opening_of(self, closing: int) -> int | None:
        n = bisect_left(self.ends, closing)
        return self.starts[n] if n < len(self.ends) and self.ends[n] == closing else None

    def opens_at(self, position: int) -> bool:
        n = bisect_left(self.starts, position)
        return n < len(self.starts) and self.starts[n] == position


class Enclosures:
    """The quotations and brackets of one paragraph. All offsets are relative to it.

    Apostrophes ("Jum'at", "Qur’an", "'90-an") and inch marks are not quotation marks. A double quotation that
    nothing closes runs to the end of the paragraph, as in speech over several paragraphs; a single one is
    dropped.
    """

    def __init__(self, paragraph: str) -> None:
        self._quotes = (_double_quotes(paragraph), _single_quotes(paragraph))
        self._brackets = _brackets(paragraph)
        quoted = any(spans.starts for spans in self._quotes)
        self._words = [match.start() for match in _WORD.finditer(paragraph)] if quoted else []

    def quotation_around(self, position: int) -> int | None:
        """The offset of the innermost opening quotation mark around ``position``; None outside quotations."""
        return max((o for spans in self._quotes if (o := spans.around(position)) is not None), default=None)

    def in_brackets(self, position: int) -> bool:
        return self._brackets.around(position) is not None

    def opening_of(self, closing: int) -> int | None:
        """The offset of the mark that the mark at ``closing`` closes; None if it closes nothing."""
        spans = (*self._quotes, self._brackets)
        return next((o for each in spans if (o := each.opening_of(closing)) is not None), None)

    def opens_at(self, position: int) -> bool:
        """Whether a quotation begins with the mark at ``position``."""
        return any(spans.opens_at(position) for spans in self._quotes)

    def words_between(self, start: int, end: int) -> int:
        """How many words begin in the given stretch. Counted only in a paragraph that has quotations."""
        return bisect_left(self._words, end) - bisect_right(self._words, start - 1)


def _double_quotes(text: str) -> _Spans:
    spans = _Spans()
    opened: int | None = None
    for match in _DOUBLE.finditer(text):
        position, mark = match.start(), match.group()
        if mark in OPENING_QUOTES:
            if opened is not None:
                spans.add(opened, position)
            opened = position
        elif opened is not None:
            spans.add(opened, position)
            opened = None
        elif mark != "»" and _may_open(text, position):
            opened = position
    if opened is not None:
        spans.add(opened, len(text))
    return spans


def _may_open(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not before or before in BLANKS or before in _BEFORE_OPENING:
        return True
    return bool(after) and after not in BLANKS and not before.isdigit()


def _single_quotes(text: str) -> _Spans:
    spans = _Spans()
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        position = match.start()
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        if before.isalnum() and after.isalnum():
            continue
        if opened is not None and before not in BLANKS and not after.isalnum():
            spans.add(opened, position)
            opened = None
        elif after.isalnum() and (not before or before in BLANKS or before in _BEFORE_OPENING):
            opened = position
    return spans


def _brackets(text: str) -> _Spans:
    """Outermost matched brackets; one that is not closed within the longest bracket is forgotten."""
    spans = _Spans()
    opened, depth = 0, 0
    for match in _BRACKET.finditer(text):
        position = match.start()
        if depth and position - opened > _LONGEST_BRACKET:
            depth = 0
        if match.group() in "([":
            opened = opened if depth else position
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                spans.add(opened, position)
    return spans
