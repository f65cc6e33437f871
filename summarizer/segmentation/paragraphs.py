"""Text to paragraphs: blank lines separate blocks; a block's lines stand alone unless hard-wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.segmentation.blanks import trim
from summarizer.segmentation.debris import is_debris
from summarizer.segmentation.marks import match_mark

_SENTENCE_ENDS = (".", "?", "!", "…", ":", '."', '?"', '!"', ".”", "?”", "!”", ".)", ".'", ".’")
# The narrowest and widest columns that mail programs and printed forms wrap at.
_NARROWEST, _WIDEST = 40, 100


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The span of a paragraph in its text, without layout marks and without blanks at its edges.

    ``lines`` is 1 unless the paragraph is hard-wrapped. ``item`` says that it is an item of a list,
    ``before_blank_line`` that an empty line, or the end of the text, follows.
    """

    start: int
    end: int
    lines: int
    item: bool
    debris: bool
    before_blank_line: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    content: str
    item: bool
    marked: bool
    debris: bool


def paragraphs(text: str, lang: str = "id") -> Iterator[Paragraph]:
    """Yield the paragraphs of ``text``, which is in ``lang``, in document order; nothing for a text all blank."""
    for block in _blocks(text, lang):
        groups = list(_groups(block))
        for position, group in enumerate(groups, start=1):
            yield Paragraph(
                start=group[0].start,
                end=group[-1].end,
                lines=len(group),
                item=group[0].item,
                debris=group[0].debris,
                before_blank_line=position == len(groups),
            )


def _blocks(text: str, lang: str) -> Iterator[list[_Line]]:
    """Runs of lines without an empty one between them."""
    block: list[_Line] = []
    position = 0
    for raw in text.splitlines(keepends=True):
        start, end = trim(text, position, position + len(raw))
        position += len(raw)
        if start < end:
            block.append(_read_line(text, start, end, lang))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_line(text: str, start: int, end: int, lang: str) -> _Line:
    content = text[start:end]
    mark = match_mark(content)
    if mark:
        start, end = trim(text, start + mark.end(), end)
        content = text[start:end]
    return _Line(
        start,
        end,
        content,
        item=bool(mark and mark["item"]),
        marked=mark is not None,
        debris=is_debris(content, lang),
    )


def _groups(block: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The block's paragraphs. A line that bears a mark or is page furniture always begins or stands alone."""
    run: list[_Line] = []
    for line in block:
        if run and (line.marked or line.debris or run[-1].debris):
            yield from _unwrap(run)
            run = []
        run.append(line)
    yield from _unwrap(run)


def _unwrap(run: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    if _is_hard_wrapped(run):
        yield run
    else:
        for line in run:
            yield (line,)


def _is_hard_wrapped(run: Sequence[_Line]) -> bool:
    """Tell whether a program broke these lines to fill a column, which takes all of:

    1. the longest line has 40 to 100 characters;
    2. no line had room left for the first word of the next;
    3. most line ends are not sentence ends;
    4. at least one of the later lines, and a third of them, begin in lower case, as a sentence's middle does.
    """
    width = max(len(line.content) for line in run)
    if len(run) == 1 or not _NARROWEST <= width <= _WIDEST:
        return False
    joints = list(pairwise(run))
    full = all(len(line.content) + 1 + _first_word_length(after) > width for line, after in joints)
    ended = sum(line.content.endswith(_SENTENCE_ENDS) for line, _ in joints)
    continued = sum(after.content[0].islower() for _, after in joints)
    return full and 2 * ended < len(joints) and continued >= 1 and 3 * continued >= len(joints)


def _first_word_length(line: _Line) -> int:
    return len(line.content.split(maxsplit=1)[0])
