"""Names of files that readers download, safe on every system."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARS = 80
"""The longest name, without its suffix."""

_NAMELESS = "article"
_APOSTROPHES = re.compile(r"['’ʼ]")
_GAP = re.compile("[^a-z0-9]+")
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")  # by Windows, whatever the suffix


def file_name(headline: str, suffix: str) -> str:
    """A name such as "kupang-opens-two-new-markets.docx": lower-case ASCII letters and digits, words joined by hyphens.

    Accents are dropped, a long headline is cut between two words, and one that leaves nothing makes "article".
    ``suffix`` has its dot.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", headline).casefold())
    ascii_only = "".join(one for one in plain if not unicodedata.combining(one))
    stem = _shortened(_GAP.sub("-", ascii_only).strip("-")) or _NAMELESS
    if _RESERVED.fullmatch(stem):
        stem = f"{_NAMELESS}-{stem}"
    return stem + suffix


def _shortened(stem: str) -> str:
    if len(stem) <= MAX_CHARS:
        return stem
    words, hyphen, _ = stem[: MAX_CHARS + 1].rpartition("-")
    return words if hyphen else stem[:MAX_CHARS]
