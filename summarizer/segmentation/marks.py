"""Marks at the start of a line that belong to its layout and not to its sentence."""

from __future__ import annotations

import re

# A mark is always followed by a blank, so "-5 derajat", "1.500" and "**tebal**" are text. Capital letters
# take a bracket and never a full stop: "A. Yani" is a man. Three digits at most: "2024. " ends a wrapped
# sentence.
_BLANK = r"[^\S\r\n]"
_MARK = re.compile(
    rf"(?P<quotation>(?:>{_BLANK}+)*)"
    rf"(?P<heading>(?:\#{{1,6}}{_BLANK}+)?)"
    r"(?P<item>(?:(?:[-–—*+•·●○▪■▸►‣◦]|\(?\d{1,3}[.)]|[a-z][.)]|\(?[A-Za-z]\)|[ivx]{1,5}[.)])"
    rf"{_BLANK}+)?)"
)


def match_mark(line: str) -> re.Match[str] | None:
    """Match the layout marks that ``line`` (without blanks at its edges) starts with.

    The groups ``quotation`` ("> "), ``heading`` ("# ") and ``item`` ("- ", "1. ", "a) ") are empty strings
    where that mark is missing. None where there is no mark at all; a mark with nothing behind it is text.
    """
    match = _MARK.match(line)
    return match if match and match.end() else None
