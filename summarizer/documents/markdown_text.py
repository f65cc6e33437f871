"""An article's text in Markdown: its words as they stand, its paragraphs and lists as Markdown's own."""

from __future__ import annotations

import re

from summarizer.datamodels import Translation
from summarizer.documents.marks import layout_mark, mark
from summarizer.segmentation import normalise
from summarizer.segmentation.marks import match_mark

# What starts emphasis, code, a link, an image, a tag or an entity wherever it stands; "_" within a word does not.
_INLINE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[`*\[<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LEADING = re.compile(r"(?:\d{1,9})?(?=(?:[-+.)]|#{1,6})(?:\s|$)|>|--|==)")
_NUMBERED = re.compile(r"\d{1,9}[.)]")
_BULLETS = frozenset("-–—*+•·●○▪■▸►‣◦")


def escape(text: str) -> str:
    """``text`` on one line, so that it renders as itself and nothing in it is fetched."""
    inline = _INLINE.sub(r"\\\g<0>", normalise(text))
    leading = _LEADING.match(inline)
    return f"{inline[: leading.end()]}\\{inline[leading.end() :]}" if leading else inline


def escape_cell(text: str) -> str:
    """The same for a cell of a table."""
    return escape(text).replace("|", "\\|")


def marked_markdown(translation: Translation) -> str:
    """The marked target: a blank line between paragraphs, none between the items of a list."""
    written = ""
    was_item, paragraph, position = False, -1, 0
    for number, translated in enumerate(translation.segments, start=1):
        segment = translated.segment
        text = escape(translated.target) + mark(translated, number)
        if segment.paragraph == paragraph:
            written += f" {text}"
        else:
            prefix, is_item = _prefix(translation.document.text[position : segment.start])
            gap = "\n" if was_item and is_item else "\n\n"
            written += f"{gap if written else ''}{prefix}{text}"
            was_item, paragraph = is_item, segment.paragraph
        position = segment.end
    return written


def _prefix(between: str) -> tuple[str, bool]:
    """The layout marks before a paragraph, and whether they make it an item of a Markdown list."""
    line = layout_mark(between)
    found = match_mark(f"{line} ")
    if not line or found is None:
        return "", False
    item = found["item"].strip()
    outer = escape(found["quotation"] + found["heading"])
    if item in _BULLETS:
        item = "-"
    elif item and not _NUMBERED.fullmatch(item):
        return f"{escape(line)} ", False
    prefix = " ".join(filter(None, (outer, item)))
    return f"{prefix} ", bool(item) and not outer
