"""A sentence as the rules of compression see it: pieces between commas, and cuts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarizer.segmentation.enclosures import QUOTES, Enclosures

QUOTATION_MARKS = frozenset(QUOTES) - {"'", "’"}
_EDGES = re.compile(r"^[^\w$€£¥]+|[^\w%]+$")
_DEGREE = re.compile(
    r"\s*(?:(?:[A-Z][A-Za-z]{0,5}\.)+(?:[A-Z][A-Za-z]*)?|Jr|Sr|Tbk|Inc|Ltd|Llc|LLC|MD|PhD|II|III|IV)\.?(?=,|\s|$)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WITHIN_DATE = re.compile(rf"\s*(?:{_MONTH}\s\d{{1,2}}\b|\d{{1,2}}\s{_MONTH}|(?:19|20)\d\d\b(?!\s+\w+s\b))")
_SEPARATOR = re.compile(r",(?=\s)|[;:](?=\s)|\s(?:-{1,2}|[–—])(?=\s)|—")
_TRAILING = re.compile(r"[.!?…\s\"'”’»)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two separators, without blanks; ``before`` and ``after`` are these, "" at an end."""

    text: str
    start: int
    end: int
    before: str
    after: str

    @property
    def tokens(self) -> list[str]:
        """Its words with their case, without punctuation at their edges."""
        return tokens(self.text)

    @property
    def words(self) -> list[str]:
        """`tokens` in lower case."""
        return [token.lower() for token in self.tokens]


@dataclass(frozen=True, slots=True)
class Cut:
    """``text[start:end]`` is left out, and ``joint`` set in its place."""

    start: int
    end: int
    joint: str = " "


@dataclass(frozen=True)
class Sentence:
    """A sentence in English. All offsets count code points of ``text``."""

    text: str

    @cached_property
    def enclosures(self) -> Enclosures:
        return Enclosures(self.text)

    @cached_property
    def body_end(self) -> int:
        """Where its final punctuation begins, with the quotation marks and brackets that stand among it."""
        match = _TRAILING.search(self.text)
        return match.start() if match else len(self.text)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The stretches between its commas, semicolons, colons and dashes, outside quotations and brackets.

        A comma inside a name or a date ("S.H., M.H.", "August 12, 2024") is none of these.
        """
        marks = [match for match in _SEPARATOR.finditer(self.text, 0, self.body_end) if self._separates(match)]
        edges = [(0, 0, ""), *((m.start(), m.end(), m.group().strip()) for m in marks), (self.body_end,) * 2 + ("",)]
        return [self._piece(left, right) for left, right in pairwise(edges)]

    def is_open(self, position: int) -> bool:
        """Whether ``position`` lies outside all quotations and brackets."""
        return self.enclosures.quotation_around(position) is None and not self.enclosures.in_brackets(position)

    def without(self, cut: Cut) -> str:
        """The text after the cut, with a capital at its start."""
        left, right = self.text[: cut.start].rstrip(), self.text[cut.end :].lstrip()
        if not left:
            return capitalised(right)
        if left.endswith(".") and right.startswith("."):
            return left + right[1:]  # "in the U.S., which …."
        joint = "" if not right or right[0] in ".,;:!?…" else cut.joint
        return left + joint + right

    def _separates(self, match: re.Match[str]) -> bool:
        if not self.is_open(match.start()):
            return False
        after = match.end()
        is_comma = match.group() == ","
        return not (is_comma and (_DEGREE.match(self.text, after) or _WITHIN_DATE.match(self.text, after)))

    def _piece(self, left: tuple[int, int, str], right: tuple[int, int, str]) -> Piece:
        raw = self.text[left[1] : right[0]]
        start = left[1] + len(raw) - len(raw.lstrip())
        text = raw.strip()
        return Piece(text, start, start + len(text), left[2], right[2])


def tokens(text: str) -> list[str]:
    """The words of ``text`` at its blanks, without punctuation at their edges."""
    return [core for token in text.split() if (core := _EDGES.sub("", token))]


def capitalised(text: str) -> str:
    """``text`` with a capital for its first letter, unless that word has capitals of its own ("iPhone")."""
    for position, character in enumerate(text):
        if character.isalpha():
            word = tokens(text[position:])[0]
            return text if word != word.lower() else text[:position] + character.upper() + text[position + 1 :]
        if character.isalnum():
            break
    return text
