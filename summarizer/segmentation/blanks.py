"""What counts as blank: white space, and the characters that have no width."""

from __future__ import annotations

# Format characters that web pages leave in copied text: zero-width spaces and joiners, direction marks,
# the word joiner, the byte-order mark and the soft hyphen.
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
# All of ``str.isspace``: by Unicode's PropList.txt nothing above the ideographic space is white space.
_SPACE = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
BLANKS = frozenset(_SPACE + _INVISIBLE)

_WITHOUT_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))


def normalise(sentence: str) -> str:
    """Return ``sentence`` on one line: zero-width characters removed, each run of white space one space.

    Offsets do not survive this; `original_span` brings them back.
    """
    return " ".join(sentence.translate(_WITHOUT_INVISIBLE).split())


def original_span(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Where in ``sentence`` the part ``start``, ``end`` of ``normalise(sentence)`` stands; it is not all blank."""
    positions = [position for position, character in enumerate(sentence) if character not in BLANKS]
    blanks_before = [0]
    for character in normalise(sentence):
        blanks_before.append(blanks_before[-1] + character.isspace())
    first, last = start - blanks_before[start], end - 1 - blanks_before[end - 1]
    return positions[first], positions[last] + 1


def skip_blanks(text: str, position: int) -> int:
    """Return the offset of the first character from ``position`` on that is not blank, or ``len(text)``."""
    end = len(text)
    while position < end and text[position] in BLANKS:
        position += 1
    return position


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span ``start``, ``end`` without the blanks at its edges; empty if it is all blank."""
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    while start < end and text[start] in BLANKS:
        start += 1
    return start, end
