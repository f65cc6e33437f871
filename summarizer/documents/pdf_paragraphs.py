"""The lines of PDF pages to paragraphs: a PDF says where its letters stand, and nothing of sentences.

A paragraph that is broken in two at the end of a sentence costs little; one that is broken within a sentence costs the
translation of both halves. So where nothing but white space speaks for a break, the sentence before must have ended.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(r"[.?!:…][\"”’')\]]*$")
_BULLET = re.compile(r"[•●○▪■►◦‣]")
_NUMBERED = re.compile(r"(?:[-–—*]|\d{1,2}[.)]|[a-z][.)])\s")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:hal(?:aman)?|page)\b\W*)?\d{1,3}(?:\s*(?:/|dari|of)\s*\d{1,3})?\W*", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_HYPHENATED = re.compile(r"([^\W_]+)[-‐]$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_VOWELS = re.compile(r"[aeiou]")
# Lines at the edges of a page where running titles and page numbers stand, and how often one is repeated.
_EDGE_LINES = 2
_LONGEST_TITLE = 120
_REPEATED_ON = 0.4
_SAME_PLACE = 4.0  # points

_OTHER_SIZE = 1.08
_WIDE_GAP = 1.3  # times the usual distance of lines
_USUAL_GAP = 0.2  # the quantile of distances: short paragraphs have nearly as many gaps as lines
_INDENT = 0.8  # times the size of the letters
_SHORT_LINE = 0.9  # of the longest line of the column
# "non-pemerintah", "eks-menteri", "e-dagang": their hyphen is spelled, wherever the line breaks.
_HYPHENATED_PREFIXES = {"non", "eks", "e"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, from where it begins: ``x`` and ``y`` in points, y upwards; ``size`` of its letters."""

    text: str
    x: float
    y: float
    size: float


def paragraphs(pages: Iterable[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of the pages, each on one line; running titles and page numbers are left out."""
    bodies = _without_furniture([[line for line in page if line.text.strip()] for page in pages])
    gaps = _usual_gaps(bodies)
    paragraph: list[str] = []
    for before, line, longest in _neighbours(bodies):
        if before is not None and _breaks(before, line, gaps, longest):
            yield join_lines(paragraph)
            paragraph = []
        paragraph.append(line.text)
    if paragraph:
        yield join_lines(paragraph)


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one, words that were parted at a line's end whole again; the hyphen of "anak-anak" stays."""
    text = ""
    for line in map(str.strip, lines):
        hyphenated = _HYPHENATED.search(text)
        following = _FIRST_WORD.match(line)
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif hyphenated and following:
            text = text if _keeps_hyphen(hyphenated[1], following[0]) else text[:-1]
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def _keeps_hyphen(before: str, after: str) -> bool:
    """Whether the hyphen is a part of the word: "se-Indonesia", "ke-17", and doubled words in all their forms."""
    if not after[0].islower() or before[-1].isdigit() or before.lower() in _HYPHENATED_PREFIXES:
        return True
    one, other = sorted((before.lower(), after.lower()), key=len)
    return (
        one == other  # anak-anak
        or (len(one) >= 4 and one in other)  # besar-besaran, berbondong-bondong
        or (len(one) >= 4 and other.endswith(one[1:]))  # sayur-mayur, tarik-menarik
        or (len(one) >= 4 and _VOWELS.sub("", one) == _VOWELS.sub("", other))  # bolak-balik
    )


def _neighbours(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[Line | None, Line, int | None]]:
    """Each line with the one before it, and the longest line of its column if that stands above it on its page."""
    before: Line | None = None
    for page in pages:
        first = True
        for line in page:
            above = before is not None and not first and before.y > line.y
            yield before, line, _longest(page, line) if above else None
            before, first = line, False


def _longest(page: Sequence[Line], line: Line) -> int:
    """The letters of the longest line that begins near ``line`` and is of its size."""
    return max(len(other.text) for other in page if _same_size(other, line) and abs(other.x - line.x) <= 3 * line.size)


def _breaks(before: Line, line: Line, gaps: dict[int, float], longest: int | None) -> bool:
    """Whether ``line`` begins a paragraph; ``longest`` is None where it begins a column or a page."""
    if not _same_size(before, line) or _BULLET.match(line.text):
        return True
    ended = _SENTENCE_END.search(before.text) is not None
    if not ended and line.text[0].islower():
        return False
    if longest is None:
        return ended
    if before.y - line.y > _WIDE_GAP * gaps.get(round(line.size), line.size * _WIDE_GAP):
        return True
    if not ended:
        return False
    indented = line.x - before.x > _INDENT * line.size
    has_room = len(before.text) + 1 + len(line.text.split()[0]) <= _SHORT_LINE * longest
    return indented or has_room or _NUMBERED.match(line.text) is not None


def _same_size(one: Line, other: Line) -> bool:
    return max(one.size, other.size) <= _OTHER_SIZE * min(one.size, other.size)


def _usual_gaps(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    """The distance from line to line within paragraphs, for each size of letters."""
    found: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for before, line in pairwise(page):
            gap = before.y - line.y
            if _same_size(before, line) and 0.8 * line.size < gap < 3 * line.size:
                found[round(line.size)].append(gap)
    return {size: sorted(several)[int(len(several) * _USUAL_GAP)] for size, several in found.items()}


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(place for page in edges for place in {_place(line) for line in page})
    often = max(2.0, _REPEATED_ON * len(pages))
    return [
        [
            line
            for line in page
            if line not in edge or not (seen[_place(line)] >= often or _PAGE_NUMBER.fullmatch(line.text))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge_lines(page: Sequence[Line]) -> set[Line]:
    by_height = sorted((line for line in page if len(line.text) <= _LONGEST_TITLE), key=lambda line: line.y)
    return {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]}


def _place(line: Line) -> tuple[str, int]:
    return _FIGURES.sub("#", line.text), round(line.y / _SAME_PLACE)
