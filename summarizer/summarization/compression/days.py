"""Cuts of the day on which somebody did or said something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.summarization.compression.clauses import is_verb_phrase, opens_clause
from summarizer.summarization.compression.text import Cut, Sentence, tokens
from summarizer.summarization.compression.words import is_auxiliary, is_one_of, may_be_finite, word_class

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})(?:,?\s(?:19|20)\d\d)?"
_PART = r"(?:\s(?:early\s)?(?:morning|afternoon|evening|night|noon))?"
_IN_BRACKETS = r"(?:\s?\([^()]{1,20}\))?"
_WEEKDAY = rf"{_DAY}{_PART}{_IN_BRACKETS}{_PART}(?:,?\s{_DATE})?"
_EARLY = r"(?:(?:late|early|earlier|later)\s)?"
_ANY_DATE = re.compile(rf"\b(?:{_WEEKDAY}|{_DATE}|{_MONTH}\s(?:19|20)\d\d)")
_WITH_ON = re.compile(rf"(?<=\s)(?:here\s)?{_EARLY}on\s{_EARLY}(?:{_WEEKDAY}|{_DATE})(?![\w'’-])")
_BARE = re.compile(rf"(?<=\s)(?:here\s)?{_EARLY}{_WEEKDAY}(?![\w'’-])")
_LEADING = re.compile(
    rf"(?:(?:On|Late on|Early on)\s(?:{_WEEKDAY}|{_DATE})|{_WEEKDAY}),\s(?!{_MONTH})(?=[A-Z]|(?:the|a|an)\s)"
)
_JOINS_ANOTHER = re.compile(
    r"\s*(?:,?\s*(?:and|or|to|through|until|till|but|when|because|if|alone|only)\b|[-–—/]|['’]s)"
)

_SPAN = frozenset({"since", "from", "until", "till", "between"})
_NEAR = 5  # words


def days(sentence: Sentence) -> Iterator[Cut]:
    """The one day that a sentence names, where it only says when somebody did or said something."""
    if len(_ANY_DATE.findall(sentence.text)) != 1:
        return
    if match := _LEADING.match(sentence.text):
        yield Cut(*match.span())
    for match in _WITH_ON.finditer(sentence.text):
        if _is_dispensable(sentence, match):
            yield _day(sentence, match)
    for match in _BARE.finditer(sentence.text):
        if _is_dispensable(sentence, match) and _stands_for_when(sentence.text, match):
            yield _day(sentence, match)


def _is_dispensable(sentence: Sentence, match: re.Match[str]) -> bool:
    before = [token.lower() for token in tokens(sentence.text[: match.start()])]
    if not sentence.is_open(match.start()) or not before or _JOINS_ANOTHER.match(sentence.text, match.end()):
        return False
    if is_one_of(before[-1], "reporting"):
        return True
    is_needed = match.group().startswith("here") or is_one_of(before[-1], "needs-day") or is_auxiliary(before[-1])
    is_span = not _SPAN.isdisjoint(before[-_NEAR:])  # "since about 8 p.m. on Tuesday"
    return not (is_needed or is_span) and word_class("to-come").isdisjoint(before)


def _stands_for_when(text: str, match: re.Match[str]) -> bool:
    """Whether a day without "on" is no part of a name or a list: it follows "said", or a comma at the end."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    if is_one_of(tokens(before)[-1], "reporting"):
        return True
    return before.endswith(",") and not after.strip(".")


def _day(sentence: Sentence, match: re.Match[str]) -> Cut:
    """The cut of a day, with the commas around it that nothing else needs."""
    start, end = match.span()
    before, after = sentence.text[:start].rstrip(), sentence.text[end:]
    is_followed = after.startswith(",")
    behind = next((piece for piece in sentence.pieces if piece.start > end), None)
    # "The minister, on Monday, said", but "in Lebak, Banten, on Monday, at noon".
    splits_subject = is_followed and behind is not None and is_verb_phrase(behind)
    if before.endswith(",") and (is_followed or not after.strip(".")):
        return Cut(len(before) - 1, end + splits_subject)
    has_verb = any(map(may_be_finite, tokens(before)))
    return Cut(start, end + (splits_subject and not has_verb and not opens_clause(sentence.pieces[0])))
