"""An article to its segments: paragraphs first, then what each of them is, then sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.datamodels import Segment, SegmentKind
from summarizer.segmentation.blanks import trim
from summarizer.segmentation.dateline import dateline_end
from summarizer.segmentation.debris import sign_off_start
from summarizer.segmentation.headline import is_headline
from summarizer.segmentation.paragraphs import Paragraph, paragraphs
from summarizer.segmentation.sentences import sentence_spans

# A dateline opens the body. A standfirst or a photo caption may stand before it, never more.
_DATELINE_WITHIN = 3


def split(text: str, lang: str = "id") -> tuple[Segment, ...]:
    """Split ``text`` into segments, in document order and without overlap; none where it is all blank.

    ``lang`` says whose abbreviations, datelines and page furniture to expect: those of English, or else of Indonesian.

    Offsets count code points, and ``text[segment.start:segment.end] == segment.text``. No segment is empty
    or has a blank at its edges; a sentence of a hard-wrapped paragraph has line breaks within it (see
    ``normalise``). What stands between segments is blanks (white space and zero-width characters) and layout
    marks ("- ", "1. ", "# ", "> "), and together with the segments it is ``text`` again.

    Never fails, and takes time in proportion to the text.
    """
    return tuple(_segments(text, lang))


def _segments(text: str, lang: str) -> Iterator[Segment]:
    found = list(paragraphs(text, lang))
    body = [number for number, paragraph in enumerate(found) if not paragraph.debris]
    datelines = _datelines(text, found, body[:_DATELINE_WITHIN], lang)
    headline = body[0] if len(body) > 1 and body[0] not in datelines else None
    for number, paragraph in enumerate(found):
        content = text[paragraph.start : paragraph.end]
        if paragraph.debris:
            yield Segment(content, paragraph.start, paragraph.end, number, SegmentKind.DEBRIS)
        elif number == headline and _is_headline(paragraph, content):
            yield Segment(content, paragraph.start, paragraph.end, number, SegmentKind.HEADLINE)
        else:
            yield from _body(content, paragraph.start, number, datelines.get(number, 0), lang)


def _datelines(text: str, found: Sequence[Paragraph], candidates: Sequence[int], lang: str) -> dict[int, int]:
    """The first dateline among the candidates: its paragraph's number, and where it ends within that."""
    for number in candidates:
        paragraph = found[number]
        end = None if paragraph.item else dateline_end(text[paragraph.start : paragraph.end], lang)
        if end is not None:
            return {number: end}
    return {}


def _is_headline(paragraph: Paragraph, content: str) -> bool:
    return (
        paragraph.lines == 1
        and not paragraph.item
        and is_headline(content, before_blank_line=paragraph.before_blank_line)
    )


def _body(content: str, offset: int, number: int, dateline: int, lang: str) -> Iterator[Segment]:
    if dateline:
        yield Segment(content[:dateline], offset, offset + dateline, number, SegmentKind.DATELINE)
    sign_off = dateline + sign_off_start(content[dateline:])
    first, last = trim(content, dateline, sign_off)
    for start, end in sentence_spans(content[first:last], lang):
        sentence = content[first + start : first + end]
        yield Segment(sentence, offset + first + start, offset + first + end, number)
    if sign_off < len(content):
        yield Segment(content[sign_off:], offset + sign_off, offset + len(content), number, SegmentKind.DEBRIS)
