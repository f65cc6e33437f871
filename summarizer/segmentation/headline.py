"""Whether an article's first paragraph is its headline."""

from __future__ import annotations

_MOST_WORDS = 20
_CLOSERS = "\"'”’»)]*_"
_NEVER_LAST = (".", ":", ";", ",", "。")
_LAST_BEFORE_BLANK_LINE = ("?", "!")
_ELLIPSES = ("...", "…")


def is_headline(line: str, *, before_blank_line: bool) -> bool:
    """Tell whether ``line``, the first line of a text with more text after it, is a headline.

    A headline has at most 20 words and no sentence-final mark. A question or exclamation mark is allowed
    where a blank line sets the headline off (``before_blank_line``), an ellipsis anywhere: the press has
    both.
    """
    if len(line.split(maxsplit=_MOST_WORDS)) > _MOST_WORDS:
        return False
    core = line.rstrip(_CLOSERS)
    if core.endswith(_ELLIPSES):
        return True
    if core.endswith(_LAST_BEFORE_BLANK_LINE):
        return before_blank_line
    return not core.endswith(_NEVER_LAST)
