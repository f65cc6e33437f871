"""Shorter forms of an English sentence, by leaving words out alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from summarizer.summarization.compression.asides import brackets, dashes, datelines
from summarizer.summarization.compression.attributions import SAYING, leading, says_who, trailing
from summarizer.summarization.compression.checks import changes_nothing, is_official, may_go, may_lose_attribution
from summarizer.summarization.compression.clauses import clauses
from summarizer.summarization.compression.days import days
from summarizer.summarization.compression.grammar import is_well_formed
from summarizer.summarization.compression.text import Cut, Sentence, tokens

_Step: TypeAlias = Callable[[Sentence], Iterator[Cut]]

# What a reader misses least goes first.
_STEPS: Final[tuple[_Step, ...]] = (datelines, brackets, dashes, clauses, trailing, leading)
_STEPS_OF_HEADLINES: Final[tuple[_Step, ...]] = (datelines, brackets, dashes, clauses, days, trailing, leading)

# Of a longer "sentence", which is a list or lacks its full stops, no rule here knows the grammar.
_PRONOUN_ALONE = re.compile(r"\A[\s,–—-]*(?:which|who|whose),", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b(?:(?!\band\b)[^;:.])*\Z", re.IGNORECASE)
_AUXILIARY_NEXT = re.compile(r"[,\s]*(?:is|are|was|were|has|have|had|will|would|can|could)\b")
_LONGEST_READ = 100  # words
_OF_ASIDES: Final[tuple[_Step, ...]] = (brackets, dashes, clauses)
_OF_ATTRIBUTIONS: Final[tuple[_Step, ...]] = (trailing, leading)
_SPEAKER_NEXT = re.compile(rf"[,\s]*(?:[\w’'-]+\s){{1,6}}{SAYING}\b")


def compressions(source: str | None, target: str, *, for_headline: bool = False) -> list[str]:
    """Shorter forms of ``target``, the English of the Indonesian sentence ``source``, longest first.

    Without a ``source`` the English is an article's own, or made of another language, and held to itself.

    Each is the one before it with words left out, and nothing else changed than a first letter, blanks and punctuation
    at the cut. An attribution stays with a quotation, an accusation, a hope or a demand; nothing goes that denies,
    doubts, limits or counts. The day on which something happened goes ``for_headline`` alone. Empty if nothing can be
    left out.
    """
    found: list[str] = []
    if len(target.split()) > _LONGEST_READ:
        return found
    text = target
    for step in _STEPS_OF_HEADLINES if for_headline else _STEPS:
        while (shorter := _shortened(source, target, text, step)) is not None:
            found.append(shorter)
            text = shorter
    return found


def _shortened(source: str | None, target: str, text: str, step: _Step) -> str | None:
    """``text`` after the first cut of ``step`` that may be made, None if there is none."""
    sentence = Sentence(text)
    for cut in step(sentence):
        shorter, removed = sentence.without(cut), text[cut.start : cut.end]
        if not may_go(removed) or len(tokens(shorter)) >= len(tokens(text)):
            continue
        if says_who(removed) and not (is_official(removed) and may_lose_attribution(text)):
            continue
        if step in _OF_ASIDES and says_who(removed):
            continue
        if step not in _OF_ATTRIBUTIONS and _would_break(text[: cut.start] + cut.joint, removed, text[cut.end :]):
            continue
        # A dateline is no part of the sentence, whatever that is like.
        if (step is datelines or is_well_formed(shorter, target)) and changes_nothing(source, target, shorter):
            return shorter
    return None


def _would_break(before: str, removed: str, after: str) -> bool:
    """Whether a cut would join what does not belong together.

    Behind it somebody says something ("…, Papua, rebels said" would be the word of "Papua rebels"); it takes a relative
    pronoun from its verb ("Iran, which, like Damascus, holds"); it is in a list behind "between"; or a comma would be
    left between a subject and its verb.
    """
    if _SPEAKER_NEXT.match(after) or _PRONOUN_ALONE.search(removed) or _BETWEEN.search(before):
        return True
    return before.rstrip().endswith(",") and _AUXILIARY_NEXT.match(after) is not None
