"""Names that a sentence gives in full and as an acronym: a headline has the acronym."""

from __future__ import annotations

import re

_GLOSS = re.compile(r"(?P<before>[^()\"“”,;:]+)\((?P<acronym>[A-Z]{3,})\)")
_ARTICLE = re.compile(r"\b[Tt]he\s\Z")
_WORD = re.compile(r"[\w’'-]+")
# Words between those that an acronym is made of.
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&"})


def with_acronyms(text: str) -> str:
    """``text`` with "UNIDO" for "United Nations Industrial Development Organization (UNIDO)".

    Only where the words before the brackets begin with the letters in them, in order: other acronyms are of another
    language's words, and would leave a reader with nothing that is known.
    """
    return _GLOSS.sub(_shortened, text)


def _shortened(match: re.Match[str]) -> str:
    before, acronym = match["before"], match["acronym"]
    letters = list(acronym)
    for word in reversed(list(_WORD.finditer(before))):
        if word.group().casefold() in _SMALL:
            continue
        if word.group()[0] != letters.pop():
            return match.group()
        if not letters:
            return f"{_ARTICLE.sub('', before[: word.start()])}{acronym}"
    return match.group()
