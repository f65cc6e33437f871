"""The headline of an article: one line of at most 14 words, its title or made of its best sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from summarizer.datamodels import SegmentKind, SentenceOrigin, SummarySentence, Translation
from summarizer.summarization.compression import compressions
from summarizer.summarization.compression.checks import changes_nothing
from summarizer.summarization.compression.text import capitalised
from summarizer.summarization.compression.words import is_one_of
from summarizer.summarization.extraction import indonesian_of
from summarizer.summarization.headlines.acronyms import with_acronyms
from summarizer.summarization.headlines.attributions import attribution_at_end, without_occasion
from summarizer.summarization.headlines.english import in_headline_english
from summarizer.summarization.headlines.shortening import (
    beginnings,
    cut_short,
    first_sentence,
    with_ellipsis,
    without_opening,
    without_speaker,
)
from summarizer.summarization.options import HEADLINE_WORDS
from summarizer.summarization.ranking import rank

_FEWEST_WORDS_BEFORE_ATTRIBUTION = 5
# The time that it takes to find where a line may end grows with the cube of the words; no sentence of news has so many.
_LONGEST_READ = 100  # words
_GLOSS = re.compile(r"\s\(([A-Z][\w./-]*)\)")
_ABBREVIATED = re.compile(r"(?:\.[A-Za-z]+|\.)\.\Z")
_LINK = re.compile(r"(?P<words>[A-Z][\w ]{2,20}),\s(?=\w)")


def headline(translation: Translation, lang: str | None = None) -> SummarySentence | None:
    """The headline in ``lang``, the article's language or that of its translation, which is meant by None.

    It is the article's title, shortened only if it is too long, or else made of the best sentence; in another language
    than English nothing but the length is seen to. An article without a sentence has whatever comes first but a
    dateline; None if there is nothing.
    """
    index = _best(translation)
    if index is None:
        return None
    lang = lang or translation.target_lang
    chosen = translation.segments[index]
    is_source = lang == translation.document.lang
    text = one_line(chosen.source if is_source else chosen.target)
    if chosen.segment.kind is SegmentKind.HEADLINE and len(text.split()) <= HEADLINE_WORDS:
        line = text
    elif lang == "en" and chosen.segment.kind is not SegmentKind.DEBRIS:
        line = headline_of(indonesian_of(translation, index, lang), text)
    elif lang == "en" or is_source:
        line = _fitting(text)
    else:
        line = cut_short(text, HEADLINE_WORDS, lang)
    kept_whole = line.rstrip(".") == text.rstrip(".")
    origin = SentenceOrigin.EXTRACTED if kept_whole else SentenceOrigin.COMPRESSED
    return SummarySentence(line, chosen.source, (index,), origin)


def headline_of(source: str | None, target: str) -> str:
    """A headline of at most 14 words from ``target``, the English of the Indonesian sentence ``source``.

    Without a ``source`` the English is an article's own, or made of another language, and held to itself.
    """
    whole = one_line(target)
    if len(whole.split()) > _LONGEST_READ:
        return _fitting(whole)
    text = next(reversed(compressions(source, whole, for_headline=True)), whole)
    text = _without_link(first_sentence(text))
    if len(text.split()) > HEADLINE_WORDS:
        text = with_acronyms(text)
    text = without_speaker(_without_gloss(text))
    said, tail = attribution_at_end(text)
    for line in _with_tail(said, tail) if tail else _lines(text):
        if len(line.split()) <= HEADLINE_WORDS and changes_nothing(source, whole, line):
            return line
    room = HEADLINE_WORDS - len(without_occasion(tail).split())
    if tail and room >= _FEWEST_WORDS_BEFORE_ATTRIBUTION:
        return _joined(with_ellipsis(said, room), without_occasion(tail))
    return _fitting(text)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _best(translation: Translation) -> int | None:
    segments = [translated.segment for translated in translation.segments]
    document = translation.document
    for index, segment in enumerate(segments):
        if segment.kind is SegmentKind.HEADLINE:
            return index
    if ranked := rank(segments, 1, document.origin.title, lang=document.lang):
        return ranked[0]
    return next((index for index, segment in enumerate(segments) if segment.kind is SegmentKind.DEBRIS), None)


def _lines(text: str) -> Iterator[str]:
    """``text``, and then what of it may stand alone, longest first; each in headline English, and as it was."""
    inner = without_opening(text)
    # One after the other: the first that fits is taken, and to find a beginning takes long.
    parts = chain((text, inner), beginnings(inner), beginnings(text) if inner != text else ())
    seen: set[str] = set()
    for part in parts:
        if part not in seen:
            seen.add(part)
            plain = _without_stop(part)
            yield in_headline_english(plain)
            yield plain


def _with_tail(said: str, tail: str) -> Iterator[str]:
    """The lines of what is said, each with who says it; a quotation is never cut."""
    for line in [said] if said.endswith(('"', "”")) else _lines(said):
        yield from (_joined(line, tail), _joined(line, without_occasion(tail)))


def _joined(said: str, tail: str) -> str:
    return f"{said} {tail}" if said.endswith(('"', "”")) else f"{said}, {tail}"


def _fitting(text: str) -> str:
    plain = _without_stop(text)
    if len(plain.split()) <= HEADLINE_WORDS:
        return plain
    return with_ellipsis(plain, HEADLINE_WORDS)


def _without_stop(text: str) -> str:
    """Without its full stop or colon, but with that of an abbreviation ("at 7 a.m.", "…")."""
    return text if _ABBREVIATED.search(text) else text.rstrip(":;, ").removesuffix(".")


def _without_gloss(text: str) -> str:
    """Without the acronyms in brackets that one line does not use again."""
    return _GLOSS.sub(lambda match: match.group() if text.count(match[1]) > 1 else "", text)


def _without_link(text: str) -> str:
    """Without the word that ties the sentence to one before it."""
    match = _LINK.match(text)
    if match and is_one_of(match["words"].replace(" ", "-"), "linking"):
        return capitalised(text[match.end() :])
    return text
