"""What was taken out of a document: its blocks to an article's text, and which of its properties can be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.documents.reading import MAX_BYTES, require_words
from summarizer.errors import UnreadableInput

# Control characters could hide marks on a terminal; soft hyphens and zero-width characters break words in two.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_LIGATURE = re.compile("[ﬀ-ﬆ]")
# What programs write where nobody has entered a name.
_NOBODY = re.compile(
    r"(?:user|users|admin|administrator|author|owner|unknown|anonymous|python-docx|root|pc|asus|acer|lenovo|toshiba|hp"
    r"|dell|windows|microsoft|microsoft office user|user \d+|none|null|redaksi|penulis|pengguna)",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 100
_TITLE_WITHIN = 600


def extracted_text(blocks: Iterable[str], name: str) -> str:
    """The text of ``blocks``, which blank lines part: paragraphs of one line, and lists with a line an item.

    Raises UnreadableInput if it is longer than an article may be, and UnfitInput if it has no word.
    """
    pieces, size = [], 0
    for block in blocks:
        piece = tidy(block)
        if not piece:
            continue
        pieces.append(piece)
        size += len(piece.encode()) + 2
        if size > MAX_BYTES:
            raise UnreadableInput(
                f"the text of {name} is larger than {MAX_BYTES // 2**10} KiB, the most one article may be. "
                "Split it into several files"
            )
    text = "\n\n".join(pieces) + "\n"
    require_words(text, name)
    return text


def tidy(block: str) -> str:
    """``block`` without what cannot be seen, without blanks around its lines, and without empty lines."""
    # A lone surrogate can be written nowhere.
    visible = _INVISIBLE.sub("", block.encode("utf-8", "replace").decode("utf-8"))
    spelled = _LIGATURE.sub(lambda found: _LIGATURES[found.group()], visible)
    return "\n".join(filter(None, (" ".join(line.split()) for line in spelled.splitlines())))


def same_words(one: str, other: str) -> bool:
    """Whether two lines differ in case, blanks and punctuation at most."""
    return _words(one) == _words(other) != ""


def property_title(title: str, text: str) -> str:
    """The title among a file's properties, if it stands near the beginning of ``text``; "" otherwise.

    Many files carry the title of the file that they were once copied from.
    """
    words = _words(title)
    return tidy(title) if words and words in _words(text[:_TITLE_WITHIN]) else ""


def property_byline(author: str) -> str:
    """The author among a file's properties, or "" where that is the name of a program or of nobody."""
    name = " ".join(tidy(author).split())
    if len(name) > _LONGEST_BYLINE or not any(map(str.isalpha, name)) or "://" in name or _NOBODY.fullmatch(name):
        return ""
    return name


def _words(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))
