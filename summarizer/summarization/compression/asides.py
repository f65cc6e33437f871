"""Cuts of what stands beside a sentence: its dateline, brackets, dashes, and the day it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.segmentation.dateline import dateline_end
from summarizer.summarization.compression.text import Cut, Sentence, tokens
from summarizer.summarization.compression.words import is_one_of

_BRACKETS = re.compile(r"(?<=\s)\(([^()]+)\)")
# "(2)" is a clause of a law, "(a)" an item, "(2-1)" a score.
_LABEL = re.compile(r"\W*(?:\w|\d{1,3}(?:[-–]\d+)?|[ivx]+)\W*")
_ACRONYM = re.compile(r"[A-Z][\w./-]*[A-Z][\w/-]*")
_DASHED = re.compile(r"(?:\s(?:--?|[–—])\s|(?<=\w)—(?=\w))")
_FEWEST_IN_DASHES = 3


def datelines(sentence: Sentence) -> Iterator[Cut]:
    end = dateline_end(sentence.text)
    if end is not None and end < len(sentence.text):
        yield Cut(0, end)


def brackets(sentence: Sentence) -> Iterator[Cut]:
    """Brackets outside quotations, but for labels and for the acronym, or its meaning, that a reader needs later on."""
    for match in _BRACKETS.finditer(sentence.text):
        before = sentence.text[: match.start()].split()
        if not before or sentence.enclosures.quotation_around(match.start()) is not None:
            continue
        if not (_LABEL.fullmatch(match[1]) or _is_gloss(before[-1], match[1]) or _is_inserted(match)):
            yield Cut(*match.span())


def dashes(sentence: Sentence) -> Iterator[Cut]:
    """The aside of a sentence that has two dashes, with three words or more between them."""
    marks = [match for match in _DASHED.finditer(sentence.text) if sentence.is_open(match.start())]
    if len(marks) != 2:
        return
    aside, rest = sentence.text[marks[0].end() : marks[1].start()].split(), tokens(sentence.text[marks[1].end() :])
    if len(aside) < _FEWEST_IN_DASHES or is_one_of(aside[0], "coordinator") or not rest or not rest[0].islower():
        return
    # Without the dashes such a clause would belong to other words.
    if rest[0] != "unlike" and not is_one_of(rest[0], "subordinator", "adverb", "coordinator"):
        yield Cut(marks[0].start(), marks[1].end())


def _is_gloss(before: str, inside: str) -> bool:
    """Whether ``inside`` is an acronym, or says what the acronym or the pronoun before it means."""
    if _ACRONYM.fullmatch(inside.strip()) or is_one_of(before, "pronoun", "determiner"):
        return True
    return _ACRONYM.fullmatch(before) is not None and len(inside.split()) > 1


def _is_inserted(match: re.Match[str]) -> bool:
    """Whether the brackets belong to the words around them: "the least (enemy) losses", "(and others)"."""
    first, *others = match[1].split() or [""]
    is_followed = re.match(r"\s\w", match.string[match.end() :]) is not None
    return is_one_of(first, "coordinator") or (not others and first.islower() and is_followed)
