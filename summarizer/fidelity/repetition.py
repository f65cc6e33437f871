"""The check for a target that loops, the usual end of a weak model that has lost its way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.datamodels import Issue, IssueKind, Severity

# Hyphens part words: "great-grand-grand-grand-grand" is a loop. Points and commas do not: 1,000,000,000,000.
_WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
_LONGEST_PHRASE = 8
# How often a phrase of so many words stands in a row before it is a loop: "very, very, very" is none.
_LOOPS_AT = {1: 4} | dict.fromkeys(range(2, _LONGEST_PHRASE + 1), 3)
_LETTER_LOOP = re.compile(r"([^\W\d_])\1{6,}|([^\W\d_]{2,6}?)\2{3,}", re.IGNORECASE)


class _RefrainRule(NamedTuple):
    """A run of ``words`` words that stands ``times`` times, and so covers more than ``share`` of the text."""

    words: int
    times: int
    share: float


# The second rule is for "…, the fact that it leaves 4,200 homes dry, the fact that it leaves 4,200 homes dry".
_REFRAINS = (_RefrainRule(words=4, times=3, share=0.5), _RefrainRule(words=7, times=2, share=0.5))


class _Loop(NamedTuple):
    phrase: str
    times: int


def check_repetition(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where words, letters or a phrase repeat over and over, unless the source does the same.

    The same for every ``langpair``.
    """
    loop = _loop(target)
    if loop and not _loop(source):
        return [_issue(f"{loop.phrase!r} stands {loop.times} times in a row")]
    letters = _LETTER_LOOP.search(target)
    if letters and not _LETTER_LOOP.search(source):
        return [_issue(f"letters repeat in {letters.group()[:20]!r}")]
    refrain = _refrain(target)
    if refrain and not _refrain(source):
        return [_issue(f"{refrain.phrase!r} stands {refrain.times} times and fills most of the translation")]
    return []


def _issue(detail: str) -> Issue:
    return Issue(IssueKind.REPETITION, Severity.ERROR, detail)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _loop(text: str) -> _Loop | None:
    """The first phrase, shortest first, that stands in a row often enough."""
    words = _words(text)
    for length, times in _LOOPS_AT.items():
        matched = 0
        for position in range(length, len(words)):
            matched = matched + 1 if words[position] == words[position - length] else 0
            if matched >= length * (times - 1):
                return _complete_loop(words, position + 1 - length * times, length)
    return None


def _complete_loop(words: Sequence[str], start: int, length: int) -> _Loop:
    phrase = words[start : start + length]
    times = 1
    while words[start + times * length : start + (times + 1) * length] == phrase:
        times += 1
    return _Loop(" ".join(phrase), times)


def _refrain(text: str) -> _Loop | None:
    """The commonest run of words, where it and what repeats like it cover most of the text."""
    words = _words(text)
    for rule in _REFRAINS:
        starts = range(len(words) - rule.words + 1)
        runs = [tuple(words[start : start + rule.words]) for start in starts]
        counts = Counter(runs)
        covered = {
            position
            for start in starts
            if counts[runs[start]] >= rule.times
            for position in range(start, start + rule.words)
        }
        if len(covered) > rule.share * len(words):
            phrase, times = counts.most_common(1)[0]
            return _Loop(" ".join(phrase), times)
    return None
